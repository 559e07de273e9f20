"""The guide of one service: as a page, as a document, with its situations."""

from functools import lru_cache

from markupsafe import Markup

from odoo import http
from odoo.fields import Domain
from odoo.http import content_disposition, request
from odoo.tools import file_open

from ..tools import pdf_page, qr

STYLE = "yichuang_catalog/static/src/guide/guide_document.css"
CODE_MM = 28


class Guide(http.Controller):
    @http.route(
        "/services/<string:reference>",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def service(self, reference, **words):
        """The guide of one service, by its code or its public address."""
        service = self._service(reference)
        return request.render(
            "yichuang_catalog.guide_page", self._values(service, words)
        )

    @http.route(
        "/services/<string:reference>/guide.pdf",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def document(self, reference, **words):
        """The same guide as a document to print or keep (PDF/A)."""
        service = self._service(reference)
        values = self._values(service, words)
        html = request.env["ir.qweb"]._render("yichuang_catalog.guide_document", values)
        name = content_disposition(f"{service.name}.pdf", "inline")
        return request.make_response(
            _rendered(str(html)),
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", name),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @staticmethod
    def _service(reference):
        # Published content is for everybody; the public user has no rights of its own.
        services = request.env["yichuang.service"].sudo()
        found = services.search(
            services._guided()
            & (
                Domain("slug", "=", reference)
                | Domain("handling_code", "=", reference)
                | (Domain("code", "=", reference) & Domain("handling_number", "=", 0))
            ),
            limit=1,
        )
        if not found:
            raise request.not_found()
        return found

    @staticmethod
    def _values(service, words):
        """What the templates show; ``words`` may answer the questions by number."""
        version = service.current_version_id
        url = f"/services/{service._public_reference()}"
        host = request.httprequest.host_url.rstrip("/")
        return {
            "service": service,
            "version": version,
            "chapters": version._guide_chapters(),
            "situation": version._guide_situation(words),
            "picture": version.step_ids and version._process_svg(),
            "url": url,
            "code": Markup(qr.svg(host + url, CODE_MM)),
        }


@lru_cache(maxsize=64)
def _rendered(html):
    """The document, rendered once per content and process."""
    with file_open(STYLE) as style:
        return pdf_page.render(html, style.read())
