import { registry } from "@web/core/registry";

/** An approver reads what waits for approval and publishes it. */
registry.category("web_tour.tours").add("yichuang_approver_tour", {
    steps: () => [
        {
            content: "open the version",
            trigger: ".o_data_row:contains(游览许可) .o_data_cell:first",
            run: "click",
        },
        {
            content: "read what changes",
            trigger: ".o_notebook .nav-link[name=page_changes]",
            run: "click",
        },
        {
            content: "the promise was ten days",
            trigger: ".o_yichuang_comparison del:contains(10)",
        },
        {
            content: "publish it",
            trigger: ".o_statusbar_buttons button[name=action_publish]",
            run: "click",
        },
        {
            content: "knowing that it is for good",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is published",
            trigger: ".o_arrow_button_current[data-value=published]",
        },
        {
            content: "a change from now on is a new version",
            trigger: ".o_statusbar_buttons button[name=action_new_version]",
        },
    ],
});
