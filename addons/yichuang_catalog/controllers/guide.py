"""The guide of one service: as a page, as a document, with its situations."""

import logging
from functools import lru_cache

from markupsafe import Markup
from werkzeug.exceptions import ServiceUnavailable

from odoo import http
from odoo.fields import Domain
from odoo.http import content_disposition, request
from odoo.tools import file_open

from ..tools import pdf_page, qr

_logger = logging.getLogger(__name__)

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
        services = self._services()
        resting = services.search(
            services._resting() & services._named(reference), limit=1
        )
        if resting:
            return request.render(
                "yichuang_catalog.guide_suspended",
                {"service": resting, "version": resting.suspended_version_id},
            )
        return request.render(
            "yichuang_catalog.guide_page", self._values(self._service(reference), words)
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
        try:
            data = _rendered(str(html))
        except pdf_page.RenderError as error:
            _logger.error("The guide cannot be printed: %s", error)
            raise ServiceUnavailable from error
        name = content_disposition(f"{service.name}.pdf", "inline")
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", name),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    @http.route(
        "/services/theme/<string:slug>",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def theme(self, slug, **words):
        """Several matters as one: what comes after what, one form, one list."""
        # Published themes are for everybody; the public user has no rights of its own.
        themes = request.env["yichuang.theme"].sudo()
        found = themes.search(themes._guided() & Domain("slug", "=", slug), limit=1)
        if not found:
            raise request.not_found()
        return request.render(
            "yichuang_catalog.theme_page", {"theme": found._public_data()}
        )

    @staticmethod
    def _services():
        # Published content is for everybody; the public user has no rights of its own.
        return request.env["yichuang.service"].sudo()

    def _service(self, reference):
        found = self._services()._find_guided(reference)
        if not found:
            raise request.not_found()
        return found

    @staticmethod
    def _values(service, words):
        """What the templates show; ``words`` may answer the questions by number."""
        version = service.current_version_id
        situation = version._guide_situation(words)
        url = f"/services/{service._public_reference()}"
        host = request.httprequest.host_url.rstrip("/")
        return {
            "service": service,
            "version": version,
            "chapters": version._guide_chapters(),
            "situation": situation,
            "picture": version._process_svg(situation["steps"]),
            "url": url,
            "code": _code(host + url),
        }


@lru_cache(maxsize=1024)
def _code(address):
    """The QR code of an address, drawn once per address and process."""
    return Markup(qr.svg(address, CODE_MM))


@lru_cache(maxsize=64)
def _rendered(html):
    """The document, rendered once per content and process."""
    with file_open(STYLE) as style:
        return pdf_page.render(html, style.read())
