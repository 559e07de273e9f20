import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";
import { saveText } from "./draw";
import {
    canonical,
    canSeal,
    computeShare,
    fingerprint,
    makeKey,
    openKeyFile,
} from "./seal";

const SHORTEST_PASSPHRASE = 10;

/** Refuses plainly where the browser cannot compute. */
class CustodianForm extends Interaction {
    start() {
        if (!canSeal()) {
            this.say(
                _t(
                    "Your browser refuses to encrypt here, because this page was not opened by https. Open it by its https address.",
                ),
            );
            this.el.querySelector("[type=submit]").disabled = true;
        }
    }

    value(name) {
        return this.el.querySelector(`.o_yichuang_${name}`).value;
    }

    say(text) {
        const note = this.el.querySelector(".o_yichuang_note");
        note.textContent = text;
        note.classList.remove("d-none");
    }
}

/** Makes a custodian's key pair here; the private key leaves only as a file that the
 *  passphrase protects, and only to the custodian's own disk. */
export class MakeKey extends CustodianForm {
    static selector = ".o_yichuang_make_key";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.submit },
    };

    async submit() {
        const passphrase = this.value("passphrase");
        if (passphrase.length < SHORTEST_PASSPHRASE) {
            this.say(_t("Choose a passphrase of ten characters at least."));
            return;
        }
        if (passphrase !== this.value("repeated")) {
            this.say(_t("The two passphrases differ. Type them again."));
            return;
        }
        const { publicKey, file } = await this.waitFor(makeKey(passphrase));
        saveText("custodian-key.json", file);
        this.el.querySelector("[name=public_key]").value = publicKey;
        this.el.submit();
    }
}

/** Computes a custodian's shares of all offers of a notice. */
export class PostShares extends CustodianForm {
    static selector = ".o_yichuang_shares";
    dynamicContent = {
        _root: { "t-on-submit.prevent": this.submit },
    };

    async submit() {
        const [file] = this.el.querySelector(".o_yichuang_file").files;
        if (!file) {
            this.say(_t("Choose the key file you saved when you made your key."));
            return;
        }
        let key;
        try {
            const text = await file.text();
            key = await this.waitFor(openKeyFile(text, this.value("passphrase")));
        } catch {
            this.say(_t("The passphrase does not open this file."));
            return;
        }
        if (key.publicKey !== this.el.dataset.key) {
            this.say(
                _t(
                    "This is another key: its fingerprint is %s. Choose the file of the key shown here.",
                    await fingerprint(key.publicKey),
                ),
            );
            return;
        }
        const envelopes = JSON.parse(this.el.dataset.envelopes);
        const position = Number(this.el.dataset.position);
        const shares = {};
        for (const [number, envelope] of Object.entries(envelopes)) {
            shares[number] = await this.waitFor(
                computeShare(key.privateKey, canonical(envelope), position),
            );
        }
        this.el.querySelector("[name=shares]").value = JSON.stringify(shares);
        this.el.submit();
    }
}

for (const [name, form] of Object.entries({ MakeKey, PostShares })) {
    registry.category("public.interactions").add(`yichuang_intermediary.${name}`, form);
}
