import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** Somebody takes a number at the kiosk: two touches. */
registry.category("web_tour.tours").add("yichuang_kiosk_tour", {
    steps: () => [
        {
            content: "they are called before others",
            trigger: ".o_yichuang_kiosk_reasons input[value=elderly]",
            run: "click",
        },
        screenshot("hall-kiosk", ".o_yichuang_kiosk_take"),
        {
            content: "take a number, with a finger that touches twice",
            trigger: ".o_yichuang_kiosk_take",
            async run({ anchor }) {
                anchor.click();
                await new Promise((resolve) => setTimeout(resolve, 30));
                anchor.click();
            },
            expectUnloadPage: true,
        },
        {
            content: "the number stands large, with its page to scan",
            trigger: ".o_yichuang_queue_big:contains(Q001)",
        },
        screenshot("hall-number", ".o_yichuang_queue_qr"),
    ],
});

const press = (key) => () =>
    window.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

/** The clerk opens the window and serves that number with one key. */
registry.category("web_tour.tours").add("yichuang_counter_tour", {
    steps: () => [
        {
            content: "sit down at the window",
            trigger: ".list-group-item:contains(901)",
            run: "click",
        },
        {
            content: "one waits",
            trigger: ".o_counter_waiting:contains(1)",
        },
        {
            content: "call the next number with the space bar",
            trigger: ".o_counter_main",
            run: press(" "),
        },
        {
            content: "it is called",
            trigger: ".o_counter_number:contains(Q001)",
        },
        {
            content: "call it once more",
            trigger: "button:contains(R)",
            run: press("r"),
        },
        screenshot("hall-counter", ".o_counter_number:contains(Q001)"),
        {
            content: "it could be passed on",
            trigger: ".o_counter_main:not([disabled])",
            run: press("t"),
        },
        {
            content: "to a window or a zone; but it is not",
            trigger: ".modal:has(.o_field_widget[name=window_id]) .btn[special=cancel]",
            run: "click",
        },
        {
            content: "it is still here",
            trigger: "body:not(:has(.modal)) .o_counter_number:contains(Q001)",
        },
        {
            content: "the person is there",
            trigger: ".o_counter_main:not([disabled])",
            run: press(" "),
        },
        {
            content: "a case can be begun",
            trigger: ".o_counter_case",
        },
    ],
});

/** What they came for is received; the clerk comes back to the counter and is done. */
registry.category("web_tour.tours").add("yichuang_counter_done_tour", {
    steps: () => [
        {
            content: "the number is at the window, with its case",
            trigger: ".o_yichuang_counter:has(.o_counter_number:contains(Q001))",
        },
        {
            content: "done",
            trigger: ".o_counter_main:not([disabled])",
            run: press(" "),
        },
        {
            content: "nobody is at the window any more",
            trigger: ".o_yichuang_counter:not(:has(.o_counter_number)) .o_counter_main",
        },
        {
            content: "see what each window can take",
            trigger: ".o_counter_main",
            run: () => location.assign("/odoo/window-capability"),
            expectUnloadPage: true,
        },
        screenshot("hall-capability", ".o_pivot td.o_pivot_cell_value"),
    ],
});

/** The wall shows the call that comes over the bus. */
registry.category("web_tour.tours").add("yichuang_wall_tour", {
    steps: () => [
        {
            content: "the call is on the wall",
            trigger: ".o_yichuang_queue_call .o_yichuang_queue_number:contains(Q002)",
        },
        {
            content: "switch the sound on",
            trigger: ".o_yichuang_queue_sound",
            run: "click",
        },
        {
            content: "it is on",
            trigger: ".o_yichuang_queue_sound[aria-pressed=true]",
        },
        screenshot("hall-wall", ".o_yichuang_queue_number"),
        {
            content: "look at the screen above the window, whose address the test gave",
            trigger: ".o_yichuang_queue_sound",
            run: () => location.assign(`/queue/window/${location.hash.slice(1)}`),
            expectUnloadPage: true,
        },
        {
            content: "the same number, and what to do",
            trigger:
                ".o_yichuang_one [data-state=called] .o_yichuang_queue_number:contains(Q002)",
        },
        screenshot("hall-window", ".o_yichuang_one"),
    ],
});

/** The organ scans the bag of a list and signs for it. */
registry.category("web_tour.tours").add("yichuang_handover_tour", {
    steps: () => [
        {
            content: "open the list that has just come",
            trigger: ".o_data_row:has(.badge) .o_data_cell[name=number]",
            run: "click",
        },
        {
            content: "scan the bag: the number on it, and Enter",
            trigger: ".o_field_widget[name=scan] input",
            async run({ edit, press: pressKey }) {
                const bag = document.querySelector(".o_data_cell[name=barcode]");
                await edit(bag.textContent.trim());
                await pressKey("Enter");
            },
        },
        {
            content: "its line is ticked",
            trigger: ".o_field_widget[name=came_words]:contains(1 / 1)",
        },
        screenshot("hall-handover", ".o_data_row .o_data_cell[name=barcode]"),
        {
            content: "sign for what came",
            trigger: ".o_statusbar_buttons button[name=action_sign]",
            run: "click",
        },
        {
            content: "signed for",
            trigger: ".o_arrow_button_current[data-value=signed]",
        },
    ],
});
