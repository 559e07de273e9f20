"""The process of a version, and what a theme is combined from, to print."""

from odoo import http
from odoo.http import request
from odoo.tools import file_open

from ..models.guidance.responsibility import responsibility_data
from ..tools import pdf_page

STYLE = "yichuang_catalog/static/src/guidance/process_print.css"


class ProcessPrint(http.Controller):
    # For staff only: what is printed is read under the rights of whoever asks.

    @http.route(
        "/yichuang/process/<int:version_id>", type="http", auth="user", readonly=True
    )
    def process(self, version_id):
        """The picture of the process and the table of responsibilities as PDF."""
        version = self._found("yichuang.service.version", version_id)
        return self._document(
            "yichuang_catalog.process_print",
            {
                "version": version,
                "picture": version._process_svg(),
                "table": responsibility_data(version),
            },
            "process.pdf",
        )

    @http.route(
        "/yichuang/theme/<int:theme_id>", type="http", auth="user", readonly=True
    )
    def theme(self, theme_id):
        """The merged materials and the merged form of a theme as PDF."""
        theme = self._found("yichuang.theme", theme_id)
        return self._document(
            "yichuang_catalog.theme_print",
            {"theme": theme, "content": theme._public_data()},
            "theme.pdf",
        )

    @staticmethod
    def _found(model, record_id):
        record = request.env[model].search([("id", "=", record_id)])
        if not record:
            raise request.not_found()
        return record

    @staticmethod
    def _document(template, values, name):
        html = request.env["ir.qweb"]._render(
            template, {**values, "printed_by": request.env.user}
        )
        with file_open(STYLE) as style:
            data = pdf_page.render(str(html), style.read())
        return request.make_response(
            data,
            [
                ("Content-Type", "application/pdf"),
                ("Content-Disposition", http.content_disposition(name, "inline")),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )
