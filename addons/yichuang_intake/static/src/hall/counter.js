import {
    Component,
    onWillStart,
    onWillUnmount,
    useExternalListener,
    useState,
} from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useService } from "@web/core/utils/hooks";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const SHIFTS = "yichuang.window.shift";
const TICKETS = "yichuang.ticket";
// What the one key does in each situation.
const NEXT_STEP = { called: "action_start", serving: "action_finish" };
const TYPING = "input, textarea, select, [contenteditable=true], .modal";

/**
 * The clerk's counter: the number in hand, who waits, and one key for what comes next
 * (space), besides R to call again, M for not come, N for a new case, T to pass on, P to pause.
 */
export class Counter extends Component {
    static template = "yichuang_intake.Counter";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.bus = useService("bus_service");
        this.state = useState({ data: null, busy: false });
        this.hear = () => this.load();
        this.bus.subscribe("yichuang_queue", this.hear);
        useExternalListener(window, "keydown", (event) => this.onKeydown(event));
        onWillStart(() => this.load());
        onWillUnmount(() => {
            this.bus.unsubscribe("yichuang_queue", this.hear);
            this.listen("");
        });
    }

    get shift() {
        return this.state.data.shift;
    }

    get ticket() {
        return this.state.data.ticket;
    }

    get mainLabel() {
        if (this.shift.state === "paused") {
            return _t("Go On");
        }
        if (!this.ticket) {
            return _t("Call the Next Number");
        }
        return this.ticket.state === "called" ? _t("Begin") : _t("Finish Serving");
    }

    async load() {
        const data = await this.orm.call(SHIFTS, "counter_state", []);
        this.state.data = data;
        this.listen(data.channel || "");
    }

    listen(channel) {
        if (channel === this.channel) {
            return;
        }
        if (this.channel) {
            this.bus.deleteChannel(this.channel);
        }
        if (channel) {
            this.bus.addChannel(channel);
        }
        this.channel = channel;
    }

    /** Do one step on the server and look again, whatever came of it. */
    async step(model, method, id, revision) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const context =
                revision === undefined ? {} : { expected_revision: revision };
            return await this.orm.call(model, method, [[id]], { context });
        } finally {
            this.state.busy = false;
            await this.load();
        }
    }

    open(windowId) {
        return this.step("yichuang.window", "action_open", windowId);
    }

    main() {
        const { shift, ticket } = this;
        if (shift.state === "paused") {
            return this.step(SHIFTS, "action_resume", shift.id, shift.revision);
        }
        if (!ticket) {
            return this.step(SHIFTS, "action_call_next", shift.id);
        }
        return this.onTicket(NEXT_STEP[ticket.state]);
    }

    onTicket(method) {
        return this.step(TICKETS, method, this.ticket.id, this.ticket.revision);
    }

    onShift(method) {
        return this.step(SHIFTS, method, this.shift.id, this.shift.revision);
    }

    async dialog(method) {
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const action = await this.orm.call(TICKETS, method, [[this.ticket.id]]);
            // What no button of a view asked for comes without its views.
            await this.action.doAction(
                { ...action, views: [[false, "form"]] },
                { onClose: () => this.load() },
            );
        } finally {
            this.state.busy = false;
        }
    }

    async newCase() {
        const action = await this.orm.call(TICKETS, "action_new_case", [
            [this.ticket.id],
        ]);
        await this.action.doAction(action);
    }

    openCase(id) {
        return this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "yichuang.case",
            res_id: id,
            views: [[false, "form"]],
        });
    }

    onKeydown(event) {
        if (
            !this.state.data?.shift ||
            event.ctrlKey ||
            event.altKey ||
            event.metaKey ||
            event.repeat ||
            event.target.closest?.(TYPING) ||
            document.querySelector(".modal")
        ) {
            return;
        }
        const state = this.ticket && this.ticket.state;
        const keys = {
            " ": () => this.main(),
            r: () => state === "called" && this.onTicket("action_recall"),
            m: () => state === "called" && this.onTicket("action_miss"),
            n: () => state === "serving" && this.newCase(),
            t: () => state && this.dialog("action_transfer"),
            p: () =>
                !state && this.shift.state === "open" && this.onShift("action_pause"),
        };
        const act = keys[event.key.toLowerCase()];
        if (act) {
            // A button that has the focus must not be pressed by the same space.
            event.preventDefault();
            act();
        }
    }
}

registry.category("actions").add("yichuang_intake.counter", Counter);
