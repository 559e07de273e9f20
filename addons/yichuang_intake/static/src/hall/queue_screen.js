import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

// Without news for this long a screen asks for the state by itself.
const ASK_EVERY = 30000;
// Over how many milliseconds phones spread their questions after a call.
const SPREAD = 2000;

/**
 * A screen of the queue: wall, window or phone. It is told the whole state over Odoo's
 * bus, and fetches it when it starts, when the connection comes back, and from time to
 * time; so a reload or a lost connection costs nothing. New calls are written out for
 * screen readers and, where somebody switched the sound on, read out.
 */
export class QueueScreen extends Interaction {
    static selector = ".o_yichuang_queue_screen";
    dynamicContent = {
        ".o_yichuang_queue_sound": {
            "t-on-click": () => (this.sound = !this.sound),
            "t-att-aria-pressed": () => String(this.sound),
            "t-att-class": () => ({ active: this.sound }),
        },
        ".o_yichuang_queue_lost": { "t-att-class": () => ({ "d-none": !this.lost }) },
    };

    setup() {
        this.sound = false;
        this.lost = false;
        this.at = 0;
        this.said = new Set(
            [...this.el.querySelectorAll("[data-call]")].map((row) => row.dataset.call),
        );
    }

    start() {
        const bus = this.services.bus_service;
        const { channel, refetch } = this.el.dataset;
        // What goes over the channel of a zone is the wall's; a phone asks for its own,
        // not all phones at one moment.
        const hear = (state) => (refetch ? this.fetchSoon() : this.show(state));
        bus.subscribe("yichuang_queue", hear);
        bus.addChannel(channel);
        this.registerCleanup(() => {
            bus.unsubscribe("yichuang_queue", hear);
            bus.deleteChannel(channel);
        });
        this.addListener(bus, "BUS:DISCONNECT", () => this.setLost(true));
        for (const name of ["BUS:CONNECT", "BUS:RECONNECT"]) {
            this.addListener(bus, name, () => this.fetch());
        }
        // The network is back before the bus has tried again.
        this.addListener(window, "offline", () => this.setLost(true));
        this.addListener(window, "online", () => this.fetch());
        const timer = setInterval(() => this.fetch(), ASK_EVERY);
        this.registerCleanup(() => {
            clearInterval(timer);
            clearTimeout(this.soon);
        });
        this.fetch();
        this.showTime();
    }

    /** The hall's clock, wherever the screen believes it hangs. */
    showTime() {
        const clock = this.el.querySelector(".o_yichuang_queue_clock");
        if (!clock) {
            return;
        }
        const show = () => {
            clock.textContent = new Date().toLocaleTimeString("zh-CN", {
                hour: "2-digit",
                minute: "2-digit",
                timeZone: "Asia/Shanghai",
            });
        };
        show();
        const tick = setInterval(show, 1000);
        this.registerCleanup(() => clearInterval(tick));
    }

    setLost(lost) {
        this.lost = lost;
        this.updateContent();
    }

    fetchSoon() {
        this.soon ??= setTimeout(() => {
            this.soon = undefined;
            this.fetch();
        }, Math.random() * SPREAD);
    }

    async fetch() {
        try {
            const answer = await this.waitFor(
                fetch(this.el.dataset.stateUrl, { cache: "no-store" }),
            );
            this.show(await this.waitFor(answer.json()));
            this.setLost(false);
        } catch {
            this.setLost(true);
        }
    }

    show(state) {
        // The bus tells anew what it told before a reload: older than what is shown.
        if (state.at < this.at) {
            return;
        }
        this.at = state.at;
        const list = this.el.querySelector(".o_yichuang_queue_calls");
        list.replaceChildren(...state.calls.map((call) => this.row(call)));
        for (const name of ["waiting", "ahead", "label"]) {
            const place = this.el.querySelector(`.o_yichuang_queue_${name}`);
            if (place && name in state) {
                place.textContent = state[name];
            }
        }
        const [newest] = state.calls;
        this.el.dataset.state = newest ? newest.state : state.state || "";
        if (!state.calls.some((call) => call.state === "called")) {
            this.el.querySelector(".o_yichuang_queue_spoken").textContent = "";
        }
        for (const call of [...state.calls].reverse()) {
            if (!this.said.has(call.call) && call.state === "called") {
                this.say(call.spoken);
            }
            this.said.add(call.call);
        }
    }

    row(call) {
        const row = document.createElement("li");
        row.className = `o_yichuang_queue_call o_yichuang_queue_${call.state}`;
        row.dataset.call = call.call;
        for (const [name, text] of [
            ["number", call.number],
            ["arrow", "→"],
            ["window", call.window],
        ]) {
            const cell = document.createElement("span");
            cell.className = `o_yichuang_queue_${name}`;
            cell.textContent = text;
            row.append(cell);
        }
        row.children[1].setAttribute("aria-hidden", "true");
        return row;
    }

    say(text) {
        this.el.querySelector(".o_yichuang_queue_spoken").textContent = text;
        if (this.sound && window.speechSynthesis) {
            const words = new SpeechSynthesisUtterance(text);
            words.lang = document.documentElement.lang || "zh-CN";
            window.speechSynthesis.speak(words);
        }
    }
}

registry
    .category("public.interactions")
    .add("yichuang_intake.queue_screen", QueueScreen);
