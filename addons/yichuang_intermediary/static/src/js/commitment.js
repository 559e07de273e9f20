import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { canCompute, makeSecret, saveText, sha256Hex } from "./draw";

/** Makes the owner's secret in the owner's browser; only its hash leaves it. */
export class Commitment extends Interaction {
    static selector = ".o_yichuang_commit";
    dynamicContent = {
        ".o_yichuang_make": { "t-on-click": this.make },
    };

    async make() {
        const note = this.el.querySelector(".o_yichuang_secret");
        if (!canCompute()) {
            note.textContent = _t(
                "This page was not opened by https, so your browser may not compute here. Run “python3 draw.py --commit” and paste the commitment.",
            );
            return;
        }
        const secret = makeSecret();
        const commitment = await this.waitFor(sha256Hex(secret));
        saveText(`${this.el.dataset.name}-secret.txt`, secret + "\n");
        this.el.querySelector("[name=commitment]").value = commitment;
        note.textContent = _t("Your secret, also in the file just saved: %s", secret);
    }
}

registry
    .category("public.interactions")
    .add("yichuang_intermediary.commitment", Commitment);
