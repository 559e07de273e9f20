import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { applicable, effective, settled, visible } from "../situations/evaluate";

/**
 * The questions on the situation: each answer shows at once which questions follow and
 * which materials remain. Without scripts the form does the same with a page load.
 */
export class SituationQuestions extends Interaction {
    static selector = ".o_yichuang_questions";
    dynamicContent = {
        "input[type=radio]": { "t-on-change": this.update },
    };

    setup() {
        this.data = JSON.parse(this.el.dataset.situation);
        this.chapter = this.el.closest("section");
    }

    chosen() {
        const chosen = {};
        for (const input of this.el.querySelectorAll("input:checked")) {
            chosen[Number(input.name.slice(1))] = Number(input.value);
        }
        return chosen;
    }

    update() {
        const chosen = this.chosen();
        const asked = new Set(visible(this.data, chosen));
        for (const fieldset of this.el.querySelectorAll("fieldset")) {
            fieldset.hidden = !asked.has(Number(fieldset.dataset.question));
        }
        const done = settled(this.data, chosen);
        const lines = new Set(applicable(this.data, chosen));
        for (const line of this.chapter.querySelectorAll("[data-line]")) {
            line.hidden = done && !lines.has(Number(line.dataset.line));
        }
        const show = (selector, shown) => {
            for (const element of this.chapter.querySelectorAll(selector)) {
                element.hidden = !shown;
            }
        };
        show(".o_yichuang_conditional, .o_yichuang_list_no", !done);
        show(".o_yichuang_list_yes", done);
        this.chapter.querySelector(".o_yichuang_count").textContent = lines.size;
        this.keepInAddress(effective(this.data, chosen));
    }

    /** The address and the links to print the list carry the answers. */
    keepInAddress(answers) {
        const words = new URLSearchParams(
            Object.entries(answers).map(([number, answer]) => [`q${number}`, answer]),
        );
        const query = words.size ? `?${words}` : "";
        window.history.replaceState(null, "", `${window.location.pathname}${query}`);
        for (const link of document.querySelectorAll(".o_yichuang_document")) {
            link.href = link.pathname + query;
        }
    }
}

registry
    .category("public.interactions")
    .add("yichuang_catalog.situation_questions", SituationQuestions);
