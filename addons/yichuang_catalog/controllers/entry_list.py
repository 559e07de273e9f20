"""The entry list and the negative list (进驻清单, 负面清单) to print and to file."""

from odoo import http
from odoo.http import request
from odoo.tools import file_open

from ..models.catalogue.service_entry import ENTRIES
from ..tools import pdf_page
from ..tools.workdays import hall_date

STYLE = "yichuang_catalog/static/src/entry_list/entry_list_print.css"
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


class EntryList(http.Controller):
    # For staff only: the services are read under the rights of whoever asks.

    @http.route(
        "/yichuang/entry-list/<string:entry>.<any(pdf,xlsx):kind>",
        type="http",
        auth="user",
        readonly=True,
    )
    def entry_list(self, entry, kind, **kwargs):
        """The list ``entry`` as PDF or as a workbook."""
        if entry not in dict(ENTRIES):
            raise request.not_found()
        services = request.env["yichuang.service"]._entry_list(entry)
        if kind == "xlsx":
            data, mime = services._entry_list_workbook(entry), XLSX
        else:
            data, mime = self._pdf(services, entry), "application/pdf"
        place = "inline" if kind == "pdf" else "attachment"
        return request.make_response(
            data,
            [
                ("Content-Type", mime),
                (
                    "Content-Disposition",
                    http.content_disposition(f"{entry}-list.{kind}", place),
                ),
                ("X-Content-Type-Options", "nosniff"),
            ],
        )

    def _pdf(self, services, entry):
        headers, rows = services._entry_list_table(entry)
        html = request.env["ir.qweb"]._render(
            "yichuang_catalog.entry_list_print",
            {
                "title": services._entry_list_title(entry),
                "hall": request.env.company,
                "services": services,
                "headers": headers,
                "rows": rows,
                "day": hall_date().isoformat(),
                "lang": (request.env.lang or "en").replace("_", "-"),
            },
        )
        with file_open(STYLE) as style:
            return pdf_page.render(str(html), style.read(), sizes=(9,))
