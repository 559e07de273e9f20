from odoo import http
from odoo.http import request

FIGURES = "yichuang.market.figures"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Figures(http.Controller):
    """The figures as workbooks, under the reader's own rights."""

    @http.route(
        "/market/figures/<string:name>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def workbook(self, name, **_kw):
        """One set of figures as an xlsx file."""
        known = request.env.registry[FIGURES]._inherit_children
        full_name = f"{FIGURES}.{name}"
        if full_name not in known or not request.env[full_name].has_access("read"):
            raise request.not_found()
        model = request.env[full_name]
        return request.make_response(
            model._workbook(),
            [
                ("Content-Type", XLSX),
                (
                    "Content-Disposition",
                    http.content_disposition(f"market-{name}.xlsx"),
                ),
                ("X-Content-Type-Options", "nosniff"),
                ("Cache-Control", "no-store"),
            ],
        )
