import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import {
    RemainingDaysField,
    remainingDaysField,
} from "@web/views/fields/remaining_days/remaining_days_field";

/** A due day with how many days are left. Odoo's own field names the next unit of the
 *  calendar, so that what is due in a week reads “next month” at the end of one. */
export class DueField extends RemainingDaysField {
    get diffString() {
        const days = this.diffDays;
        if (days === null) {
            return "";
        }
        const values = { day: this.formattedValue, days: Math.abs(days) };
        if (days > 0) {
            return _t("%(day)s, %(days)s days left", values);
        }
        return days ? _t("%(day)s, %(days)s days over", values) : _t("Today");
    }
}

registry.category("fields").add("market_due", {
    ...remainingDaysField,
    component: DueField,
    displayName: _t("Due Day"),
});
