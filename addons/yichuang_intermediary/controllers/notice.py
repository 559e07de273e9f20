from odoo import http
from odoo.http import request

from ..models.notice.notice import OWNER
from .portal import MOMENTS, MarketPortal


class NoticePortal(MarketPortal):
    """Questions, answers, amendments and repeats on the portal."""

    @http.route(
        "/my/market/n/<string:number>/ask",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def ask(self, number, text="", **_kw):
        """Ask about a notice, as one of the agencies; nobody learns which."""
        notice = self._find("notice", "number", number, [("state", "=", "published")])
        agency = self._own_agency()
        if not notice or not agency:
            return self._not_there()
        error = self._attempt(
            lambda: self._model("question")._ask_about(notice, agency, text)
        )
        if error:
            return self._render_notice(notice.sudo(), error)
        return request.redirect(f"/market/n/{number}?done=asked", code=303)

    @http.route(
        "/my/market/notices/<string:number>/answer/<int:place>",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def answer(self, number, place, text="", **_kw):
        """Answer a question about the user's own notice."""
        notice = self._find("notice", "number", number, self._own_notices())
        question = notice.sudo().question_ids.sorted("id")[place - 1 : place]
        if not question or place < 1:
            return self._not_there()
        error = self._attempt(
            lambda: question._transition("answer", {"answer": text.strip()})
        )
        if error:
            return self._render_own(notice, error)
        return request.redirect(f"/my/market/notices/{number}", code=303)

    @http.route(
        "/my/market/notices/<string:number>/amend",
        type="http",
        auth="user",
        methods=["GET", "POST"],
        website=True,
    )
    def amend(self, number, **form):
        """Amend the user's own published notice."""
        notice = self._find("notice", "number", number, self._own_notices())
        if not notice or notice.state != "published":
            return self._not_there()
        if request.httprequest.method == "GET":
            return self._render_amend(notice, self._values_of(notice.sudo()))
        error = self._attempt(
            lambda: notice.sudo()._amend(self._amendment(form), form.get("reason", ""))
        )
        if error:
            return self._render_amend(notice, form, error)
        return request.redirect(f"/market/n/{number}", code=303)

    @http.route(
        "/my/market/notices/<string:number>/repeat",
        type="http",
        auth="user",
        methods=["POST"],
        website=True,
    )
    def repeat(self, number, **_kw):
        """Draft the next notice of the user's own failed one."""
        notice = self._find("notice", "number", number, self._own_notices())
        if not notice or not request.env.user.has_group(OWNER):
            return self._not_there()
        drafted = []
        error = self._attempt(lambda: drafted.append(notice.sudo()._repeat()))
        if error:
            return self._render_own(notice, error)
        return request.redirect(
            f"/my/market/notices/{drafted[0].number}/edit", code=303
        )

    def _amendment(self, form):
        """What an amendment may set.

        :raises UserError: a figure or a moment that cannot be read
        """
        return {
            "content": self._typed_text(form, "content"),
            "days": self._typed_whole(form, "days"),
            "amount_fen": self._typed_fen(form, "amount", "amount"),
            **{name: self._typed_moment(form, name) for name in MOMENTS},
        }

    def _render_amend(self, notice, values, error=""):
        return request.render(
            "yichuang_intermediary.my_notice_amend",
            {
                "page_name": "market",
                "notice": notice.sudo(),
                "values": values,
                "error": error,
            },
        )
