import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

registry.category("web_tour.tours").add("yichuang_offer_seal_tour", {
    steps: () => [
        {
            content: "nothing but the sealing sends this form",
            trigger: ".o_yichuang_seal #price",
            async run({ anchor, edit }) {
                anchor.form.requestSubmit = () => {
                    throw new Error("the form was sent a second time");
                };
                await edit("99999.999");
            },
        },
        { trigger: ".o_yichuang_seal #promise", run: "click" },
        { trigger: ".o_yichuang_seal button[type=submit]", run: "click" },
        { trigger: ".o_yichuang_note:not(.d-none)" },
        { trigger: ".o_yichuang_seal #price", run: "edit 1,0888.50" },
        { trigger: ".o_yichuang_seal:not(:has(.o_yichuang_note:not(.d-none)))" },
        { trigger: ".o_yichuang_seal button[type=submit]", run: "click" },
        { trigger: ".o_yichuang_note:not(.d-none)" },
        { trigger: ".o_yichuang_seal #price", run: "edit １０，８８８．５０元" },
        { trigger: ".o_yichuang_seal #offered_days", run: "edit 15" },
        { trigger: ".o_yichuang_seal #proposal", run: "edit 本机构采用“双人复核”。" },
        screenshot("market-seal", ".o_yichuang_seal"),
        {
            content: "the session ends while the form is being filled in",
            trigger: ".o_yichuang_seal",
            run({ anchor }) {
                anchor.querySelector("[name=csrf_token]").value = "ended";
            },
        },
        { trigger: ".o_yichuang_seal button[type=submit]", run: "click" },
        { trigger: ".o_yichuang_note:not(.d-none)" },
        {
            content: "nothing typed is lost, and the second attempt is taken",
            trigger: ".o_yichuang_seal button[type=submit]:enabled",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success" },
        { trigger: "a[href$='receipt.json']" },
    ],
});

registry.category("web_tour.tours").add("yichuang_key_tour", {
    steps: () => [
        { trigger: ".o_yichuang_make_key #organization", run: "edit 示例公证处" },
        {
            trigger: ".o_yichuang_make_key #passphrase",
            run: "edit 长口令长口令长口令长口令",
        },
        { trigger: ".o_yichuang_make_key #repeated", run: "edit 另一个口令" },
        { trigger: ".o_yichuang_make_key button[type=submit]", run: "click" },
        { trigger: ".o_yichuang_make_key .o_yichuang_note:not(.d-none)" },
        {
            trigger: ".o_yichuang_make_key #repeated",
            run: "edit 长口令长口令长口令长口令",
        },
        screenshot("market-key", ".o_yichuang_make_key"),
        {
            trigger: ".o_yichuang_make_key button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success" },
        { trigger: ".list-group-item code" },
    ],
});

/** The key file comes behind the page's address, for a browser of the tests has no
 *  disk of its own. */
const KEY = "yichuang_key_file";

registry.category("web_tour.tours").add("yichuang_shares_tour", {
    steps: () => [
        {
            trigger: "form[action^='/my/market/custodian/MK'] button[type=submit]",
            async run({ click }) {
                sessionStorage.setItem(KEY, decodeURIComponent(location.hash.slice(1)));
                await click();
            },
            expectUnloadPage: true,
        },
        {
            trigger: ".o_yichuang_shares .o_yichuang_file",
            run({ anchor }) {
                const files = new DataTransfer();
                files.items.add(
                    new File([sessionStorage.getItem(KEY)], "custodian-key.json"),
                );
                anchor.files = files.files;
            },
        },
        { trigger: ".o_yichuang_shares #passphrase", run: "edit 错误的口令" },
        { trigger: ".o_yichuang_shares button[type=submit]", run: "click" },
        { trigger: ".o_yichuang_shares .o_yichuang_note:not(.d-none)" },
        { trigger: ".o_yichuang_shares #passphrase", run: "edit 开标口令一二三四五六" },
        screenshot("market-shares", ".o_yichuang_shares"),
        {
            trigger: ".o_yichuang_shares button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success" },
    ],
});

registry.category("web_tour.tours").add("yichuang_check_offers_tour", {
    steps: () => [
        { trigger: ".o_yichuang_offers_verdict.text-success" },
        screenshot("market-opened", ".o_yichuang_check_offers"),
        { trigger: "a[href$='pack.zip']" },
    ],
});
