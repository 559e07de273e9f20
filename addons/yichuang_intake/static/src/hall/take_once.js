import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** A page on which two quick touches take one number, or book one time. */
export class TakeOnce extends Interaction {
    static selector = ".o_yichuang_kiosk form, .o_yichuang_take_form";
    dynamicContent = { _root: { "t-on-submit": (event) => this.onSubmit(event) } };

    setup() {
        this.sent = false;
    }

    start() {
        // A page that the browser kept and shows again is a new one.
        this.addListener(window, "pageshow", () => (this.sent = false));
    }

    onSubmit(event) {
        if (this.sent) {
            event.preventDefault();
        }
        this.sent = true;
    }
}

registry.category("public.interactions").add("yichuang_intake.take_once", TakeOnce);
