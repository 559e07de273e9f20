import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

const state = (name) => ({
    trigger: `.o_statusbar_status button.o_arrow_button_current[data-value=${name}]`,
});

registry.category("web_tour.tours").add("yichuang_market_review_tour", {
    steps: () => [
        state("submitted"),
        { trigger: "button[name=action_view_draw].oe_stat_button", run: "click" },
        { trigger: "button[name=action_enter]", run: "click" },
        { trigger: ".modal .o_yichuang_make", run: "click" },
        { trigger: ".modal .o_yichuang_secret" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "body:not(:has(.modal)) .o_data_row:contains(hall-reveal)" },
        { trigger: ".o_breadcrumb .o_back_button", run: "click" },
        { trigger: "button[name=action_approve]", run: "click" },
        state("approved"),
    ],
});

registry.category("web_tour.tours").add("yichuang_market_tour", {
    steps: () => [
        state("approved"),
        { trigger: "button[name=action_publish]", run: "click" },
        { trigger: ".modal .btn-primary", run: "click" },
        state("published"),
        { trigger: ".o_form_view .alert-info[role=status]" },
        screenshot("market-published", ".o_form_view"),
    ],
});

registry.category("web_tour.tours").add("yichuang_market_draw_tour", {
    steps: () => [
        state("closed"),
        { trigger: ".o_statusbar_buttons button[name=action_view_draw]", run: "click" },
        state("revealed"),
        { trigger: "button[name=action_enter]", run: "click" },
        { trigger: ".modal .o_field_widget[name=value] input", run: "edit 3 0 8" },
        { trigger: ".modal button[name=action_confirm]", run: "click" },
        { trigger: "button[name=action_run]", run: "click" },
        state("drawn"),
        { trigger: ".o_field_widget[name=signup_ids] .o_data_row" },
        screenshot("market-draw", ".o_field_widget[name=signup_ids]"),
    ],
});
