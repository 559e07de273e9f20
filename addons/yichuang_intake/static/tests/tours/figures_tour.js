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
            content: "one of them",
            trigger: ".o_list_view .o_data_row:first .o_data_cell:first",
            run: "click",
        },
        screenshot("figures-case", ".o_form_view .o_field_widget[name=service_id]"),
        {
            content: "back to the dashboard, as it was left",
            trigger: ".breadcrumb-item a, .o_back_button",
            run: "click",
        },
        {
            content: "the organ is still chosen",
            trigger:
                ".o_yichuang_tile[data-figure=accepted] .o_yichuang_value:contains(3)",
        },
        {
            content: "the control chart",
            trigger: ".o_yichuang_control canvas",
            run() {
                this.anchor.closest("section").scrollIntoView();
            },
        },
        screenshot("figures-control", ".o_yichuang_control canvas"),
        {
            content: "the month before",
            trigger: ".o_yichuang_before",
            run: "click",
        },
        {
            content: "a hundred were decided then",
            trigger:
                ".o_yichuang_tile[data-figure=decided] .o_yichuang_value:contains(100)",
        },
        {
            content: "ask for the report",
            trigger: ".o_yichuang_report",
            run: "click",
        },
        {
            content: "of that month",
            trigger: ".modal button[name=action_after]",
            run: "click",
        },
        screenshot("figures-report", ".modal footer button[name=action_workbook]"),
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

/** Before and after, by the rows of the article. */
registry.category("web_tour.tours").add("yichuang_figures_comparison_tour", {
    steps: () => [
        {
            content: "the comparison of the two months",
            trigger: ".o_data_row:contains(四月与五月) .o_data_cell:first",
            run: "click",
        },
        {
            content: "so many times as before",
            trigger: ".o_field_widget[name=line_ids] td[name=ratio]:contains(2.24)",
        },
        {
            content: "by so many percent",
            trigger:
                ".o_field_widget[name=line_ids] td[name=change_words]:contains(+123.7)",
        },
        screenshot("figures-comparison", ".o_form_view td[name=ratio]"),
        ...[
            [
                "counts",
                "balance",
                ".o_group_header:contains(示例审批局) .o_group_name",
                ".o_list_view .o_data_row",
            ],
            ["scores", "score", ".o_pivot .o_value", ".o_pivot .o_value"],
            [
                "checks",
                "incident",
                ".o_list_view .o_data_row:first .o_data_cell:first",
                ".o_form_view button[name=action_open_rows]",
            ],
            ["setup", "target", ".o_list_view .o_data_row", ".o_list_view .o_data_row"],
        ].flatMap(([menu, page, first, shown]) => [
            {
                content: `the menu of ${page}`,
                trigger: `.o_menu_sections [data-menu-xmlid="yichuang_intake.figures_menu_${menu}"]`,
                run: "click",
            },
            {
                content: `open ${page}`,
                trigger: `.dropdown-item[data-menu-xmlid="yichuang_intake.figure_${page}_menu"]`,
                run: "click",
            },
            {
                content: `${page} is there`,
                trigger: first,
                run: ["balance", "incident"].includes(page) ? "click" : undefined,
            },
            screenshot(`figures-${page}`, shown),
        ]),
    ],
});

/** How many windows: numbers are entered, and the outlook is beside its replay. */
registry.category("web_tour.tours").add("yichuang_staffing_tour", {
    steps: () => [
        {
            content: "work out the outlook",
            trigger: "button[name=action_calculate]",
            run: "click",
        },
        screenshot("hall-staffing", ".o_field_widget[name=line_ids] .o_data_row"),
    ],
});
