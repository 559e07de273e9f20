import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** A decider of the organ grants a reviewed case. */
registry.category("web_tour.tours").add("yichuang_decider_tour", {
    steps: () => [
        {
            content: "open the case",
            trigger: ".o_data_row:contains(示例游客) .o_data_cell[name=applicant_name]",
            run: "click",
        },
        {
            content: "decide",
            trigger: ".o_statusbar_buttons button[name=action_decide]",
            run: "click",
        },
        {
            content: "read the opinion",
            trigger: ".modal .o_field_widget[name=review_opinion]:contains(符合条件)",
        },
        {
            content: "grant",
            trigger: ".modal .o_field_widget[name=outcome] input[data-value=granted]",
            run: "click",
        },
        {
            content: "confirm",
            trigger: ".modal footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: "it is decided",
            trigger: ".o_arrow_button_current[data-value=decided]",
        },
        screenshot("decider-done", ".o_statusbar_status"),
    ],
});
