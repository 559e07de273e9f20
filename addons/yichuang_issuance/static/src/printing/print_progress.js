import { Component, onWillUnmount, useEffect, useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardWidgetProps } from "@web/views/widgets/standard_widget_props";

const SECOND = 1000;

/**
 * How far a print job is, asked for once a second until it is done or stopped. What it
 * shows is what the server says, so the page may be closed and opened again.
 */
export class PrintProgress extends Component {
    static template = "yichuang_issuance.PrintProgress";
    static props = { ...standardWidgetProps };

    setup() {
        this.orm = useService("orm");
        this.progress = useState({ percent: 0, looked: 0, total: 0 });
        useEffect(
            (state) => {
                this.show(this.props.record.data);
                clearInterval(this.timer);
                if (state === "waiting") {
                    this.timer = setInterval(() => this.look(), SECOND);
                }
            },
            () => [this.props.record.data.state],
        );
        onWillUnmount(() => clearInterval(this.timer));
    }

    get words() {
        return _t("%(looked)s of %(total)s papers", this.progress);
    }

    show({ progress, made, failed, total }) {
        Object.assign(this.progress, {
            percent: Math.round(progress),
            looked: made + failed,
            total,
        });
    }

    async look() {
        const { record } = this.props;
        const [now] = await this.orm.silent.read(
            record.resModel,
            [record.resId],
            ["state", "progress", "made", "failed", "total"],
        );
        this.show(now);
        if (now.state !== "waiting") {
            clearInterval(this.timer);
            await record.load();
        }
    }
}

registry.category("view_widgets").add("yichuang_print_progress", {
    component: PrintProgress,
    fieldDependencies: [
        { name: "state", type: "selection" },
        { name: "progress", type: "float" },
        { name: "made", type: "integer" },
        { name: "failed", type: "integer" },
        { name: "total", type: "integer" },
    ],
});
