import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { registry } from "@web/core/registry";

/**
 * A keeper of a seal looks at what another asked to seal, and approves it.
 */
registry.category("web_tour.tours").add("yichuang_seal_tour", {
    steps: () => [
        {
            content: "open what waits for the seal",
            trigger: ".o_data_row .o_data_cell[name=paper]",
            run: "click",
        },
        {
            content: "look at the certificate",
            trigger: "button[name=action_view_paper]",
            run: "click",
        },
        {
            content: "it is the one of the applicant",
            trigger: ".o_field_widget[name=holder_name]:contains(示例游客)",
        },
        {
            content: "back to the use",
            trigger: ".breadcrumb-item a:last",
            run: "click",
        },
        screenshot("seal-use", "button[name=action_approve]"),
        {
            content: "approve",
            trigger: ".o_statusbar_buttons button[name=action_approve]",
            run: "click",
        },
        {
            content: "it is being sealed",
            trigger: ".o_arrow_button_current[data-value=approved]",
        },
    ],
});
