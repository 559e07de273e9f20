from odoo import http
from odoo.http import request

from ..tools import verify_token


class Verify(http.Controller):
    """The public page that tells whether a certificate is genuine and in force."""

    @http.route(
        "/verify",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def verify_form(self, code="", **kw):
        """The form for a typed code; a whole code leads to its page."""
        if verify_token.is_valid(code):
            return request.redirect(f"/verify/{verify_token.compact(code)}")
        return self._page({"typed": code[:60]})

    @http.route(
        "/verify/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def verify(self, token, **kw):
        """What the holder of a code may know. A code that was never given and text
        that cannot be a code get the same answer."""
        facts = request.env["yichuang.certificate"]._verification(token)
        if not facts:
            return self._page({"unknown": True}, status=404)
        return self._page({"facts": facts})

    def _page(self, values, status=200):
        response = request.render("yichuang_issuance.verify_page", values)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
