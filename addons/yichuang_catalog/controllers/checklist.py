"""What to bring, on one sheet (一次性告知单)."""

import base64
import logging
from functools import lru_cache

from markupsafe import Markup
from werkzeug.exceptions import ServiceUnavailable

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools import file_open

from ..tools import pdf_page, qr, sample_file

_logger = logging.getLogger(__name__)

STYLE = "yichuang_catalog/static/src/situations/checklist_print.css"
# Fifteen materials with their standards still fit one sheet at the smallest.
SIZES = (10.5, 10, 9.5, 9, 8.5, 8, 7.5, 7)
CODE_MM = 24


class Checklist(http.Controller):
    # For staff, of drafts as well: read under the rights of whoever asks.
    @http.route(
        "/yichuang/checklist/<int:number>.pdf", type="http", auth="user", readonly=True
    )
    def staff_checklist(self, number, **words):
        """The list of any version, for the answers in the address (``q1=2``)."""
        versions = request.env["yichuang.service.version"]
        version = versions.has_access("read") and versions.search([("id", "=", number)])
        if not version:
            raise request.not_found()
        return self._printed(version, words)

    @http.route(
        "/services/<string:reference>/checklist.pdf",
        type="http",
        auth="public",
        readonly=True,
        website=True,
    )
    def checklist(self, reference, **words):
        """The list of a published service, for the answers in the address."""
        # Published content is for everybody; the public user has no rights of its own.
        services = request.env["yichuang.service"].sudo()
        service = services._find_guided(reference)
        if not service:
            raise request.not_found()
        return self._printed(service.current_version_id, words)

    @staticmethod
    def _printed(version, words):
        chosen = version._chosen(words)
        found = version._checklist(chosen)
        service = version.service_id
        numbers = {
            question: number for number, question in enumerate(version.situation_ids, 1)
        }
        query = "&".join(
            f"q{numbers[answer.situation_id]}="
            f"{answer.situation_id.answer_ids.ids.index(answer.id) + 1}"
            for answer in found["answers"]
        )
        url = request.httprequest.host_url + f"services/{service._public_reference()}"
        html = request.env["ir.qweb"]._render(
            "yichuang_catalog.checklist_document",
            {
                **found,
                "version": version,
                "service": service,
                "told": [line._told_at_window() for line in found["lines"]],
                "pictures": [_picture(line.material_id) for line in found["lines"]],
                "code": Markup(qr.svg(f"{url}?{query}" if query else url, CODE_MM)),
            },
        )
        try:
            data = _rendered(str(html))
        except pdf_page.RenderError as error:
            _logger.error("The list cannot be printed: %s", error)
            raise ServiceUnavailable from error
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                (
                    "Content-Disposition",
                    content_disposition(f"{service.name}.pdf", "inline"),
                ),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )


def _picture(material):
    """The sample of a material as a small picture in the document itself; empty if
    there is none, or it is no picture."""
    found = material.has_filled_sample and material._file("filled_sample")
    data = found and sample_file.thumbnail(found[0])
    return f"data:image/jpeg;base64,{base64.b64encode(data).decode()}" if data else ""


@lru_cache(maxsize=64)
def _rendered(html):
    """The document, rendered once per content and process."""
    with file_open(STYLE) as style:
        return pdf_page.render(html, style.read(), SIZES)
