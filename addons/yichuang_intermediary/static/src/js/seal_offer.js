import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { canSeal, seal } from "./seal";

const YUAN = /^¥?(\d{1,8}|\d{1,3}(?:,\d{3}){1,2})(?:\.(\d{1,2}))?元?$/;

/** A text as typed, with full-width signs made plain and without blanks. */
function plain(text) {
    return text
        .replace(/[！-～]/g, (sign) => String.fromCharCode(sign.charCodeAt(0) - 0xfee0))
        .replaceAll("￥", "¥")
        .replace(/\s/g, "");
}

/** Whole fen of an amount in yuan, as `tools/money.py` reads it; null when it cannot
 *  be read. */
export function parseFen(text) {
    const match = YUAN.exec(plain(text));
    return (
        match &&
        Number(match[1].replaceAll(",", "")) * 100 +
            Number((match[2] || "").padEnd(2, "0"))
    );
}

function signedOut() {
    return _t(
        "You have been signed out. Sign in in another tab, come back and send again: what you typed is still here.",
    );
}

function parsePage(text) {
    return new DOMParser().parseFromString(text, "text/html");
}

/** Send a form without leaving the page, for what was typed is nowhere else. */
function send(form) {
    return fetch(form.action, {
        method: "POST",
        body: new URLSearchParams(new FormData(form)),
    });
}

function browserGo(address) {
    window.location.assign(address);
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
        const days = Number(plain(this.field("days").value));
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
        const problem = await this.waitFor(this.sealAndSend(offer));
        if (problem) {
            this.say(problem);
            button.disabled = false;
        }
    }

    /** What keeps the offer from being sent, in a sentence; nothing when the page is
     *  being left because it has been taken. */
    async sealAndSend(offer) {
        let answer;
        try {
            if (this.stale && !(await this.renew())) {
                return signedOut();
            }
            this.stale = true;
            try {
                this.el.querySelector("[name=sealed]").value = await seal(
                    offer,
                    this.notice,
                );
            } catch {
                return _t(
                    "The offer could not be sealed. Reload the page and try again.",
                );
            }
            answer = await send(this.el);
        } catch {
            return _t(
                "The server could not be reached; whether the offer arrived is not known. What you typed is still here: send it again, it counts once.",
            );
        }
        if (answer.status === 400 || new URL(answer.url).pathname.endsWith("/login")) {
            return signedOut();
        }
        const page = parsePage(await answer.text());
        const refusal = page.querySelector(".alert-danger:not(.o_yichuang_note)");
        if (refusal || !answer.ok) {
            return (
                refusal?.textContent.trim() ||
                _t("The server did not take the offer. Send it again in a moment.")
            );
        }
        browserGo(answer.url);
    }

    /** Fetch the page anew for what has gone stale: the token of the session and the
     *  terms to which an offer is bound. Whether the reader is still signed in. */
    async renew() {
        const answer = await fetch(window.location.pathname);
        const form = parsePage(await answer.text()).querySelector(".o_yichuang_seal");
        if (form) {
            this.notice = JSON.parse(form.dataset.notice);
            this.el.querySelector("[name=csrf_token]").value =
                form.querySelector("[name=csrf_token]").value;
        }
        return Boolean(form);
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
