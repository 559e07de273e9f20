import { registry } from "@web/core/registry";
import { rpc } from "@web/core/network/rpc";

registry.category("web_tour.tours").add("yichuang_import_progress", {
    steps: () => [
        {
            content: "the bar says how far it is",
            trigger: ".progress[aria-valuenow='40']",
        },
        {
            content: "the background finishes",
            trigger: ".o_statusbar_status",
            async run() {
                const id = Number(window.location.pathname.split("/").pop());
                await rpc("/web/dataset/call_kw", {
                    model: "yichuang.item.import",
                    method: "write",
                    args: [[id], { state: "done", done_count: 10 }],
                    kwargs: {},
                });
            },
        },
        {
            content: "the form finds out by itself",
            trigger: ".o_arrow_button_current[data-value=done]",
        },
        { trigger: ".o_form_view:not(:has(.progress))" },
    ],
});
