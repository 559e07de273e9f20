import { Component, onWillStart, useState } from "@odoo/owl";

import { _t } from "@web/core/l10n/translation";
import { loadBundle } from "@web/core/assets";
import { registry } from "@web/core/registry";
import { RecordSelector } from "@web/core/record_selectors/record_selector";
import { useService } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { Layout } from "@web/search/layout";
import { useSetupAction } from "@web/search/action_hook";
import { formatFloat } from "@web/views/fields/formatters";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

import { FigureChart } from "./figure_chart";

const { DateTime } = luxon;
const ACCEPTED = "#4a7ebb";
const DECIDED = "#2e9e6b";
const RATE = "#c9582c";
const SPANS = ["month", "quarter", "year"];

/**
 * The dashboard of an office: tiles, charts and tables over one period, each number a
 * way to the rows it counts. All sums come from the server, under the person's rights.
 */
export class FigureDashboard extends Component {
    static template = "yichuang_intake.FigureDashboard";
    static components = { FigureChart, Layout, RecordSelector };
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.ui = useService("ui");
        this.last = new KeepLast();
        this.office = this.props.action.params.office || "operation";
        this.display = { controlPanel: {} };
        const kept = this.props.state?.filters;
        const month = DateTime.now().startOf("month");
        this.filters = useState(
            kept || {
                first: month.toISODate(),
                last: month.endOf("month").toISODate(),
                department_id: false,
                service_id: false,
                theme_id: false,
                user_id: false,
                window_id: false,
                level: false,
                against: "period",
            },
        );
        this.state = useState({
            data: null,
            control: null,
            levels: [],
            loading: true,
            figure: "in_promise_rate",
        });
        useSetupAction({
            getLocalState: () => ({ filters: { ...this.filters } }),
        });
        // The page stands at once, and its numbers come when they are added up.
        onWillStart(() => {
            this.loadLevels();
            this.load();
        });
    }

    async loadLevels() {
        const fields = await this.orm.call("yichuang.figure.day", "fields_get", [
            ["level"],
            ["selection"],
        ]);
        this.state.levels = fields.level.selection;
    }

    async load() {
        const filters = { ...this.filters };
        this.state.loading = true;
        const [data, control] = await this.last.add(
            Promise.all([
                this.orm.call("yichuang.figure.day", "read_dashboard", [
                    this.office,
                    filters,
                ]),
                this.orm.call("yichuang.figure.day", "read_control", [
                    this.state.figure,
                    filters,
                ]),
                loadBundle("web.chartjs_lib"),
            ]),
        );
        Object.assign(this.state, { data, control, loading: false });
        this.trend = this.trendConfig();
        this.organs = this.organConfig();
        this.controlChart = this.controlConfig();
    }

    onAgainst(event) {
        this.filters.against = event.target.value;
        return this.load();
    }

    onFigure(event) {
        this.state.figure = event.target.value;
        return this.load();
    }

    // Period and filters

    get period() {
        const first = DateTime.fromISO(this.filters.first);
        const last = DateTime.fromISO(this.filters.last);
        if (first.day === 1 && last.hasSame(last.endOf("month"), "day")) {
            const [from, to] = [first, last].map((day) =>
                day.toLocaleString({ year: "numeric", month: "long" }),
            );
            return from === to ? from : `${from} – ${to}`;
        }
        return `${this.filters.first} – ${this.filters.last}`;
    }

    /** The month, quarter or year that is shown in full, if one is. */
    get span() {
        const first = DateTime.fromISO(this.filters.first);
        const last = DateTime.fromISO(this.filters.last);
        return (
            SPANS.find(
                (span) =>
                    first.hasSame(first.startOf(span), "day") &&
                    last.hasSame(first.endOf(span), "day"),
            ) || ""
        );
    }

    /** How many filters are set, beside the period. */
    get narrowed() {
        const { first, last, against, ...others } = this.filters;
        return Object.values(others).filter(Boolean).length;
    }

    get empty() {
        const { received, accepted, decided } = this.state.data.whole;
        return !(received || accepted || decided);
    }

    /** Go a period further: whole months by months, other periods by their length. */
    move(by) {
        const first = DateTime.fromISO(this.filters.first);
        const after = DateTime.fromISO(this.filters.last).plus({ days: 1 });
        if (first.day === 1 && after.day === 1) {
            const months = Math.round(after.diff(first, "months").months) * by;
            this.choose(first.plus({ months }), after.plus({ months }));
        } else {
            const days = Math.round(after.diff(first, "days").days) * by;
            this.choose(first.plus({ days }), after.plus({ days }));
        }
    }

    choose(first, after) {
        this.filters.first = first.toISODate();
        this.filters.last = after.minus({ days: 1 }).toISODate();
        return this.load();
    }

    onSpan(event) {
        const now = DateTime.fromISO(this.filters.last);
        const span = event.target.value;
        if (span) {
            const first = now.startOf(span);
            this.choose(first, first.plus({ [`${span}s`]: 1 }));
        }
    }

    onDay(name, event) {
        if (event.target.value) {
            this.filters[name] = event.target.value;
            if (this.filters.first <= this.filters.last) {
                this.load();
            }
        }
    }

    onFilter(name, value) {
        this.filters[name] = value || false;
        return this.load();
    }

    // What is shown

    number(value, unit = "count") {
        if (value === null || value === undefined || value === false) {
            return "—";
        }
        if (unit === "count") {
            return formatFloat(value, { digits: [16, 0] });
        }
        const text = formatFloat(value, { digits: [16, unit === "mean" ? 2 : 1] });
        return unit === "percent" ? `${text} %` : text;
    }

    /** By how much a tile has changed since the period before, and whether for good. */
    change(tile) {
        const { value, before, unit, better } = tile;
        if ([value, before].some((one) => one === null || one === undefined)) {
            return null;
        }
        const by = value - before;
        const mark = by > 0 ? "▲" : by < 0 ? "▼" : "＝";
        const good = by === 0 || !better ? null : by > 0 === (better === "high");
        // Between two percentages lie points of a percent.
        const much =
            unit === "percent"
                ? _t("%s points", formatFloat(Math.abs(by), { digits: [16, 1] }))
                : this.number(Math.abs(by), unit);
        return {
            text: `${mark} ${much}`,
            style: good === null ? "text-muted" : good ? "text-success" : "text-danger",
            title: _t("Before: %s", this.number(before, unit)),
        };
    }

    tileStyle(tile) {
        const reached = this.reached(tile);
        return reached === null ? "" : reached ? "o_yichuang_met" : "o_yichuang_missed";
    }

    reached(tile) {
        if (
            [tile.target, tile.value].some((one) => one === null || one === undefined)
        ) {
            return null;
        }
        return tile.better === "high"
            ? tile.value >= tile.target
            : tile.value <= tile.target;
    }

    trendConfig() {
        const rows = this.state.data.trend;
        return {
            type: "bar",
            data: {
                labels: rows.map((row) => row.label),
                datasets: [
                    {
                        label: _t("Matters accepted"),
                        data: rows.map((row) => row.accepted),
                        backgroundColor: ACCEPTED,
                    },
                    {
                        label: _t("Matters decided"),
                        data: rows.map((row) => row.decided),
                        backgroundColor: DECIDED,
                    },
                    {
                        type: "line",
                        label: _t("Promise kept"),
                        data: rows.map((row) => row.in_promise_rate),
                        borderColor: RATE,
                        backgroundColor: RATE,
                        spanGaps: true,
                        yAxisID: "rate",
                    },
                ],
            },
            options: {
                scales: {
                    y: { beginAtZero: true, ticks: { precision: 0 } },
                    rate: {
                        position: "right",
                        min: 0,
                        max: 100,
                        grid: { display: false },
                    },
                },
            },
        };
    }

    organConfig() {
        const rows = this.state.data.organs.slice(0, 12);
        return {
            type: "bar",
            data: {
                labels: rows.map((row) => row.name),
                datasets: [
                    {
                        label: _t("Matters decided"),
                        data: rows.map((row) => row.decided),
                        backgroundColor: DECIDED,
                    },
                ],
            },
            options: {
                indexAxis: "y",
                scales: { x: { beginAtZero: true, ticks: { precision: 0 } } },
            },
        };
    }

    /** Two years of one figure between the limits that its own past sets. */
    controlConfig() {
        const { rows, limits } = this.state.control;
        const level = (label, value, dash) => ({
            label,
            data: rows.map(() => value),
            borderColor: "#888888",
            borderDash: dash,
            borderWidth: 1,
            pointRadius: 0,
        });
        const datasets = [
            {
                label: Object.fromEntries(this.state.control.figures)[
                    this.state.figure
                ],
                data: rows.map((row) => row.value),
                borderColor: DECIDED,
                pointBackgroundColor: rows.map((row) => (row.outside ? RATE : DECIDED)),
                pointRadius: rows.map((row) => (row.outside ? 6 : 3)),
                spanGaps: true,
            },
        ];
        if (limits) {
            datasets.push(
                level(_t("Usual"), limits.center, []),
                level(_t("Upper limit"), limits.high, [4, 4]),
                level(_t("Lower limit"), limits.low, [4, 4]),
            );
        }
        return {
            type: "line",
            data: { labels: rows.map((row) => row.label), datasets },
        };
    }

    openMonth(index) {
        const month = DateTime.fromISO(`${this.state.control.rows[index].label}-01`);
        return this.choose(month, month.plus({ months: 1 }));
    }

    // From a number to its rows

    async open(measure, without = false, more = {}) {
        const action = await this.orm.call("yichuang.figure.day", "open_rows", [
            measure,
            { ...this.filters, ...more },
            without || null,
        ]);
        return this.action.doAction(action);
    }

    openDay(index) {
        if (!this.state.data.drills) {
            return;
        }
        const { first, last } = this.state.data.trend[index];
        return this.open("decided", false, { first, last });
    }

    openOrgan(index) {
        return this.onFilter("department_id", this.state.data.organs[index].id);
    }

    openReport() {
        return this.action.doAction("yichuang_intake.figure_report_action", {
            additionalContext: {
                default_first_on: this.filters.first,
                default_last_on: this.filters.last,
                default_department_id: this.filters.department_id,
            },
        });
    }

    print() {
        window.print();
    }
}

registry.category("actions").add("yichuang_figure_dashboard", FigureDashboard);
