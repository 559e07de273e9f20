import { registry } from "@web/core/registry";

const pressIn = (key) => () =>
    document
        .querySelector(".o_yichuang_bring")
        .dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true }));

registry.category("web_tour.tours").add("yichuang_what_to_bring", {
    steps: () => [
        {
            content: "Find the service by what it is called",
            trigger: ".o_yichuang_bring_query",
            run: "edit 示范清单",
        },
        {
            trigger: ".o_yichuang_bring_service.active:contains(示范清单许可)",
            run: pressIn("Enter"),
        },
        {
            content: "An agent comes",
            trigger: ".o_yichuang_bring_question:contains(由谁办理)",
            run: pressIn("2"),
        },
        {
            content: "A slip: go back, and answer again",
            trigger: ".o_yichuang_bring_question:contains(代理人是)",
            run: pressIn("Backspace"),
        },
        {
            trigger: ".o_yichuang_bring_question:contains(由谁办理)",
            run: pressIn("2"),
        },
        {
            content: "A key without an answer does nothing",
            trigger: ".o_yichuang_bring_question:contains(代理人是)",
            run: pressIn("9"),
        },
        {
            trigger: ".o_yichuang_bring_question:contains(代理人是)",
            run: pressIn("1"),
        },
        {
            content: "Three materials are left",
            trigger:
                ".o_yichuang_bring_list:not(:contains(代理人身份证)) .o_yichuang_bring_material:nth-child(3):contains(授权委托书)",
        },
        {
            content: "The sheet carries the answers",
            trigger: ".o_yichuang_bring_print[href*='q1=2'][href*='q2=1']",
        },
        {
            content: "Another answer by a click",
            trigger: ".o_yichuang_bring_answers button:contains(代理人是)",
            run: "click",
        },
        {
            trigger: ".o_yichuang_bring_answer:contains(其他人)",
            run: "click",
        },
        {
            trigger: ".o_yichuang_bring_material:nth-child(4):contains(代理人身份证)",
        },
    ],
});
