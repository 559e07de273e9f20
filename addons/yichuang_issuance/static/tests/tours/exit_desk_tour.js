import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { registry } from "@web/core/registry";

const scan = (code) => [
    {
        content: "a scanner types the code and Enter",
        trigger: ".o_yichuang_exit_desk input",
        run: `edit ${code} && press Enter`,
    },
];
const card = (state) => ({
    content: `the document is ${state}`,
    trigger: `.o_yichuang_exit_desk .card[data-state=${state}]`,
});
const next = {
    content: "the one next step",
    trigger: ".o_yichuang_exit_desk button[name=next_step]",
    run: "click",
};
const print = (state) => ({
    content: `print what belongs to a document that is ${state}`,
    trigger: `.o_yichuang_exit_desk .card[data-state=${state}] button[name=print]`,
    run: "click",
});
const confirm = {
    content: "confirm",
    trigger: ".modal button[name=action_confirm]",
    run: "click",
};

/**
 * An exit clerk with a scanner: a code that nobody knows, then a document from the
 * hand-over list on to its shelf and into the hands of the applicant.
 */
registry.category("web_tour.tours").add("yichuang_exit_desk_tour", {
    steps: () => [
        {
            content: "it tells what waits before anything is scanned",
            trigger: ".o_yichuang_exit_desk [name=overview] button[name=waiting]",
        },
        ...scan("QQQQQQ"),
        {
            content: "nothing has this code",
            trigger: ".o_yichuang_exit_desk .alert-warning:contains(QQQQQQ)",
        },
        ...scan("示例游客"),
        {
            content: "whoever has no slip is found by the name",
            trigger: ".o_yichuang_exit_desk .card:contains(示例游客)",
        },
        ...scan("TRAP22"),
        card("waiting"),
        next,
        {
            content: "the place on the shelf",
            trigger: ".modal .o_field_widget[name=shelf_place] input",
            run: "edit A-03",
        },
        confirm,
        card("arrived"),
        {
            content: "it tells where it lies",
            trigger: ".o_yichuang_place:contains(A-03)",
        },
        screenshot("exit-desk", ".o_yichuang_place"),
        print("arrived"),
        next,
        {
            content: "the number from the card",
            trigger: ".modal .o_field_widget[name=id_number] input",
            run: "edit 11010519491231002X",
        },
        confirm,
        card("delivered"),
        {
            content: "what was done is remembered",
            trigger: ".o_yichuang_exit_desk li:contains(示例游客)",
        },
        print("delivered"),
    ],
});

/** The keeper of the archive checks a file and sees what it holds. */
registry.category("web_tour.tours").add("yichuang_keeper_tour", {
    steps: () => [
        {
            content: "open the file",
            trigger: ".o_data_row .o_data_cell[name=subject]:contains(示例游客)",
            run: "click",
        },
        {
            content: "check it once more",
            trigger: ".o_statusbar_buttons button[name=action_check]",
            run: "click",
        },
        {
            content: "it is authentic",
            trigger: ".o_field_widget[name=authentic] input:checked",
        },
        {
            content: "and safe",
            trigger: ".o_field_widget[name=safe] input:checked",
        },
        screenshot("archive-file", ".o_field_widget[name=sha256]"),
    ],
});
