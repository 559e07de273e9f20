"""A comparison of two versions as a document to print and to file."""

from odoo import http
from odoo.http import request
from odoo.tools import file_open

from ..tools import pdf_page

STYLE = "yichuang_catalog/static/src/comparison/comparison_print.css"


class Comparison(http.Controller):
    # For staff only: both versions are read under the rights of whoever asks.

    @http.route(
        "/yichuang/comparison/<int:left>/<int:right>",
        type="http",
        auth="user",
        readonly=True,
    )
    def comparison(self, left, right, **kwargs):
        """The comparison as PDF; ``all`` shows what is the same as well."""
        versions = request.env["yichuang.service.version"].search(
            [("id", "in", (left, right))]
        )
        before, after = versions.browse(left), versions.browse(right)
        if not versions >= before + after:
            raise request.not_found()
        html = request.env["ir.qweb"]._render(
            "yichuang_catalog.version_comparison_print",
            {
                **before._comparison_values(after, "all" not in kwargs),
                "printed_by": request.env.user,
            },
        )
        with file_open(STYLE) as style:
            data = pdf_page.render(str(html), style.read())
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                (
                    "Content-Disposition",
                    http.content_disposition("comparison.pdf", "inline"),
                ),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
