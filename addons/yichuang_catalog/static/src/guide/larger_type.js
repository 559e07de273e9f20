import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

const KEY = "yichuang_large_type";

/** The button that makes all letters of a public page larger, and remembers it. */
export class LargerType extends Interaction {
    static selector = ".o_yichuang_larger";
    dynamicContent = {
        _root: {
            "t-on-click": () => this.set(!this.large),
            "t-att-aria-pressed": () => String(this.large),
        },
    };

    setup() {
        this.set(this.read() === "1");
    }

    set(large) {
        this.large = large;
        document.documentElement.classList.toggle("o_yichuang_large", large);
        try {
            window.localStorage.setItem(KEY, large ? "1" : "0");
        } catch {
            // private windows may keep nothing; the choice then lasts for this page
        }
    }

    read() {
        try {
            return window.localStorage.getItem(KEY);
        } catch {
            return null;
        }
    }
}

registry
    .category("public.interactions")
    .add("yichuang_catalog.larger_type", LargerType);
