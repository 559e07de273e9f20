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
            content: "take a number",
            trigger: ".o_yichuang_kiosk_take",
            run: "click",
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
    ],
});
