import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** A manager looks at the month, narrows it to an organ, and opens what is counted. */
registry.category("web_tour.tours").add("yichuang_figures_tour", {
    steps: () => [
        {
            content: "the month is shown",
            trigger: ".o_yichuang_tile[data-figure=decided] .o_yichuang_value",
        },
        {
            content: "the chart is drawn",
            trigger: ".o_yichuang_chart canvas",
        },
        screenshot("figures-operation", ".o_yichuang_balance"),
        {
            content: "one organ only",
            trigger: "[data-table=department_id] td button:contains(示例审批局)",
            run: "click",
        },
        {
            content: "its cases decided, in the table",
            trigger:
                "[data-table=department_id]:not(:has(tbody tr:nth-child(2))) button[data-counter=decided]:contains(2)",
            run: "click",
        },
        {
            content: "as many rows as the number says",
            trigger: ".o_list_view .o_data_row:nth-of-type(2)",
        },
        {
            content: "and no more",
            trigger: ".o_list_view:not(:has(.o_data_row:nth-of-type(3)))",
        },
        screenshot("figures-rows", ".o_list_view .o_data_row"),
        {
            content: "back to the dashboard, as it was left",
            trigger: ".breadcrumb-item a, .o_back_button",
            run: "click",
        },
        {
            content: "the organ is still chosen",
            trigger: ".o_yichuang_tile[data-figure=accepted] .o_yichuang_value:contains(3)",
        },
        {
            content: "the month before",
            trigger: ".o_yichuang_before",
            run: "click",
        },
        {
            content: "nothing was decided then",
            trigger: ".o_yichuang_tile[data-figure=decided] .o_yichuang_value:contains(0)",
        },
        {
            content: "ask for the report",
            trigger: ".o_control_panel button:contains(Report)",
            run: "click",
        },
        {
            content: "of that month",
            trigger: ".modal button[name=action_after]",
            run: "click",
        },
        {
            content: "it can be handed over",
            trigger: ".modal footer button[name=action_workbook]",
        },
    ],
});

/** Each office opens on what it looks at first. */
for (const [office, figure] of [
    ["statistics", "compression"],
    ["catalogue", "instant_items"],
    ["supervision", "incidents"],
]) {
    registry.category("web_tour.tours").add(`yichuang_figures_${office}_tour`, {
        steps: () => [
            {
                content: `what the office looks at: ${figure}`,
                trigger: `.o_yichuang_tile[data-figure=${figure}] .o_yichuang_value`,
            },
            screenshot(`figures-${office}`, ".o_yichuang_balance"),
        ],
    });
}
