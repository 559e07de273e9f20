import hmac

from odoo import http
from odoo.http import request

from odoo.addons.yichuang_catalog.tools import receipt_number

from ..tools import receipt_code


class Track(http.Controller):
    """The public progress page: a receipt number and the query code beside it."""

    @http.route(
        "/track",
        type="http",
        auth="public",
        methods=["GET"],
        website=True,
        readonly=True,
    )
    def track_form(self, number="", **kw):
        """The form, with the number filled in when it comes from a receipt's QR."""
        return self._render({"number": number[:40]})

    @http.route("/track", type="http", auth="public", methods=["POST"], website=True)
    def track(self, number="", code="", **kw):
        """The progress of a case. A number that does not exist and a code that does
        not fit get the same answer."""
        number = receipt_number.compact(number[:40])
        code = receipt_code.compact(code[:40])
        attempts = request.env["yichuang.track.attempt"].sudo()
        address = request.httprequest.remote_addr or ""
        if attempts._is_blocked(address, number):
            return self._render({"number": number, "blocked": True}, status=429)
        case = self._by_number("yichuang.case", number)
        joint = self._by_number("yichuang.joint.case", number)
        case = joint or case
        # Compared all the same when there is no case: both answers take as long.
        expected = case.query_code or receipt_code.new_code()
        if not hmac.compare_digest(expected.encode(), code.encode()) or not case:
            attempts._record(address, number)
            return self._render({"number": number, "unknown": True})
        return self._render({"number": number, "case": case, "joint": joint})

    def _by_number(self, model, number):
        # The code that is compared next is the right to look.
        return (
            request.env[model]
            .sudo()
            .search_fetch(
                [("receipt_number", "=", number or "-")], ["query_code"], limit=1
            )
        )

    def _render(self, values, status=200):
        response = request.render("yichuang_intake.track_page", values)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
