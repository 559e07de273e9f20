import { registry } from "@web/core/registry";

import { screenshot } from "./screenshot";

/**
 * An editor begins the process of a draft with the usual steps, gives one of them too
 * much time, is told so, and sees the picture and the table of responsibilities.
 */
registry.category("web_tour.tours").add("yichuang_process_tour", {
    steps: () => [
        {
            content: "open the draft",
            trigger: ".o_data_row:contains(游览许可) .o_data_cell:first",
            run: "click",
        },
        {
            content: "look at the process",
            trigger: ".o_notebook .nav-link[name=page_process]",
            run: "click",
        },
        {
            content: "begin with the usual steps",
            trigger: "button[name=action_standard_steps]",
            run: "click",
        },
        {
            content: "they are drawn",
            trigger: ".o_field_widget[name=process_svg] svg[role=img]",
        },
        {
            content: "each has an organ that answers for it",
            trigger: ".o_field_widget[name=responsibility_html] th:contains(局)",
        },
        {
            content: "give the third one a limit",
            trigger:
                ".o_field_widget[name=step_ids] .o_data_row:eq(2) .o_data_cell[name=limit_days]",
            run: "click",
        },
        {
            content: "that is longer than the promise",
            trigger:
                ".o_field_widget[name=step_ids] .o_selected_row .o_field_widget[name=limit_days] input",
            run: "edit 15",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "it is said at once",
            trigger: ".o_field_widget[name=checklist] [data-rule=step_over_promise]",
        },
        { content: "it is saved", trigger: ".o_form_saved" },
        {
            content: "shorten it",
            trigger:
                ".o_field_widget[name=step_ids] .o_data_row:eq(2) .o_data_cell[name=limit_days]",
            run: "click",
        },
        {
            content: "to what can be kept",
            trigger:
                ".o_field_widget[name=step_ids] .o_selected_row .o_field_widget[name=limit_days] input",
            run: "edit 6",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        {
            content: "and what is wrong is gone",
            trigger:
                "body:not(:has(.o_field_widget[name=checklist] [data-rule=step_over_promise]))",
        },
        { content: "it is saved", trigger: ".o_form_saved" },
        screenshot("catalogue-process", ".o_field_widget[name=process_svg] svg"),
    ],
});

/** An approver reads what a theme joins, and publishes it. */
registry.category("web_tour.tours").add("yichuang_theme_tour", {
    steps: () => [
        {
            content: "open the theme that waits",
            trigger: ".o_kanban_record:contains(我要开餐馆)",
            run: "click",
        },
        {
            content: "the order of its services is drawn",
            trigger: ".o_field_widget[name=process_svg] svg[role=img]",
        },
        screenshot("catalogue-theme", ".o_field_widget[name=process_svg] svg"),
        {
            content: "look at the materials",
            trigger: ".o_notebook .nav-link[name=page_materials]",
            run: "click",
        },
        {
            content: "what both ask for is brought once",
            trigger:
                ".o_field_widget[name=materials_html] tr:contains(示例营业执照):contains(食品经营许可)",
        },
        screenshot("catalogue-theme-materials", ".o_field_widget[name=materials_html]"),
        {
            content: "publish it",
            trigger: ".o_statusbar_buttons button[name=action_publish]",
            run: "click",
        },
        {
            content: "knowing what it does",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is published",
            trigger: ".o_arrow_button_current[data-value=published]",
        },
    ],
});
