import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { choosePicture } from "./choose_picture";

const tours = registry.category("web_tour.tours");

/**
 * From the public page of a theme an applicant begins one application for all its
 * matters, forgets an answer of the form and a file, corrects both, and submits once.
 */
tours.add("yichuang_theme_applicant_tour", {
    steps: () => [
        {
            content: "apply for the theme",
            trigger: ".o_yichuang_apply_theme",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "the matters are all chosen",
            trigger: "input[name=m1]:checked",
        },
        {
            content: "begin without an answer",
            trigger: ".o_yichuang_begin",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is asked for",
            trigger: ".alert-warning",
        },
        {
            content: "the applicant comes in person",
            trigger: "input[name=q1][value='1']",
            run: "click",
        },
        screenshot("apply-theme", ".o_yichuang_question"),
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
            content: "type the identity number",
            trigger: "#id_number",
            run: "edit 11010519491231002X",
        },
        { content: "type the telephone", trigger: "#phone", run: "edit 13800000000" },
        { content: "the place, once", trigger: "#datum_1", run: "edit 示例路1号" },
        { content: "no number", trigger: "#datum_2", run: "edit 很大" },
        { content: "first file", trigger: "#file_1", run: choosePicture },
        {
            content: "submit",
            trigger: "button[value=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is said beside the field, with what was typed",
            trigger: "#datum_2.is-invalid:value(很大)",
        },
        {
            content: "the file sent in is still there",
            trigger: "li:contains(.png) button[value^=remove]",
        },
        screenshot("apply-theme-form", "#datum_2.is-invalid"),
        { content: "a number", trigger: "#datum_2", run: "edit 120" },
        { content: "second file", trigger: "#file_2.is-invalid", run: choosePicture },
        { content: "third file", trigger: "#file_3", run: choosePicture },
        {
            content: "submit again",
            trigger: "button[value=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { content: "it is submitted", trigger: "button[value=take_back]" },
    ],
});

/** The applicant sends in, once, what the one notice names for all matters. */
tours.add("yichuang_theme_supplement_tour", {
    steps: () => [
        {
            content: "the limit of the whole is told",
            trigger: ".o_yichuang_whole_limit",
        },
        screenshot("joint-supplement", ".o_yichuang_wanted"),
        {
            content: "one input for all matters",
            trigger: ".o_yichuang_wanted input[type=file]",
            run: choosePicture,
        },
        {
            content: "send in",
            trigger: ".o_yichuang_wanted button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: "it is noted for every matter",
            trigger: ".o_yichuang_wanted .text-success-emphasis",
        },
        screenshot("joint-follow", ".o_yichuang_matters"),
    ],
});
