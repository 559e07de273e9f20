import { download } from "@web/core/network/download";
import { getReportUrl } from "@web/webclient/actions/reports/utils";
import { registry } from "@web/core/registry";
import { user } from "@web/core/user";

/**
 * Papers of the hall do not need wkhtmltopdf, so nobody asks whether it is there.
 *
 * @param {Object} action the report action
 * @param {Object} options
 * @param {Object} env
 * @returns {Promise<Boolean>} whether it was such a paper
 */
async function printPaper(action, options, env) {
    if (
        action.report_type !== "qweb-pdf" ||
        !action.report_name.startsWith("yichuang_")
    ) {
        return false;
    }
    env.services.ui.block();
    try {
        await download({
            url: "/report/download",
            data: {
                data: JSON.stringify([getReportUrl(action, "pdf"), action.report_type]),
                context: JSON.stringify({ ...user.context, ...action.context }),
            },
        });
    } finally {
        env.services.ui.unblock();
    }
    return true;
}

registry.category("ir.actions.report handlers").add("yichuang_paper", printPaper);
