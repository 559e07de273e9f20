import io

import xlsxwriter

from odoo import models

WORKBOOK = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}


class ItemImport(models.TransientModel):
    _inherit = "yichuang.item.import"

    def _report_workbook(self):
        """Every defect as a row; text cells only, so that nothing is calculated."""
        stream = io.BytesIO()
        severities = dict(
            self.defect_ids._fields["severity"]._description_selection(self.env)
        )
        with xlsxwriter.Workbook(stream, WORKBOOK) as book:
            sheet = book.add_worksheet(self.env._("Defects"))
            bold = book.add_format({"bold": True})
            sheet.freeze_panes(1, 0)
            sheet.set_column(2, 3, 60)
            headers = (
                self.env._("Row"),
                self.env._("Severity"),
                self.env._("Value"),
                self.env._("What is wrong"),
            )
            for column, header in enumerate(headers):
                sheet.write_string(0, column, header, bold)
            for line, defect in enumerate(self._all_defects(), start=1):
                sheet.write_number(line, 0, defect["row"])
                sheet.write_string(line, 1, severities[defect["severity"]])
                sheet.write_string(line, 2, defect["value"] or "")
                sheet.write_string(line, 3, defect["message"])
        return stream.getvalue()
