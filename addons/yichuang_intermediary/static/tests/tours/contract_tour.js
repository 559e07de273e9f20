import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

// The smallest PDF that opens.
const PDF =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n" +
    "trailer<</Root 1 0 R>>\n%%EOF\n";

const state = (name) => ({ trigger: `.o_yichuang_state[data-state=${name}]` });
const choose = (form) => ({
    trigger: `${form} input[name=file]`,
    run() {
        const chosen = new DataTransfer();
        chosen.items.add(new File([PDF], "report.pdf", { type: "application/pdf" }));
        this.anchor.files = chosen.files;
    },
});
const send = (form) => ({
    trigger: `${form} button[type=submit]`,
    run: "click",
    expectUnloadPage: true,
});

registry.category("web_tour.tours").add("yichuang_contract_agency_tour", {
    steps: () => [
        state("active"),
        choose(".o_yichuang_deliver"),
        {
            trigger: ".o_yichuang_deliver textarea[name=signers]",
            run: "edit 赵示例 ZY-2026-0001",
        },
        screenshot("contract-deliver", ".o_yichuang_deliver"),
        {
            content: "the session is another one when the form is sent",
            trigger: ".o_yichuang_deliver",
            run({ anchor }) {
                anchor.querySelector("[name=csrf_token]").value = "ended";
            },
        },
        send(".o_yichuang_deliver"),
        state("delivered"),
    ],
});

registry.category("web_tour.tours").add("yichuang_contract_owner_tour", {
    steps: () => [
        state("delivered"),
        { trigger: "input[name=verdict_1][value=met]", run: "click" },
        { trigger: "input[name=verdict_2][value=met]", run: "click" },
        screenshot("contract-accept", ".o_yichuang_judge"),
        {
            trigger: ".o_yichuang_judge button[value=accept]",
            run: "click",
            expectUnloadPage: true,
        },
        state("accepted"),
        ...["first", "second", "third", "fourth", "fifth", "overall"].map((name) => ({
            trigger: `.o_yichuang_rate select[name=${name}]`,
            run: "select 5",
        })),
        send(".o_yichuang_rate"),
        { trigger: ".o_yichuang_ratings" },
    ],
});

registry.category("web_tour.tours").add("yichuang_course_tour", {
    steps: () => [
        { trigger: ".nav-link[name=time]", run: "click" },
        { trigger: ".o_yichuang_course .o_yichuang_bar_agency" },
        { trigger: ".o_yichuang_share" },
        screenshot("case-course", ".o_yichuang_course"),
    ],
});
