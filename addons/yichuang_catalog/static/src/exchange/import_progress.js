import { Component, onWillUnmount, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SECOND = 1000;

/** How far a long import is, asked for once a second until it is done. */
export class ImportProgress extends Component {
    static template = "yichuang_catalog.ImportProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        const {
            done_count: done,
            row_count: total,
            error_row_count: bad,
        } = this.props.record.data;
        this.progress = useState({ done, total: Math.max(total - bad, 1) });
        this.timer = setInterval(() => this.look(), SECOND);
        onWillUnmount(() => clearInterval(this.timer));
    }

    get percent() {
        return Math.min(
            100,
            Math.round((100 * this.progress.done) / this.progress.total),
        );
    }

    get words() {
        return _t("%(done)s of %(total)s rows imported", this.progress);
    }

    async look() {
        const { record } = this.props;
        const [now] = await this.orm.silent.read(
            record.resModel,
            [record.resId],
            ["state", "done_count"],
        );
        this.progress.done = now.done_count;
        if (now.state !== "running") {
            clearInterval(this.timer);
            await record.load();
        }
    }
}

registry.category("view_widgets").add("yichuang_import_progress", {
    component: ImportProgress,
    fieldDependencies: [
        { name: "done_count", type: "integer" },
        { name: "row_count", type: "integer" },
        { name: "error_row_count", type: "integer" },
    ],
});
