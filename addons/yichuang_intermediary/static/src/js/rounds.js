import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

/** Counts down to the next turn of bidding in rounds, then asks the server anew: whose
 *  turn it is, its clock says and not the browser's. */
export class Rounds extends Interaction {
    static selector = ".o_yichuang_rounds[data-seconds]";

    start() {
        this.end = performance.now() + Number(this.el.dataset.seconds) * 1000;
        this.tick();
    }

    tick() {
        const left = Math.ceil((this.end - performance.now()) / 1000);
        if (left <= 0) {
            browserReload();
            return;
        }
        const minutes = Math.floor(left / 60);
        const seconds = String(left % 60).padStart(2, "0");
        this.el.querySelector(".o_yichuang_left").textContent = `${minutes}:${seconds}`;
        this.waitForTimeout(() => this.tick(), 1000);
    }
}

/** Load the page anew by its address, so that nothing is sent a second time. */
function browserReload() {
    window.location.assign(window.location.pathname);
}

registry.category("public.interactions").add("yichuang_intermediary.rounds", Rounds);
