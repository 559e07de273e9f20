import { registry } from "@web/core/registry";
import { screenshot } from "./screenshot";

/** A clerk asks what somebody's situation is, by the keyboard, and reads out the list. */
registry.category("web_tour.tours").add("yichuang_catalogue_clerk_tour", {
    steps: () => [
        {
            content: "find the service by what people call it",
            trigger: ".o_yichuang_bring_query",
            run: "edit 坐船游览",
        },
        {
            content: "it is the only one",
            trigger: ".o_yichuang_bring_service:only-child:contains(游览许可)",
            run: "click",
        },
        {
            content: "the first question",
            trigger: ".o_yichuang_bring_question:contains(由谁来办)",
        },
        screenshot("catalogue-question", ".o_yichuang_bring_question"),
        {
            content: "an agent: the second answer",
            trigger: ".o_yichuang_bring_question",
            run: "press 2",
        },
        {
            content: "the list has the power of attorney",
            trigger: ".o_yichuang_bring_material:contains(授权委托书)",
        },
        screenshot("catalogue-bring", ".o_yichuang_bring_list"),
        {
            content: "it is not so",
            trigger: ".o_yichuang_bring_list",
            run: "press Backspace",
        },
        {
            content: "the question is asked again",
            trigger: ".o_yichuang_bring_question",
            run: "press 1",
        },
        {
            content: "the list is shorter, and can be printed",
            trigger:
                ".o_yichuang_bring_list:not(:contains(授权委托书)) .o_yichuang_bring_print[href$='q1=1']",
        },
    ],
});
