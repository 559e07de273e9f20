import { registry } from "@web/core/registry";
import { choosePicture } from "./choose_picture";

/**
 * An applicant chooses a service, answers its question, forgets a file and mistypes the
 * identity number, corrects both without typing anything again, and submits.
 */
registry.category("web_tour.tours").add("yichuang_applicant_tour", {
    steps: () => [
        {
            content: "choose the service",
            trigger: ".list-group a:contains(示例网上许可)",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "without a mandate there are two materials",
            trigger: "input[name=q1][value='1']",
            run: "click",
        },
        { content: "they are counted", trigger: ".o_yichuang_count:contains(2)" },
        {
            content: "an agent brings a mandate",
            trigger: "input[name=q1][value='2']",
            run: "click",
        },
        { content: "it is counted at once", trigger: ".o_yichuang_count:contains(3)" },
        {
            content: "begin",
            trigger: ".o_yichuang_begin",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "type the name",
            trigger: "#applicant_name",
            run: "edit 示例游客",
        },
        {
            content: "mistype the identity number",
            trigger: "#id_number",
            run: "edit 110105194912310021",
        },
        { content: "type the telephone", trigger: "#phone", run: "edit 13800000000" },
        { content: "first file", trigger: "#file_1", run: choosePicture },
        { content: "second file", trigger: "#file_2", run: choosePicture },
        {
            content: "submit",
            trigger: "button[value=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is said beside the field",
            trigger: "#id_number.is-invalid:value(110105194912310021)",
        },
        {
            content: "the name is still there",
            trigger: "#applicant_name:value(示例游客)",
        },
        {
            content: "the files sent in are still there",
            trigger: "li:contains(.png) button[value^=remove]",
        },
        {
            content: "correct the number",
            trigger: "#id_number",
            run: "edit 11010519491231002X",
        },
        {
            content: "the third file",
            trigger: "#file_3.is-invalid",
            run: choosePicture,
        },
        {
            content: "submit again",
            trigger: "button[value=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "it is submitted", trigger: "button[value=take_back]" },
    ],
});
