import { Component, onWillStart, onWillUnmount, useEffect, useRef } from "@odoo/owl";

import { loadBundle } from "@web/core/assets";

/** One chart; a press on it tells which label was meant. */
export class FigureChart extends Component {
    static template = "yichuang_intake.FigureChart";
    static props = {
        config: Object,
        label: String,
        onPress: { type: Function, optional: true },
    };

    setup() {
        this.canvas = useRef("canvas");
        this.chart = null;
        onWillStart(() => loadBundle("web.chartjs_lib"));
        useEffect(
            () => this.draw(),
            () => [this.props.config]
        );
        onWillUnmount(() => this.forget());
    }

    draw() {
        this.forget();
        const { type, data, options = {} } = this.props.config;
        this.chart = new window.Chart(this.canvas.el, {
            type,
            data,
            options: {
                responsive: true,
                maintainAspectRatio: false,
                animation: false,
                interaction: { mode: "index", intersect: false },
                onClick: (_event, found) => {
                    if (found.length && this.props.onPress) {
                        this.props.onPress(found[0].index);
                    }
                },
                ...options,
            },
        });
    }

    forget() {
        this.chart?.destroy();
        this.chart = null;
    }
}
