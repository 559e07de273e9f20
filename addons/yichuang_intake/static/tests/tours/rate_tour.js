import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

/** An applicant forgets to choose, then rates badly, on a page as wide as a phone. */
registry.category("web_tour.tours").add("yichuang_rate_tour", {
    steps: () => [
        {
            content: "say what was not good",
            trigger: "#rate_comment",
            run: "edit 等了两个小时。",
        },
        {
            content: "choose a grade",
            trigger: ".o_yichuang_grade input[value='5']",
            run: "click",
        },
        screenshot("rate-phone", ".o_yichuang_grade input:checked"),
        {
            content: "rate",
            trigger: ".o_yichuang_rate button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "it is recorded", trigger: ".o_yichuang_thanks" },
    ],
});

/** Who was served at the window rates the visit with one touch and no words. */
registry.category("web_tour.tours").add("yichuang_rate_visit_tour", {
    steps: () => [
        {
            content: "choose a grade",
            trigger: ".o_yichuang_grade input[value='1']",
            run: "click",
        },
        {
            content: "rate",
            trigger: ".o_yichuang_rate button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "it is recorded", trigger: ".o_yichuang_thanks" },
    ],
});
