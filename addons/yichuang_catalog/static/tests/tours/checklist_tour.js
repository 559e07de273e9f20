import { registry } from "@web/core/registry";
import { screenshot } from "./screenshot";

/**
 * An editor follows the checklist: a click on a sentence leads to the field on its
 * page, a fee to its line's list, a material to its own form.
 */
registry.category("web_tour.tours").add("yichuang_checklist_tour", {
    steps: () => [
        {
            content: "the sentence says what is missing, and why",
            trigger:
                ".o_yichuang_checklist button[data-rule=missing_procedure]:contains(第三十条)",
        },
        screenshot("catalogue-checklist", ".o_yichuang_checklist .alert-info"),
        {
            content: "follow it",
            trigger: ".o_yichuang_checklist button[data-rule=missing_procedure]",
            run: "click",
        },
        {
            content: "it leads to the field, on its page",
            trigger: ".o_field_widget[name=procedure] textarea:focus",
            run: "edit 申请、受理、审查、决定",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "nothing hinders publication any more",
            trigger: ".o_yichuang_checklist .alert-success",
        },
        {
            content: "look at what is missing for 100",
            trigger: ".o_yichuang_checklist summary",
            run: "click",
        },
        {
            content: "follow the one about a material",
            trigger:
                ".o_yichuang_checklist button[data-rule=acceptance]:contains(示例申请书)",
            run: "click",
        },
        {
            content: "it opens the material",
            trigger: ".o_last_breadcrumb_item:contains(示例申请书)",
        },
    ],
});
