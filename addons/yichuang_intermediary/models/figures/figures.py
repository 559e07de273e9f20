import io

import xlsxwriter

from odoo import api, models


class Figures(models.AbstractModel):
    """What the figures for managers share: they are views of the database, always of
    this moment, read under the reader's own rules, and saved as a workbook in which
    nothing is a formula."""

    _name = "yichuang.market.figures"
    _description = "Figures of the market"
    _auto = False

    @api.model
    def action_workbook(self, *_ids):
        """Save the figures as a workbook."""
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            "url": f"/market/figures/{self._name.rsplit('.', 1)[-1]}.xlsx",
            "target": "download",
        }

    @api.model
    def _workbook(self, domain=()):
        """The rows that the reader may see, as an xlsx file.

        :return: its bytes
        """
        names = [
            name
            for name, field in self._fields.items()
            if field.store and name not in ("id", "display_name")
        ]
        headers = [self._fields[name]._description_string(self.env) for name in names]
        stream = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        with xlsxwriter.Workbook(stream, options) as book:
            sheet = book.add_worksheet()
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            sheet.set_column(0, len(names) - 1, 18)
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for line, record in enumerate(self.search(list(domain)), start=1):
                for column, name in enumerate(names):
                    value = self._cell(record, name)
                    if isinstance(value, str):
                        sheet.write_string(line, column, value)
                    else:
                        sheet.write_number(line, column, value)
        return stream.getvalue()

    @api.model
    def _cell(self, record, name):
        field, value = self._fields[name], record[name]
        if field.type == "boolean":
            return "✓" if value else ""
        if field.type in ("integer", "float"):
            return value
        if not value:
            return ""
        if field.type == "many2one":
            return value.display_name
        if field.type == "selection":
            return dict(field._description_selection(self.env)).get(value, value)
        return str(value)
