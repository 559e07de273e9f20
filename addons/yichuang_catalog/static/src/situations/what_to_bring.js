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
import { useDebounced } from "@web/core/utils/timing";
import { standardActionServiceProps } from "@web/webclient/actions/action_service";
import { applicable, effective, nextQuestion, visible } from "./evaluate";

const SEARCH_DELAY = 200;

/**
 * The guided list at the window: find a service, answer its questions one by one
 * (keys 1 to 9, Backspace to go back), read and print what has to be brought.
 */
export class WhatToBring extends Component {
    static template = "yichuang_catalog.WhatToBring";
    static props = { ...standardActionServiceProps };

    setup() {
        this.orm = useService("orm");
        this.latest = new KeepLast();
        this.root = useRef("root");
        useAutofocus({ refName: "query" });
        this.state = useState({
            query: "",
            services: [],
            picked: 0,
            guide: null,
            chosen: {},
            order: [],
        });
        this.search = useDebounced(() => this.find(), SEARCH_DELAY);
        useExternalListener(window, "keydown", (event) => this.onKeydown(event));
        onWillStart(async () => {
            const { version_id: versionId } = this.props.action.params || {};
            if (versionId) {
                await this.open(versionId);
            } else {
                await this.find();
            }
        });
    }

    async find() {
        const services = await this.latest.add(
            this.orm.call("yichuang.service", "search_what_to_bring", [
                this.state.query,
            ]),
        );
        Object.assign(this.state, { services, picked: 0 });
    }

    async open(versionId) {
        const guide = await this.orm.call(
            "yichuang.service.version",
            "read_checklist",
            [versionId],
        );
        Object.assign(this.state, { guide, chosen: {}, order: [] });
    }

    close() {
        Object.assign(this.state, { guide: null, chosen: {}, order: [] });
    }

    get data() {
        return this.state.guide.data;
    }

    /** Number of the question to ask now; 0 when the list is settled. */
    get current() {
        return nextQuestion(this.data, this.state.chosen);
    }

    get question() {
        return this.data.questions[this.current - 1];
    }

    get answered() {
        return this.state.order.map((number) => {
            const question = this.data.questions[number - 1];
            return {
                number,
                question: question.name,
                answer: question.answers[this.state.chosen[number] - 1].name,
            };
        });
    }

    get progress() {
        const asked = visible(this.data, this.state.chosen).length;
        const done = this.state.order.length;
        return { asked, done, percent: asked ? Math.round((100 * done) / asked) : 100 };
    }

    get materials() {
        return applicable(this.data, this.state.chosen).map(
            (number) => this.state.guide.materials[number - 1],
        );
    }

    get steps() {
        return applicable(this.data, this.state.chosen, "steps").map(
            (number) => this.state.guide.steps[number - 1],
        );
    }

    /** What the clerk reads out first: sheets in all. */
    get total() {
        const sum = (name) => this.materials.reduce((all, one) => all + one[name], 0);
        return _t(
            "%(materials)s materials: %(originals)s originals, %(copies)s copies",
            {
                materials: this.materials.length,
                originals: sum("originals"),
                copies: sum("copies"),
            },
        );
    }

    get printUrl() {
        const words = new URLSearchParams(
            Object.entries(effective(this.data, this.state.chosen)).map(
                ([number, answer]) => [`q${number}`, answer],
            ),
        );
        return `/yichuang/checklist/${this.state.guide.id}.pdf?${words}`;
    }

    choose(answer) {
        const number = this.current;
        this.state.chosen[number] = answer;
        this.state.order.push(number);
    }

    /** Take back the last answer. */
    back() {
        const number = this.state.order.pop();
        if (number) {
            delete this.state.chosen[number];
        } else if (!this.props.action.params?.version_id) {
            this.close();
        }
    }

    /** Go back to one of the answers given. */
    backTo(number) {
        while (this.state.order.includes(number)) {
            this.back();
        }
    }

    again() {
        Object.assign(this.state, { chosen: {}, order: [] });
    }

    onKeydown(event) {
        if (event.ctrlKey || event.altKey || event.metaKey || this.isElsewhere(event)) {
            return;
        }
        if (this.state.guide) {
            this.onGuideKey(event);
        } else {
            this.onSearchKey(event);
        }
    }

    /** Keys pressed in a dialog or in the menu are not for this screen. */
    isElsewhere({ target }) {
        return target !== document.body && !this.root.el?.contains(target);
    }

    onGuideKey(event) {
        const digit = Number(event.key);
        if (event.key === "Backspace") {
            event.preventDefault();
            this.back();
        } else if (
            this.current &&
            Number.isInteger(digit) &&
            digit >= 1 &&
            digit <= Math.min(9, this.question.answers.length)
        ) {
            event.preventDefault();
            this.choose(digit);
        }
    }

    onSearchKey(event) {
        const { services, picked } = this.state;
        const steps = { ArrowDown: 1, ArrowUp: -1 };
        if (event.key in steps && services.length) {
            event.preventDefault();
            const place = picked + steps[event.key];
            this.state.picked = Math.min(Math.max(place, 0), services.length - 1);
        } else if (event.key === "Enter" && services.length) {
            event.preventDefault();
            this.open(services[picked].version_id);
        }
    }
}

registry.category("actions").add("yichuang_catalog.what_to_bring", WhatToBring);
