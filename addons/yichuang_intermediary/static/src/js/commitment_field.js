import { useState } from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { CharField, charField } from "@web/views/fields/char/char_field";
import { canCompute, makeSecret, saveText, sha256Hex } from "./draw";

/** A commitment with a button that makes the secret behind it in this browser. */
export class CommitmentField extends CharField {
    static template = "yichuang_intermediary.CommitmentField";

    setup() {
        super.setup();
        this.made = useState({ secret: "", problem: "" });
    }

    async make() {
        if (!canCompute()) {
            this.made.problem = _t(
                "This page was not opened by https, so your browser may not compute here. Run “python3 draw.py --commit” and paste the commitment.",
            );
            return;
        }
        const secret = makeSecret();
        const commitment = await sha256Hex(secret);
        saveText(`${this.props.record.data.label}-secret.txt`, secret + "\n");
        this.made.secret = secret;
        await this.props.record.update({ [this.props.name]: commitment });
    }
}

registry.category("fields").add("market_commitment", {
    ...charField,
    component: CommitmentField,
});
