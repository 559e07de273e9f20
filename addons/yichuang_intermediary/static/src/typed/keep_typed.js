import { _t } from "@web/core/l10n/translation";
import { registry } from "@web/core/registry";
import { Interaction } from "@web/public/interaction";

const TOKEN = /csrf_token: "([^"]+)"/;

/** Keeps what was typed into a form of My Market when the session has ended: the form
 *  is sent once the reader is signed in, with the token of the session of that moment,
 *  and once only, however often the button is pressed. */
export class KeepTyped extends Interaction {
    // Offers are sealed and sent by a hand of their own.
    static selector =
        "form[method=post][action^='/my/market/']:has(textarea):not(.o_yichuang_seal)";
    dynamicContent = {
        _root: { "t-on-submit": this.submit },
        _window: { "t-on-pageshow": this.begin },
    };

    setup() {
        this.begin();
    }

    /** Also when the page comes back by the button “back”. */
    begin() {
        this.step = "typing";
    }

    async submit(event) {
        if (this.step === "checked") {
            this.step = "sent";
            return;
        }
        event.preventDefault();
        if (this.step !== "typing") {
            return;
        }
        this.step = "checking";
        const { submitter } = event;
        const problem = await this.waitFor(this.renew());
        if (problem) {
            this.step = "typing";
            this.say(problem);
        } else {
            this.step = "checked";
            this.el.requestSubmit(submitter);
        }
    }

    /** Take over the token of the session; why it cannot be, in a sentence. */
    async renew() {
        let answer;
        try {
            answer = await fetch("/my/market");
        } catch {
            return _t(
                "The server could not be reached. What you typed is still here: send it again in a moment.",
            );
        }
        const token = TOKEN.exec(await answer.text());
        if (!token || new URL(answer.url).pathname.endsWith("/login")) {
            return _t(
                "You have been signed out. Sign in in another tab, come back and send again: what you typed is still here.",
            );
        }
        this.el.querySelector("[name=csrf_token]").value = token[1];
    }

    say(text) {
        let note = this.el.querySelector(".o_yichuang_kept");
        if (!note) {
            note = document.createElement("div");
            note.className = "o_yichuang_kept alert alert-warning mt-2";
            note.setAttribute("role", "alert");
            this.insert(note, this.el, "beforeend");
        }
        note.textContent = text;
        note.scrollIntoView({ block: "nearest" });
    }
}

registry
    .category("public.interactions")
    .add("yichuang_intermediary.keep_typed", KeepTyped);
