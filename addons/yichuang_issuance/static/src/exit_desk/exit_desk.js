import {
    Component,
    onWillStart,
    useExternalListener,
    useRef,
    useState,
} from "@odoo/owl";
import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { useAutofocus, useService } from "@web/core/utils/hooks";
import { KeepLast } from "@web/core/utils/concurrency";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";

const MOST_REMEMBERED = 8;

/**
 * The exit screen: a scanner types a code and Enter; the document appears with the one
 * step that is due. Enter on the empty field takes that step, so that a clerk with a
 * scanner needs no mouse.
 */
export class ExitDesk extends Component {
    static template = "yichuang_issuance.ExitDesk";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.action = useService("action");
        this.latest = new KeepLast();
        this.input = useRef("code");
        useAutofocus({ refName: "code" });
        this.state = useState({
            code: "",
            found: [],
            chosen: 0,
            missing: "",
            done: [],
            busy: false,
            overview: [],
        });
        onWillStart(() => this.lookAround());
        useExternalListener(window, "keydown", (event) => {
            // A scanner types wherever the cursor is: bring it back to the field.
            const free = event.target === document.body;
            if (free && event.key.length === 1 && !event.ctrlKey && !event.altKey) {
                this.input.el?.focus();
            }
        });
    }

    /** What waits, and where: shown while nothing is scanned. */
    async lookAround() {
        this.state.overview = await this.orm.call(
            "yichuang.delivery",
            "exit_overview",
            [],
        );
    }

    openList(filter) {
        this.action.doAction("yichuang_issuance.delivery_action", {
            additionalContext: { [`search_default_${filter}`]: 1 },
        });
    }

    get delivery() {
        return this.state.found[this.state.chosen];
    }

    get tone() {
        return { late: "danger", soon: "warning", normal: "success" }[
            this.delivery.time_level
        ];
    }

    async onKeydown(event) {
        if (event.key === "Enter") {
            event.preventDefault();
            if (this.state.code.trim()) {
                await this.find(this.state.code);
            } else if (this.delivery?.action) {
                await this.next();
            }
        } else if (event.key === "Escape") {
            Object.assign(this.state, { code: "", found: [], missing: "" });
            await this.lookAround();
        } else if (["ArrowDown", "ArrowUp"].includes(event.key)) {
            const last = this.state.found.length - 1;
            const next = this.state.chosen + (event.key === "ArrowDown" ? 1 : -1);
            if (last > 0) {
                event.preventDefault();
                this.state.chosen = Math.min(Math.max(next, 0), last);
            }
        }
    }

    async find(code) {
        const found = await this.latest.add(
            this.orm.call("yichuang.delivery", "scan_code", [code]),
        );
        Object.assign(this.state, {
            found,
            chosen: 0,
            code: "",
            missing: found.length ? "" : code.trim(),
        });
        this.input.el?.focus();
    }

    choose(index) {
        this.state.chosen = index;
        this.input.el?.focus();
    }

    open() {
        this.action.doAction({
            type: "ir.actions.act_window",
            res_model: "yichuang.delivery",
            res_id: this.delivery.id,
            views: [[false, "form"]],
        });
    }

    async next() {
        const { id, revision, action, receipt_number } = this.delivery;
        if (this.state.busy) {
            return;
        }
        this.state.busy = true;
        try {
            const step = await this.orm.call("yichuang.delivery", action, [[id]], {
                context: { expected_revision: revision },
            });
            if (step?.type) {
                // A dialog comes without its views where no form's button asked for it.
                const views = step.views || [[false, "form"]];
                await this.action.doAction(
                    { ...step, views },
                    { onClose: () => this.look(receipt_number) },
                );
            } else {
                await this.look(receipt_number);
            }
        } finally {
            this.state.busy = false;
        }
    }

    /** The label of a document, or the slip of who collected it, opens for printing. */
    async print() {
        const { id, print } = this.delivery;
        await this.action.doAction(
            await this.orm.call("yichuang.delivery", print, [[id]]),
        );
        this.input.el?.focus();
    }

    /** Show the document again as it stands now, and remember what was done. */
    async look(number) {
        const before = this.delivery;
        await this.find(number);
        const now = this.state.found.find(({ id }) => id === before?.id);
        if (now && now.revision !== before.revision) {
            this.state.chosen = this.state.found.indexOf(now);
            this.state.done.unshift({
                key: `${now.id}/${now.revision}`,
                words: _t("%(number)s %(name)s: %(state)s", {
                    number: now.receipt_number,
                    name: now.applicant,
                    state: now.state_label,
                }),
            });
            this.state.done.splice(MOST_REMEMBERED);
        }
    }
}

registry.category("actions").add("yichuang_issuance.exit_desk", ExitDesk);
