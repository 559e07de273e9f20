import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

registry.category("web_tour.tours").add("yichuang_agency_tour", {
    steps: () => [
        screenshot("market-notice", "#promise"),
        { trigger: "#promise", run: "click" },
        {
            trigger: "form[action$='/signup'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success" },
        { trigger: "a[href$='receipt.json']" },
        {
            trigger: "a[href='/market']",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".list-group-item" },
    ],
});

registry.category("web_tour.tours").add("yichuang_owner_tour", {
    steps: () => [
        { trigger: ".o_yichuang_make", run: "click" },
        { trigger: ".o_yichuang_secret:contains(/[0-9a-f]{64}/)" },
        screenshot("market-owner", ".o_yichuang_commit"),
        {
            trigger: ".o_yichuang_commit button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "form[action$='/cancel'] button[type=submit]" },
    ],
});
