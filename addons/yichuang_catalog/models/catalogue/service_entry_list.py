import io

import xlsxwriter

from odoo import api, fields, models

from .service_entry import ENTRIES

COLUMNS = (
    "name",
    "department_id",
    "item_type",
    "code",
    "zone_class",
    "entry_ground",
    "entry_reason",
    "entry_by_id",
    "entry_on",
)
# What a list without grounds has no column for.
ONLY_NEGATIVE = frozenset({"entry_ground"})


class Service(models.Model):
    """The entry list and the negative list (进驻清单, 负面清单) as documents."""

    _inherit = "yichuang.service"

    def action_print_entry_list(self):
        """Open the list of the screen as PDF in a new tab."""
        return self._open_entry_list("pdf")

    def action_export_entry_list(self):
        """Download the list of the screen as a workbook."""
        return self._open_entry_list("xlsx")

    @api.model
    def _open_entry_list(self, kind):
        asked = self.env.context.get("entry_list")
        entry = asked if asked in dict(ENTRIES) else "entered"
        return {
            "type": "ir.actions.act_url",
            "url": f"/yichuang/entry-list/{entry}.{kind}",
            "target": "new" if kind == "pdf" else "download",
        }

    @api.model
    def _entry_list(self, entry):
        """The services on the list ``entry`` that the user sees, by organ."""
        return self.search(
            [("entry", "=", entry), ("company_id", "=", self.env.company.id)],
            order="department_id, name, id",
        )

    @api.model
    def _entry_list_title(self, entry):
        return {
            "undecided": self.env._("Services whose Entry is Undecided"),
            "entered": self.env._("Entry List"),
            "negative": self.env._("Negative List"),
        }[entry]

    def _entry_list_table(self, entry):
        """Headers and rows of the list, as text."""
        names = [
            name for name in COLUMNS if entry == "negative" or name not in ONLY_NEGATIVE
        ]
        headers = [self._fields[name]._description_string(self.env) for name in names]
        labels = {
            name: dict(self._fields[name]._description_selection(self.env))
            for name in names
            if self._fields[name].type == "selection"
        }
        return headers, [
            [self._entry_list_cell(service, name, labels) for name in names]
            for service in self
        ]

    @api.model
    def _entry_list_cell(self, service, name, labels):
        value = service[name]
        if not value:
            return ""
        if name in labels:
            return labels[name][value]
        if name == "entry_on":
            local = fields.Datetime.context_timestamp(service, value)
            return local.date().isoformat()
        if self._fields[name].relational:
            return value.display_name
        return value

    def _entry_list_workbook(self, entry):
        """The list as an xlsx file; text cells only, so that nothing is calculated."""
        stream = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        headers, rows = self._entry_list_table(entry)
        with xlsxwriter.Workbook(stream, options) as book:
            sheet = book.add_worksheet(self._entry_list_title(entry)[:31])
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(headers) - 1, 24)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for line, row in enumerate(rows, start=1):
                for column, cell in enumerate(row):
                    sheet.write_string(line, column, cell)
        return stream.getvalue()
