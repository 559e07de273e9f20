"""The overlap of materials as a document and as a workbook."""

import io

from odoo import http
from odoo.http import content_disposition, request
from odoo.tools import file_open

from ..tools import catalogue_workbook, pdf_page
from ..wizard.material_overlap import MOST_SERVICES

STYLE = "yichuang_catalog/static/src/comparison/comparison_print.css"
# Of a number of the database, which has four bytes.
MOST_DIGITS = 10
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Overlap(http.Controller):
    # For staff only: the services are read under the rights of whoever asks.

    @http.route("/yichuang/overlap.pdf", type="http", auth="user", readonly=True)
    def document(self, services="", **kwargs):
        """The overlap to print: all materials, the shared ones first."""
        found = self._services(services)
        overlap = found._overlap()
        html = request.env["ir.qweb"]._render(
            "yichuang_catalog.material_overlap_document",
            {"services": found, "overlap": overlap, "rows": overlap.rows},
        )
        with file_open(STYLE) as style:
            data = pdf_page.render(str(html), style.read())
        return self._file(data, "application/pdf", "inline", "pdf")

    @http.route("/yichuang/overlap.xlsx", type="http", auth="user", readonly=True)
    def workbook(self, services="", **kwargs):
        """The overlap as a workbook: one row for each material of each service."""
        found = self._services(services)
        stream = io.BytesIO()
        title = request.env._("Overlap of Materials")
        book = catalogue_workbook.Writer(stream, title)
        book.add_sheet(title, *found._overlap_columns())
        for texts in found._overlap_cells():
            book.add_row(title, texts)
        book.close()
        return self._file(stream.getvalue(), XLSX, "attachment", "xlsx")

    @staticmethod
    def _services(text):
        numbers = {
            int(word)
            for word in text.split(",")
            if word.isdecimal() and len(word) < MOST_DIGITS
        }
        services = request.env["yichuang.service"]
        if len(numbers) > MOST_SERVICES or not services.has_access("read"):
            raise request.not_found()
        found = services.search(
            [("id", "in", list(numbers)), ("current_version_id", "!=", False)]
        )
        if len(found) < 2:
            raise request.not_found()
        return found

    @staticmethod
    def _file(data, kind, disposition, suffix):
        name = content_disposition(
            f"{request.env._('Overlap of Materials')}.{suffix}", disposition
        )
        return request.make_response(
            data,
            [
                ("Content-Type", kind),
                ("Content-Disposition", name),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
