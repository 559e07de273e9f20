"""The outlook of the staffing page as a workbook with its chart."""

import io

import xlsxwriter

from odoo import http
from odoo.http import content_disposition, request

PLAIN = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
}
COLUMNS = (
    "kind",
    "windows",
    "occupancy",
    "mean_wait",
    "within",
    "replay_wait",
    "replay_half",
    "replay_within",
)
SHARES = ("occupancy", "within", "replay_within")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class Staffing(http.Controller):
    @http.route(
        "/yichuang/staffing/<int:number>.xlsx",
        type="http",
        auth="user",
        methods=["GET"],
        readonly=True,
    )
    def workbook(self, number, **kw):
        """The person's own calculation; others' get the answer of none."""
        found = request.env["yichuang.staffing"].has_access("read") and request.env[
            "yichuang.staffing"
        ].search([("id", "=", number)])
        if not found:
            raise request.not_found()
        return request.make_response(
            self._workbook(found),
            [
                ("Content-Type", XLSX),
                (
                    "Content-Disposition",
                    content_disposition(f"{request.env._('How Many Windows')}.xlsx"),
                ),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _workbook(self, staffing):
        lines = staffing.line_ids
        labels = {
            name: lines._fields[name]._description_string(request.env)
            for name in COLUMNS
        }
        kinds = dict(lines._fields["kind"]._description_selection(request.env))
        target = io.BytesIO()
        with xlsxwriter.Workbook(target, PLAIN) as book:
            bold = book.add_format({"bold": True})
            formats = {name: book.add_format({"num_format": "0.0%"}) for name in SHARES}
            minutes = book.add_format({"num_format": "0.0"})
            sheet = book.add_worksheet()
            facts = ("arrivals", "handling", "measured", "target", "share")
            for row, name in enumerate((*facts, "needed_shared", "needed_dedicated")):
                label = staffing._fields[name]._description_string(request.env)
                sheet.write_string(row, 0, label)
                sheet.write_number(row, 1, staffing[name])
            top = len(facts) + 3
            for column, name in enumerate(COLUMNS):
                sheet.write_string(top, column, labels[name], bold)
            for row, line in enumerate(lines, top + 1):
                sheet.write_string(row, 0, kinds[line.kind])
                for column, name in enumerate(COLUMNS[1:], 1):
                    if name == "mean_wait" and line.overloaded:
                        sheet.write_string(row, column, "∞")
                    else:
                        sheet.write_number(
                            row, column, line[name], formats.get(name, minutes)
                        )
            sheet.set_column(0, len(COLUMNS), 16)
            last = top + len(lines)
            chart = book.add_chart({"type": "column"})
            for name in ("mean_wait", "replay_wait"):
                column = COLUMNS.index(name)
                chart.add_series(
                    {
                        "name": labels[name],
                        "categories": [sheet.name, top + 1, 0, last, 1],
                        "values": [sheet.name, top + 1, column, last, column],
                    }
                )
            sheet.insert_chart(last + 2, 0, chart)
        return target.getvalue()
