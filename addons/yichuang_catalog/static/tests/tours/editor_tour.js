import { registry } from "@web/core/registry";
import { screenshot } from "./screenshot";

/**
 * An editor shortens a promise: finds the service, opens its next version, forgets
 * the procedure, is told so, adds it, sends the version for approval.
 */
registry.category("web_tour.tours").add("yichuang_editor_tour", {
    steps: () => [
        {
            content: "search the service",
            trigger: ".o_searchview_input",
            run: "fill 游览许可",
        },
        {
            content: "by its name",
            trigger: ".o_searchview_autocomplete .o-dropdown-item:first a",
            run: "click",
        },
        {
            content: "open it",
            trigger: ".o_kanban_record:contains(游览许可)",
            run: "click",
        },
        {
            content: "open its next version",
            trigger: ".o_statusbar_buttons button[name=action_new_version]",
            run: "click",
        },
        {
            content: "shorten the promise",
            trigger: ".o_field_widget[name=promise_days] input",
            run: "edit 5",
        },
        {
            content: "look at the conditions",
            trigger: ".o_notebook .nav-link[name=page_content]",
            run: "click",
        },
        {
            content: "empty the procedure",
            trigger: ".o_field_widget[name=procedure] textarea",
            run: "clear",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is saved", trigger: ".o_form_saved" },
        {
            content: "what is missing is said at once",
            trigger: ".o_field_widget[name=checklist]:contains(第三十条)",
        },
        screenshot("catalogue-version", ".o_field_widget[name=checklist]"),
        {
            content: "add the procedure",
            trigger: ".o_form_saved .o_field_widget[name=procedure] textarea",
            run: "edit 申请、受理、审查、决定",
        },
        { content: "save", trigger: ".o_form_button_save", run: "click" },
        { content: "it is saved", trigger: ".o_form_saved" },
        {
            content: "look at what changes against the version in force",
            trigger: ".o_notebook .nav-link[name=page_changes_draft]",
            run: "click",
        },
        {
            content: "the shorter promise is marked",
            trigger: ".o_yichuang_comparison ins:contains(5)",
        },
        screenshot("catalogue-changes", ".o_yichuang_comparison"),
        {
            content: "send it for approval: the one obvious action now",
            trigger: ".o_statusbar_buttons button[name=action_submit].btn-primary",
            run: "click",
        },
        {
            content: "it waits for approval",
            trigger: ".o_arrow_button_current[data-value=review]",
        },
        {
            content: "look at the content again",
            trigger: ".o_notebook .nav-link[name=page_content]",
            run: "click",
        },
        {
            content: "it can no longer be edited",
            trigger: ".o_field_widget[name=procedure].o_readonly_modifier",
        },
    ],
});
