import { _t } from "@web/core/l10n/translation";
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
        this.el.querySelector(".o_yichuang_left").textContent = timeLeft(left);
        this.waitForTimeout(() => this.tick(), 1000);
    }
}

/** Minutes and seconds; hours before them, and days from one on.
 *  @param {number} left seconds
 *  @returns {string} */
export function timeLeft(left) {
    const pad = (number) => String(number).padStart(2, "0");
    const [days, hours] = [Math.floor(left / 86400), Math.floor(left / 3600) % 24];
    const [minutes, seconds] = [Math.floor(left / 60) % 60, pad(left % 60)];
    if (left < 3600) {
        return `${minutes}:${seconds}`;
    }
    const clock = `${hours}:${pad(minutes)}:${seconds}`;
    return days ? _t("%(days)s d %(clock)s", { days, clock }) : clock;
}

/** Load the page anew by its address, so that nothing is sent a second time. */
function browserReload() {
    window.location.assign(window.location.pathname);
}

registry.category("public.interactions").add("yichuang_intermediary.rounds", Rounds);
