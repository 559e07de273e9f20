import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { canCompute, verify } from "./draw";

const PROBLEMS = {
    notice: _t("The notice is not the one whose hash was published."),
    list: _t("The list is not the one whose hash was fixed."),
    sources: _t("The sources are not the ones announced in the notice."),
    public: _t("The public number is missing."),
    secrets: _t("A secret is not the one committed to."),
    reveals: _t("The revealed values are not the ones fixed before the draw."),
    seed: _t("The seed does not follow from the list and the sources."),
    order: _t("The order does not follow from the seed."),
};

/** Repeats a published draw on the visitor's own device. */
export class Verify extends Interaction {
    static selector = ".o_yichuang_verify";

    start() {
        this.waitFor(this.repeat());
    }

    async repeat() {
        if (!canCompute()) {
            this.say(
                _t(
                    "This page was not opened by https, so your browser may not compute here. Save pack and verifier and run them.",
                ),
                "text-warning",
            );
            return;
        }
        const failed = await verify(JSON.parse(this.el.dataset.pack));
        if (!failed.length) {
            this.say(
                _t("Right: your browser came to the same order."),
                "text-success fw-bold",
            );
            return;
        }
        this.say(_t("Wrong: this draw does not repeat."), "text-danger fw-bold");
        const list = this.el.querySelector(".o_yichuang_problems");
        for (const name of new Set(failed)) {
            const item = document.createElement("li");
            item.textContent = PROBLEMS[name];
            list.append(item);
        }
    }

    say(text, kind) {
        const verdict = this.el.querySelector(".o_yichuang_verdict");
        verdict.className = `o_yichuang_verdict mb-2 ${kind}`;
        verdict.textContent = text;
    }
}

registry.category("public.interactions").add("yichuang_intermediary.verify", Verify);
