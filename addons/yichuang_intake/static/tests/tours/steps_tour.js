import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** A reviewer of another organ signs for a step and gives an opinion on it. */
registry.category("web_tour.tours").add("yichuang_steps_tour", {
    steps: () => [
        screenshot("steps-list", ".o_data_row:contains(示例会审)"),
        {
            content: "open the step",
            trigger: ".o_data_row:contains(示例会审) .o_data_cell[name=name]",
            run: "click",
        },
        {
            content: "sign for the papers",
            trigger: ".o_statusbar_buttons button[name=action_sign]",
            run: "click",
        },
        {
            content: "give an opinion",
            trigger: ".o_statusbar_buttons button[name=action_opine]",
            run: "click",
        },
        {
            content: "a bare signature first",
            trigger: ".modal .o_field_widget[name=opinion] textarea",
            run: "edit 同意。",
        },
        {
            content: "confirm",
            trigger: ".modal footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: "it is refused, and says why",
            trigger: ".modal .modal-body:contains(不得只签署姓名)",
        },
        {
            content: "back to the opinion",
            trigger:
                ".modal.o_error_dialog footer button, .modal:contains(不得只签署姓名) footer button",
            run: "click",
        },
        {
            content: "what was typed is still there; now with a reason",
            trigger: ".modal .o_field_widget[name=opinion] textarea:value(同意。)",
            run: "edit 经核对施工图纸，与规划条件一致，建议准予。",
        },
        {
            content: "confirm again",
            trigger: ".modal footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: "the file lies first, the opinions beside it",
            trigger: "body:not(:has(.modal)) .o_notebook_headers a[name=opinions]",
            run: "click",
        },
        {
            content: "the opinion is on file",
            trigger:
                "body:not(:has(.modal)) .o_field_widget[name=opinion_ids]:contains(与规划条件一致)",
        },
        screenshot("steps-done", ".o_statusbar_status"),
    ],
});
