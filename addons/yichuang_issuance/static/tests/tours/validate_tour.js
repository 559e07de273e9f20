import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";
import { registry } from "@web/core/registry";

/**
 * Somebody who was sent two files has them checked: one is as the organ sealed it, to
 * the other something was added. The test lays the files out.
 */
async function choose(name) {
    const answer = await fetch(`/yichuang_validate_tour/${name}`);
    const files = new DataTransfer();
    files.items.add(new File([await answer.blob()], name, { type: "application/pdf" }));
    document.querySelector("input#file").files = files.files;
}

function check(name, verdict) {
    return [
        {
            content: `choose ${name}`,
            trigger: "input#file",
            run: () => choose(name),
        },
        {
            content: "have it checked",
            trigger: "form[action='/validate'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        {
            content: `it is ${verdict}`,
            trigger: `.o_yichuang_seal_${verdict}`,
        },
    ];
}

registry.category("web_tour.tours").add("yichuang_validate_tour", {
    steps: () => [
        ...check("genuine.pdf", "sound"),
        screenshot("validate", ".o_yichuang_valid .o_yichuang_standing"),
        ...check("changed.pdf", "changed"),
        screenshot("validate-changed", ".o_yichuang_seal_changed"),
    ],
});
