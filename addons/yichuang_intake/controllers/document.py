from odoo import http
from odoo.http import request


class DocumentPage(http.Controller):
    """Where the QR code of a printed document leads: is it genuine, is it in force."""

    @http.route(
        "/document/<string:token>",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def document(self, token, **kw):
        """What stands on the paper, without its addressee. A code that was never
        given and text that cannot be a code get the same answer."""
        facts = request.env["yichuang.document"]._verification(token)
        response = request.render(
            "yichuang_intake.document_verify_page", {"facts": facts}
        )
        response.status_code = 200 if facts else 404
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
