import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { checkNotice } from "./check_selection";
import { canCompute } from "./draw";

const PROBLEMS = {
    notice: _t("The notice is not the one whose hash was published."),
    list: _t("The list is not the one whose hash was fixed."),
    sources: _t("The sources are not the ones announced in the notice."),
    public: _t("The public number is missing."),
    secrets: _t("A secret is not the one committed to."),
    reveals: _t("The revealed values are not the ones fixed before the draw."),
    seed: _t("The seed does not follow from the list and the sources."),
    order: _t("The order does not follow from the seed."),
    inputs: _t("The inputs or the result are not the ones whose hash was published."),
    terms: _t("The selection was made by other terms than the notice says."),
    names: _t("The selection is not among those of the frozen list."),
    offers: _t("The selection takes offers that were not made, or leaves some out."),
    chance: _t("The selection uses another seed than that of the draw."),
    turn: _t("The selection does not begin behind the last turn of its ring."),
    result: _t("The result does not follow from the inputs."),
};

// What was repeated, by the way of selection.
const RIGHT = {
    random: _t("Right: your browser drew the same order."),
    credit: _t(
        "Right: your browser drew the same short list, and the owner chose from it.",
    ),
    direct: _t("Right: the one selected is the one the owner chose and confirmed."),
    rotation: _t("Right: your browser found the same next one of the ring."),
    invited: _t(
        "Right: your browser drew the same who are invited and found the same of them.",
    ),
    plan: _t("Right: the one selected is the first of the owner's written comparison."),
    composite: _t("Right: your browser added the points up to the same order."),
    multi_round: _t("Right: your browser came to the same prices after the rounds."),
    best_price: _t("Right: your browser came to the same reference and order."),
    mean: _t("Right: your browser came to the same mean and order."),
    band: _t("Right: your browser came to the same band and order."),
    lowest: _t("Right: your browser found the same lowest price and order."),
};

/** Repeats a published selection on the visitor's own device. */
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
        const data = JSON.parse(this.el.dataset.check);
        const failed = await this.failures(data);
        if (!failed.length) {
            const last = data.selections.at(-1);
            this.say(
                last
                    ? RIGHT[last.mode]
                    : _t("Right: your browser drew the same; nobody is selected yet."),
                "text-success fw-bold",
            );
            return;
        }
        this.say(_t("Wrong: this selection does not repeat."), "text-danger fw-bold");
        const list = this.el.querySelector(".o_yichuang_problems");
        for (const name of failed) {
            const item = document.createElement("li");
            item.textContent = PROBLEMS[name];
            list.append(item);
        }
    }

    /** What fails; a selection that cannot even be computed does not follow. */
    async failures(data) {
        try {
            return await checkNotice(data);
        } catch {
            return ["result"];
        }
    }

    say(text, kind) {
        const verdict = this.el.querySelector(".o_yichuang_verdict");
        verdict.className = `o_yichuang_verdict mb-2 ${kind}`;
        verdict.textContent = text;
    }
}

registry.category("public.interactions").add("yichuang_intermediary.verify", Verify);
