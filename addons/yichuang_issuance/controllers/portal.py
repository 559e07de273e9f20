import base64

from odoo import http
from odoo.http import content_disposition, request

from odoo.addons.portal.controllers.portal import CustomerPortal, pager

from ..tools import verify_token

PAGE_SIZE = 20


class CertificatePortal(CustomerPortal):
    """The applicant's own certificates, to read and download."""

    def _prepare_home_portal_values(self, counters):
        values = super()._prepare_home_portal_values(counters)
        if "certificate_count" in counters:
            certificates = request.env["yichuang.certificate"]
            values["certificate_count"] = (
                certificates.search_count([]) if certificates.has_access("read") else 0
            )
        return values

    @http.route(
        ["/my/certificates", "/my/certificates/page/<int:page>"],
        type="http",
        auth="user",
        readonly=True,
        website=True,
    )
    def portal_my_certificates(self, page=1, **kw):
        """The list of the applicant's certificates, and what waits at the exit."""
        certificates = request.env["yichuang.certificate"]
        paging = pager(
            url="/my/certificates",
            total=certificates.search_count([]),
            page=page,
            step=PAGE_SIZE,
        )
        found = certificates.search([], limit=PAGE_SIZE, offset=paging["offset"])
        waiting = request.env["yichuang.delivery"].search(
            [("state", "in", ("arrived", "boxed"))], limit=PAGE_SIZE
        )
        return request.render(
            "yichuang_issuance.portal_my_certificates",
            {
                "page_name": "certificate",
                "certificates": found.sudo(),
                "waiting": waiting.sudo(),
                "pager": paging,
            },
        )

    @http.route(
        "/my/certificates/<string:token>/file",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
        website=True,
    )
    def portal_my_certificate_file(self, token, **kw):
        """The PDF of one of the applicant's certificates; somebody else's is not
        found, whatever its state."""
        certificate = request.env["yichuang.certificate"].search(
            [("token", "=", verify_token.compact(token)), ("file_state", "=", "ready")],
            limit=1,
        )
        if not certificate:
            raise request.not_found()
        data = base64.b64decode(certificate.with_context(bin_size=False).pdf)
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Length", str(len(data))),
                ("Content-Disposition", content_disposition(certificate.file_name)),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "private, no-store"),
            ],
        )
