import time

from odoo import http
from odoo.http import request

from odoo.addons.yichuang_catalog.tools.workdays import HALL_ZONE

from ..tools import seal_check
from ..tools.rate_limit import RateLimit

MOST_BYTES = 20_000_000
# Each file costs about a second of the server's time.
LIMIT = RateLimit(burst=10, per_minute=6)


class Validate(http.Controller):
    """The public page that tells what the seals of a PDF are worth."""

    @http.route(
        "/validate",
        type="http",
        auth="public",
        methods=["GET"],
        readonly=True,
        website=True,
        sitemap=False,
    )
    def validate_form(self, **kw):
        """The form, empty."""
        return self._page({})

    @http.route(
        "/validate",
        type="http",
        auth="public",
        methods=["POST"],
        readonly=True,
        website=True,
        sitemap=False,
    )
    def validate(self, **kw):
        """Who sealed the file, when, whether it was changed since, and whether what it
        says is in force. The file is read and forgotten."""
        if not LIMIT.allows(request.httprequest.remote_addr or "", time.monotonic()):
            return self._page({"problem": "often"}, status=429)
        sent = request.httprequest.files.get("file")
        data = sent.read(MOST_BYTES + 1) if sent else b""
        if len(data) > MOST_BYTES:
            return self._page({"problem": "big"}, status=413)
        try:
            findings = request.env["yichuang.seal"]._examination(data)
        except seal_check.NotPdf:
            return self._page({"problem": "unreadable" if data else "empty"}, 400)
        name = (sent.filename or "")[-80:]
        return self._page(
            {"findings": findings, "name": name, "looked": True, "zone": HALL_ZONE}
        )

    def _page(self, values, status=200):
        response = request.render("yichuang_issuance.validate_page", values)
        response.status_code = status
        response.headers["Cache-Control"] = "no-store"
        response.headers["X-Robots-Tag"] = "noindex"
        response.headers["Referrer-Policy"] = "no-referrer"
        return response
