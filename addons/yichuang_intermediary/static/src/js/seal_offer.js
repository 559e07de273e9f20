import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { canSeal, seal } from "./seal";

const YUAN = /^(\d{1,8})(?:\.(\d{1,2}))?$/;

/** Whole fen of an amount in yuan; null when it cannot be read. */
export function parseFen(text) {
    const match = YUAN.exec(text.replace(/[\s,，¥￥]/g, ""));
    return match && Number(match[1]) * 100 + Number((match[2] || "").padEnd(2, "0"));
}

/** Seals an offer in the bidder's browser: price, time and proposal have no name in
 *  the form, so they never leave this page unsealed. */
export class SealOffer extends Interaction {
    static selector = ".o_yichuang_seal";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.submit, "t-on-input": this.hush },
    };

    setup() {
        this.notice = JSON.parse(this.el.dataset.notice);
    }

    start() {
        if (!canSeal()) {
            this.say(
                _t(
                    "Your browser refuses to encrypt here, because this page was not opened by https. No offer can be sealed and none is taken: open the page by its https address.",
                ),
            );
            this.el.querySelector("[type=submit]").disabled = true;
        }
    }

    field(name) {
        return this.el.querySelector(`.o_yichuang_${name}`);
    }

    async submit() {
        const price = parseFen(this.field("price").value);
        const days = Number(this.field("days").value);
        if (!price || price > this.notice.cap_fen) {
            this.say(
                _t("The price is in yuan with at most two decimals, up to the cap."),
            );
            this.field("price").focus();
            return;
        }
        if (!Number.isInteger(days) || days < 1 || days > this.notice.days) {
            this.say(
                _t("The time is a whole number of working days, up to the limit."),
            );
            this.field("days").focus();
            return;
        }
        const offer = {
            price_fen: price,
            days,
            proposal: this.field("proposal").value,
        };
        const button = this.el.querySelector("[type=submit]");
        button.disabled = true;
        try {
            const blob = await this.waitFor(seal(offer, this.notice));
            this.el.querySelector("[name=sealed]").value = blob;
        } catch {
            this.say(
                _t("The offer could not be sealed. Reload the page and try again."),
            );
            button.disabled = false;
            return;
        }
        this.el.submit();
    }

    /** What was wrong is being put right: the note would only confuse. */
    hush() {
        if (canSeal()) {
            this.el.querySelector(".o_yichuang_note").classList.add("d-none");
        }
    }

    say(text) {
        const note = this.el.querySelector(".o_yichuang_note");
        note.textContent = text;
        note.classList.remove("d-none");
    }
}

registry
    .category("public.interactions")
    .add("yichuang_intermediary.seal_offer", SealOffer);
