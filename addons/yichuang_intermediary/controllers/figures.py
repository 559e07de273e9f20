from odoo import http
from odoo.http import request

# What the address may ask for; anything else is not there.
NAMES = (
    "time",
    "notice",
    "contract",
    "agency",
    "service",
    "department",
    "dispute",
    "flag",
    "integrity",
    "desk",
)
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
        model = request.env.get(f"yichuang.market.figures.{name}")
        if name not in NAMES or model is None or not model.has_access("read"):
            raise request.not_found()
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
