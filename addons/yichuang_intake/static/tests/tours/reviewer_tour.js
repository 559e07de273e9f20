import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** A reviewer of the organ takes up an accepted case and gives an opinion. */
registry.category("web_tour.tours").add("yichuang_reviewer_tour", {
    steps: () => [
        screenshot("reviewer-list", ".o_data_row"),
        {
            content: "open the case",
            trigger: ".o_data_row:contains(示例游客) .o_data_cell[name=applicant_name]",
            run: "click",
        },
        {
            content: "start the review",
            trigger: ".o_statusbar_buttons button[name=action_start_review]",
            run: "click",
        },
        {
            content: "give an opinion",
            trigger: ".o_statusbar_buttons button[name=action_review]",
            run: "click",
        },
        {
            content: "in words",
            trigger: ".modal .o_field_widget[name=opinion] textarea",
            run: "edit 经审查,材料齐全,符合条件。",
        },
        {
            content: "confirm",
            trigger: ".modal footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: "the dialog is gone and the opinion is on file",
            trigger: "body:not(:has(.modal)) .o_form_view",
        },
        {
            content: "open the page of the opinion",
            trigger: ".o_notebook a[name=decision]",
            run: "click",
        },
        {
            content: "the opinion stands there",
            trigger: ".o_field_widget[name=review_opinion]:contains(符合条件)",
        },
    ],
});
