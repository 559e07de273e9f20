from odoo import http
from odoo.http import request

from .agency import AgencyPages


class DisputePages(AgencyPages):
    """Questions, objections, complaints and tips of whoever deals with the market."""

    @http.route(
        "/my/market/disputes",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def my_disputes(self, notice="", agency="", **_kw):
        """What the user has asked, objected to or complained about."""
        return self._render_disputes({"notice": notice, "agency": agency})

    @http.route(
        "/my/market/disputes/new",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def new_dispute(self, **form):
        """File a question, an objection, a complaint or a tip."""
        notice = self._public_notice(form.get("notice") or "")
        agency = self._listed_agency(form.get("agency") or "")
        if not notice and not agency:
            return self._not_there()
        data = self._sent_file()
        error = self._attempt(
            lambda: request.env["yichuang.market.dispute"]._file(
                form.get("kind"),
                form.get("about"),
                form.get("text"),
                notice=notice,
                agency=agency,
                data=data,
            )
        )
        if error:
            return self._render_disputes(form, error)
        return request.redirect("/my/market/disputes", code=303)

    @http.route(
        "/my/market/disputes/<string:number>/<string:step>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def dispute_step(self, number, step, **_kw):
        """Withdraw the user's own dispute, or take it to the supervisors."""
        dispute = request.env["yichuang.market.dispute"]
        if step in ("withdraw", "escalate"):
            dispute = dispute.search([("number", "=", number)], limit=1)
        if not dispute:
            return self._not_there()
        # Found under the user's own rights; the step asks once more whose it is.
        error = self._attempt(lambda: dispute.sudo()._transition(step))
        if error:
            return self._render_disputes({}, error)
        return request.redirect("/my/market/disputes", code=303)

    def _render_disputes(self, typed, error=""):
        notice = self._public_notice(typed.get("notice") or "")
        agency = self._listed_agency(typed.get("agency") or "")
        return request.render(
            "yichuang_intermediary.my_disputes",
            {
                "page_name": "market",
                "disputes": request.env["yichuang.market.dispute"].search([], limit=50),
                "notice": notice,
                "agency": agency,
                "kinds": self._words("dispute", "kind"),
                "abouts": self._words("dispute", "about"),
                "typed": typed,
                "error": error,
                **self._helpers(),
            },
        )
