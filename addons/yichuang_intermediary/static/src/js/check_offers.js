import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { canSeal, openWithKey, sha256Hex } from "./seal";

/** Opens every published offer again on the visitor's own device and compares. */
export class CheckOffers extends Interaction {
    static selector = ".o_yichuang_check_offers";

    start() {
        if (canSeal()) {
            this.waitFor(this.check());
        } else {
            this.say(
                _t(
                    "This page was not opened by https, so your browser may not compute here. Save the pack and run the verifier.",
                ),
                "text-warning",
            );
        }
    }

    async check() {
        const offers = JSON.parse(this.el.dataset.offers);
        const base = this.el.dataset.base;
        const wrong = [];
        for (const offer of offers) {
            const answer = await fetch(`${base}/${offer.receipt_number}.json`);
            if (!(await this.holds(offer, await answer.text()))) {
                wrong.push(offer.uscc);
            }
        }
        if (wrong.length) {
            this.say(
                _t("Wrong: these offers are not what was sealed: %s", wrong.join(", ")),
                "text-danger fw-bold",
            );
        } else {
            this.say(
                _t("Right: your browser opened every offer and found what is shown."),
                "text-success fw-bold",
            );
        }
    }

    async holds(offer, blob) {
        const receipt = JSON.parse(offer.receipt);
        if (
            (await sha256Hex(blob)) !== offer.sealed_sha256 ||
            receipt.sealed_sha256 !== offer.sealed_sha256 ||
            receipt.uscc !== offer.uscc
        ) {
            return false;
        }
        if (offer.state === "void") {
            return true;
        }
        try {
            const opened = await openWithKey(blob, offer.content_key);
            return opened.price_fen === offer.price_fen && opened.days === offer.days;
        } catch {
            return false;
        }
    }

    say(text, kind) {
        const verdict = this.el.querySelector(".o_yichuang_offers_verdict");
        verdict.className = `o_yichuang_offers_verdict mb-2 ${kind}`;
        verdict.textContent = text;
    }
}

registry
    .category("public.interactions")
    .add("yichuang_intermediary.check_offers", CheckOffers);
