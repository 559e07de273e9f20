import { useState } from "@odoo/owl";
import { registry } from "@web/core/registry";
import { IntegerField, integerField } from "@web/views/fields/integer/integer_field";
import { useInputField } from "@web/views/fields/input_field_hook";
import { useNumpadDecimal } from "@web/views/fields/numpad_decimal_hook";
import { parseInteger } from "@web/views/fields/parsers";

/** How the server writes that no points have been given yet. */
const NONE = -1;

/** Points of an expert: an empty cell stands for none given, not for nought. */
export class PointsField extends IntegerField {
    setup() {
        this.state = useState({ hasFocus: false });
        useInputField({
            getValue: () => this.formattedValue,
            refName: "numpadDecimal",
            parse: (text) => (text.trim() ? parseInteger(text) : NONE),
        });
        useNumpadDecimal();
    }

    get formattedValue() {
        return this.value === NONE ? "" : super.formattedValue;
    }
}

registry.category("fields").add("market_points", {
    ...integerField,
    component: PointsField,
});
