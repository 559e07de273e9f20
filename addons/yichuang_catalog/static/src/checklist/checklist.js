import { Component, useRef } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardFieldProps } from "@web/views/fields/standard_field_props";

const FOCUSABLE =
    "input:not([type=hidden]), textarea, select, [contenteditable=true], .o_field_x2many_list_row_add a, a[href], button";
const FRAMES_TO_WAIT = 20;

/**
 * What is missing before a version may be published, and for 100 %. Each sentence is a
 * button that leads to the very place: the page and field of this form, or the record.
 */
export class Checklist extends Component {
    static template = "yichuang_catalog.Checklist";
    static props = { ...standardFieldProps };

    setup() {
        this.root = useRef("root");
        this.action = useService("action");
    }

    get value() {
        return this.props.record.data[this.props.name] || {};
    }

    get completeness() {
        return this.value.completeness || 0;
    }

    get inWork() {
        return ["draft", "review", "scheduled"].includes(this.props.record.data.state);
    }

    get faults() {
        return this.inWork ? this.grouped(this.value.faults || []) : [];
    }

    get hints() {
        return this.inWork ? this.grouped(this.value.hints || []) : [];
    }

    get wanted() {
        return this.grouped(this.value.wanted || []);
    }

    get wantedCount() {
        return (this.value.wanted || []).length;
    }

    get headline() {
        return _t("Completeness %s of 100", this.completeness);
    }

    /** The sentences by the page of the form where they are put right. */
    grouped(rows) {
        const groups = new Map();
        for (const row of rows) {
            const label = this.pageLabel(row);
            groups.set(label, [...(groups.get(label) || []), row]);
        }
        return [...groups].map(([label, found]) => ({ label, rows: found }));
    }

    pageLabel(row) {
        if (this.opensRecord(row)) {
            return row.model === "yichuang.material"
                ? _t("Materials")
                : _t("Elsewhere");
        }
        return this.pageOf(row.field)?.getAttribute("string") || _t("Summary");
    }

    pageOf(field) {
        const node = this.env.config?.viewArch?.querySelector(`field[name="${field}"]`);
        return node?.closest("page");
    }

    /** Lines are put right in the list that shows them; other records are opened. */
    opensRecord(row) {
        const field = this.props.record.fields[row.field];
        return Boolean(row.model && row.id && field?.relation !== row.model);
    }

    async onClick(row) {
        if (this.opensRecord(row)) {
            await this.action.doAction({
                type: "ir.actions.act_window",
                res_model: row.model,
                res_id: row.id,
                views: [[false, "form"]],
            });
            return;
        }
        const form = this.root.el.closest(".o_form_view");
        const page = this.pageOf(row.field)?.getAttribute("name");
        const tab = form.querySelector(`.o_notebook_headers .nav-link[name="${page}"]`);
        tab?.click();
        const place = (await this.rendered(form, row.field)) || tab;
        place?.scrollIntoView({ block: "center" });
        (place?.querySelector(FOCUSABLE) || place)?.focus();
        place?.classList.add("o_yichuang_pointed");
        setTimeout(() => place?.classList.remove("o_yichuang_pointed"), 2000);
    }

    /** The field of the form, as soon as its page has been drawn. */
    async rendered(form, field) {
        for (let frame = 0; frame < FRAMES_TO_WAIT; frame++) {
            const found = form.querySelector(`.o_field_widget[name="${field}"]`);
            if (found) {
                return found;
            }
            await new Promise(requestAnimationFrame);
        }
        return null;
    }
}

registry.category("fields").add("yichuang_checklist", {
    component: Checklist,
    displayName: _t("Publication Checklist"),
    supportedTypes: ["json"],
    fieldDependencies: [{ name: "state", type: "selection" }],
});
