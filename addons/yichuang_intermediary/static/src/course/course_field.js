import { Component } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

/** The one bar of a case: its parts below one another, each from when to when in the
 * whole, planned beside actual, with the party it waited for. */
export class CourseField extends Component {
    static template = "yichuang_intermediary.CourseField";
    static props = { ...standardFieldProps };

    get course() {
        return this.props.record.data[this.props.name] || null;
    }

    style(row) {
        return `margin-left: ${row.left}%; width: ${Math.max(row.width, 1)}%;`;
    }
}

registry.category("fields").add("market_course", {
    component: CourseField,
    supportedTypes: ["json"],
});
