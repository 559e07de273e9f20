import { registry } from "@web/core/registry";
import { screenshot } from "@yichuang_catalog/../tests/tours/screenshot";

// The smallest PDF that opens.
const PDF =
    "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n" +
    "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n" +
    "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 72 72]>>endobj\n" +
    "trailer<</Root 1 0 R>>\n%%EOF\n";

/** The form of one of the steps of My Agency. */
const form = (step) => `form[action='/my/market/agency/${step}']`;
const open = (step) => ({
    trigger: `details:has(${form(step)}) > summary`,
    run: "click",
});
const fill = (step, values) =>
    Object.entries(values).map(([name, value]) => ({
        trigger: `${form(step)} [name=${name}]`,
        run: `edit ${value}`,
    }));
const choose = (step, name, value) => ({
    trigger: `${form(step)} select[name=${name}]`,
    run: `select ${value}`,
});
const attach = (step) => ({
    trigger: `${form(step)} input[name=file]`,
    run() {
        const chosen = new DataTransfer();
        chosen.items.add(new File([PDF], "scan.pdf", { type: "application/pdf" }));
        this.anchor.files = chosen.files;
    },
});
const day = (step, name, value) => ({
    trigger: `${form(step)} input[name=${name}]`,
    run() {
        this.anchor.value = value;
    },
});
const send = (step) => [
    {
        trigger: `${form(step)} button[type=submit]`,
        run: "click",
        expectUnloadPage: true,
    },
    { trigger: ".o_yichuang_market .alert-success" },
];

registry.category("web_tour.tours").add("yichuang_market_register_tour", {
    steps: () => [
        ...fill("new", {
            uscc: "91379901MA3T000310",
            legal_representative: "江涛",
            address: "示范县示范路 2 号",
            phone: "0537-7000002",
        }),
        day("new", "promise_signed_on", "2026-01-05"),
        attach("new"),
        screenshot("market-join", form("new")),
        ...send("new"),
        open("offer"),
        choose("offer", "service", "TEST-01"),
        ...fill("offer", {
            days: "10",
            conditions: "提供项目基础资料。",
            process: "委托、检测、出具报告。",
            charges: "市场调节价，以公告金额或报价为准。",
        }),
        ...send("offer"),
        open("qualification"),
        choose("qualification", "kind", "CH"),
        ...fill("qualification", {
            number: "乙测资字3701234",
            grade: "乙级",
            scope: "工程测量, 不动产测绘",
        }),
        attach("qualification"),
        ...send("qualification"),
        open("practitioner"),
        choose("practitioner", "kind", "P-CHS"),
        ...fill("practitioner", {
            name: "测绘 甲",
            id_number: "11010519491231002X",
            number: "TEST-001",
        }),
        ...send("practitioner"),
        screenshot("market-agency", form("submit")),
        ...send("submit"),
    ],
});

registry.category("web_tour.tours").add("yichuang_market_find_tour", {
    steps: () => [
        { trigger: ".o_yichuang_market select[name=service]", run: "select TEST-01" },
        { trigger: ".o_yichuang_market select[name=state]", run: "select open" },
        {
            trigger: ".o_yichuang_market form[role=search] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        screenshot("market-list", ".list-group-item"),
        {
            trigger: ".list-group-item:contains(二号厂房) strong",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "#question", run: "edit 是否包含复测？" },
        {
            trigger: "form[action$='/ask'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: "#questions" },
        { trigger: "dt:contains(是否包含复测)" },
    ],
});

registry.category("web_tour.tours").add("yichuang_market_follow_tour", {
    steps: () => [
        screenshot("market-mine", ".o_yichuang_market .list-group-item"),
        { trigger: ".o_yichuang_market a[href^='/market/n/']" },
    ],
});

registry.category("web_tour.tours").add("yichuang_market_write_tour", {
    steps: () => [
        { trigger: "#title", run: "edit 示范产业园二号厂房消防设施检测（示例）" },
        { trigger: "#service", run: "select TEST-01" },
        { trigger: "#amount", run: "edit 12345.00" },
        { trigger: "#days", run: "edit 20" },
        { trigger: "#content", run: "edit 检测二号厂房消防设施并出具报告。" },
        screenshot("market-write", "#content"),
        {
            trigger: "form[action='/my/market/notices/new'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".o_yichuang_commit" },
    ],
});

registry.category("web_tour.tours").add("yichuang_contract_sign_tour", {
    steps: () => [
        {
            trigger: "form[action$='/upload'] input[name=amount]",
            run: "edit 12345.00",
        },
        { trigger: "form[action$='/upload'] input[name=days]", run: "edit 20" },
        {
            trigger: "form[action$='/upload'] input[name=file]",
            run() {
                const chosen = new DataTransfer();
                chosen.items.add(new File([PDF], "c.pdf", { type: "application/pdf" }));
                this.anchor.files = chosen.files;
            },
        },
        screenshot("contract-sign", "form[action$='/upload']"),
        {
            trigger: "form[action$='/upload'] button[type=submit]",
            run: "click",
            expectUnloadPage: true,
        },
        { trigger: ".alert-success, form[action$='/send_back']" },
    ],
});
