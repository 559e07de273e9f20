import { registry } from "@web/core/registry";

/** An editor proposes that a service be suspended, and gives the reason. */
registry.category("web_tour.tours").add("yichuang_suspension_tour", {
    steps: () => [
        {
            content: "open the version in force",
            trigger: ".o_data_row:contains(游览许可) .o_data_cell:first",
            run: "click",
        },
        {
            content: "propose that it be suspended",
            trigger: ".o_statusbar_buttons button[name=action_propose_suspension]",
            run: "click",
        },
        {
            content: "give the reason",
            trigger: ".modal .o_field_widget[name=reason] textarea",
            run: "edit 设备检修",
        },
        {
            content: "propose it",
            trigger: ".modal .modal-footer button[name=action_confirm]",
            run: "click",
        },
        {
            content: "it waits for a colleague",
            trigger: ".o_arrow_button_current[data-value=proposed]",
        },
    ],
});

/** An approver finds the proposal among those for decision and approves it. */
registry.category("web_tour.tours").add("yichuang_decision_tour", {
    steps: () => [
        {
            content: "open the proposal",
            trigger: ".o_data_row:contains(游览许可) .o_data_cell:first",
            run: "click",
        },
        {
            content: "approve it",
            trigger: ".o_statusbar_buttons button[name=action_approve]",
            run: "click",
        },
        {
            content: "knowing what it does",
            trigger: ".modal .modal-footer .btn-primary",
            run: "click",
        },
        {
            content: "it is in effect",
            trigger: ".o_arrow_button_current[data-value=effective]",
        },
        {
            content: "look at the version",
            trigger: "button[name=action_view_version]",
            run: "click",
        },
        {
            content: "it is suspended, and says why",
            trigger: ".alert .o_field_widget[name=reason]:contains(设备检修)",
        },
        {
            content: "compare it with another one",
            trigger: "button[name=action_compare]",
            run: "click",
        },
        {
            content: "the comparison is open",
            trigger: ".o_form_view .o_field_widget[name=right_id]",
        },
    ],
});
