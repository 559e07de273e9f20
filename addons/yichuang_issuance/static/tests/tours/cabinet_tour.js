import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { registry } from "@web/core/registry";

/** An exit clerk puts a result into a self-service cabinet. */
registry.category("web_tour.tours").add("yichuang_cabinet_tour", {
    steps: () => [
        {
            content: "the result waits to be collected",
            trigger: ".o_statusbar_buttons button[name=action_put_in]",
            run: "click",
        },
        {
            content: "which cabinet",
            trigger: ".modal .o_field_widget[name=cabinet_id] input",
            run: "edit 东门",
        },
        {
            content: "this one",
            trigger: ".o-autocomplete--dropdown-item:contains(东门自助取件柜)",
            run: "click",
        },
        {
            content: "put it in",
            trigger: ".modal button[name=action_confirm]",
            run: "click",
        },
        {
            content: "the clerk sees by which code it opens",
            trigger: ".o_field_widget[name=cabinet_code]:visible",
        },
        screenshot("cabinet-put-in", ".o_field_widget[name=boxed_until]"),
    ],
});

/** The applicant reads the code of the cabinet. */
registry.category("web_tour.tours").add("yichuang_cabinet_code_tour", {
    steps: () => [
        {
            content: "where it lies",
            trigger: "#wrapwrap:contains(东门自助取件柜)",
        },
        screenshot("cabinet-code", "#wrapwrap .font-monospace"),
    ],
});
