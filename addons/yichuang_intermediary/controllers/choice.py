from odoo import http
from odoo.exceptions import UserError
from odoo.http import request

from .portal import MarketPortal

STEPS = ("confirm", "refuse")


class ChoicePortal(MarketPortal):
    """The owner's choice on the portal: one person chooses, a second one confirms."""

    @http.route(
        "/my/market/notices/<string:number>/choose",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def choose(self, number, uscc="", reason="", minutes="", **form):
        """Choose an agency in one of the user's own notices, or say that none of the
        proposals fits (``uscc="none"``)."""
        notice = self._find("notice", "number", number, self._own_notices())
        if not notice:
            return self._not_there()
        # The code names one of those the owner may choose from, and nothing else.
        agency = notice.sudo()._choosable().filtered(lambda one: one.uscc == uscc)
        form = {"uscc": uscc, "reason": reason, "minutes": minutes, **form}
        error = self._attempt(lambda: self._choose(notice, agency, form))
        if error:
            return self._render_own(notice, error, form)
        return request.redirect(f"/my/market/notices/{number}", code=303)

    @http.route(
        "/my/market/notices/<string:number>/choice/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def choice_step(self, number, step, refusal="", **_kw):
        """Confirm or refuse what a colleague chose."""
        notice = self._find("notice", "number", number, self._own_notices())
        choice = notice.sudo().choice_id
        if not choice or step not in STEPS:
            return self._not_there()
        values = {"refusal": refusal.strip()} if step == "refuse" else {}
        error = self._attempt(lambda: choice._transition(step, values))
        if error:
            return self._render_own(notice, error)
        return request.redirect(f"/my/market/notices/{number}", code=303)

    def _choose(self, notice, agency, form):
        if not agency and form["uscc"] != "none":
            raise UserError(request.env._("Choose an agency, or say that none fits."))
        self._model("choice")._propose(
            notice,
            agency,
            form["reason"],
            form["minutes"],
            **self._choice_values(notice, form),
        )

    def _choice_values(self, notice, form):
        """The comparison that the form of a choice holds, where one is asked."""
        owned = notice.sudo()
        if owned._method() != "plan":
            return {}
        return {
            "lines": [
                {
                    "agency_id": agency.id,
                    "place": self._place(form.get(f"place_{agency.uscc}", "")),
                    "service": form.get(f"service_{agency.uscc}", ""),
                    "staff": form.get(f"staff_{agency.uscc}", ""),
                }
                for agency in owned._choosable()
            ]
        }

    def _place(self, text):
        return int(text) if text.isdecimal() and len(text) < 4 else 0
