import base64
import hashlib
import io

import xlsxwriter

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools import item_sheet, sheet_file
from .item_import_plan import ItemImportPlan
from .item_import_sentences import defect_templates, file_fault

PREVIEW_ROWS = 20


class ItemImport(models.TransientModel):
    """Takes a published list of items into the catalogue: look first, then import.

    The file is read and examined, every defect is listed with its row, and what
    would happen is counted. The import itself is one transaction: all or nothing.
    """

    _name = "yichuang.item.import"
    _description = "Import of Items"

    # What is imported
    file = fields.Binary(
        required=True, attachment=False, help="An .xlsx workbook or a .csv text."
    )
    filename = fields.Char()
    company_id = fields.Many2one(
        "res.company",
        string="Hall",
        required=True,
        default=lambda self: self.env.company,
    )
    state = fields.Selection(
        selection=[("upload", "Choose"), ("preview", "Check"), ("done", "Imported")],
        default="upload",
        required=True,
    )
    skip_errors = fields.Boolean(
        string="Leave Out the Rows with Errors",
        help="Import the other rows. Those left out stay listed in the report.",
    )

    # What was found
    column_ids = fields.One2many("yichuang.item.import.column", "import_id")
    defect_ids = fields.One2many("yichuang.item.import.defect", "import_id")
    row_ids = fields.One2many("yichuang.item.import.row", "import_id")
    row_count = fields.Integer(string="Rows", readonly=True)
    error_row_count = fields.Integer(string="Rows with Errors", readonly=True)
    error_count = fields.Integer(string="Errors", readonly=True)
    warning_count = fields.Integer(string="Warnings", readonly=True)
    organ_count = fields.Integer(string="New Organs", readonly=True)
    item_count = fields.Integer(string="New Items", readonly=True)
    create_count = fields.Integer(string="New Services", readonly=True)
    update_count = fields.Integer(string="Changed Services", readonly=True)
    unchanged_count = fields.Integer(string="Unchanged Services", readonly=True)
    report = fields.Binary(readonly=True, attachment=False)

    def action_preview(self):
        """Read and examine the file; nothing is imported yet."""
        self.ensure_one()
        table = self._read_table()
        if self.state == "upload":
            self.column_ids = self._column_commands(table)
        rows, defects, plan = self._examine(table)
        self._fill_preview(rows, defects, plan)
        self.state = "preview"
        return self._reopen()

    def action_import(self):
        """Import everything, or nothing when an error is in the way."""
        self.ensure_one()
        rows, defects, plan = self._examine(self._read_table())
        bad = {defect.row for defect in defects if defect.severity == "error"}
        if bad and not self.skip_errors:
            raise UserError(
                self.env._(
                    "%(count)s rows have errors, so nothing was imported. Correct them "
                    "in the sheet, or choose to leave these rows out.",
                    count=len(bad),
                )
            )
        self._fill_preview(rows, defects, plan)
        plan.perform(hashlib.sha256(self._content()).hexdigest())
        self.state = "done"
        return self._reopen()

    def action_back(self):
        """Choose another file."""
        self.ensure_one()
        self.write({"state": "upload", "file": False, "filename": False})
        for lines in (self.column_ids, self.defect_ids, self.row_ids):
            lines.unlink()
        return self._reopen()

    def action_download_report(self):
        """All defects as a workbook."""
        self.ensure_one()
        self.report = base64.b64encode(self._report_workbook())
        return {
            "type": "ir.actions.act_url",
            "url": f"/web/content/{self._name}/{self.id}/report"
            "?download=true&filename=import-report.xlsx",
            "target": "download",
        }

    def action_open_services(self):
        """Open the services of the hall."""
        return self.env["ir.actions.act_window"]._for_xml_id(
            "yichuang_catalog.service_action"
        )

    def _reopen(self):
        return {
            "type": "ir.actions.act_window",
            "name": self.env._("Import Items"),
            "res_model": self._name,
            "res_id": self.id,
            "view_mode": "form",
            "target": "new",
            "context": {"dialog_size": "extra-large"},
        }

    def _content(self):
        return base64.b64decode(self.with_context(bin_size=False).file or b"")

    def _read_table(self):
        try:
            return sheet_file.read_table(self._content())
        except sheet_file.SheetError as error:
            raise UserError(file_fault(self.env, error)) from error

    @api.model
    def _column_commands(self, table):
        columns = item_sheet.match_columns(table.headers)
        return [
            Command.clear(),
            *(
                Command.create(
                    {
                        "position": index,
                        "header": header or str(index + 1),
                        "sample": table.rows[0][1][index]
                        if index < len(table.rows[0][1])
                        else "",
                        "target": columns.get(index, False),
                    }
                )
                for index, header in enumerate(table.headers)
            ),
        ]

    def _columns(self):
        columns = {
            column.position: column.target
            for column in self.column_ids
            if column.target
        }
        targets = list(columns.values())
        labels = dict(
            self.env["yichuang.item.import.column"]
            ._fields["target"]
            ._description_selection(self.env)
        )
        missing = [labels[name] for name in item_sheet.NEEDED if name not in targets]
        if missing:
            raise UserError(
                self.env._(
                    "No column is known to hold: %(columns)s. Say in the list of "
                    "columns which one does, or give the sheet headers.",
                    columns=", ".join(missing),
                )
            )
        twice = {labels[name] for name in targets if targets.count(name) > 1}
        if twice:
            raise UserError(
                self.env._(
                    "Two columns are said to hold the same: %(columns)s. Keep one.",
                    columns=", ".join(sorted(twice)),
                )
            )
        return columns

    def _examine(self, table):
        """Rows, all defects and the plan for the rows without errors."""
        self.company_id.check_access("read")
        rows = item_sheet.rows_of(table, self._columns())
        defects = item_sheet.examine(rows)
        good = self._without_errors(rows, defects)
        plan = ItemImportPlan(self.env, self.company_id, good)
        own = list(plan.defects())
        if own:
            defects = sorted(defects + own)
            good = self._without_errors(rows, defects)
            plan = ItemImportPlan(self.env, self.company_id, good)
        return rows, defects, plan

    @api.model
    def _without_errors(self, rows, defects):
        bad = {defect.row for defect in defects if defect.severity == "error"}
        return [row for row in rows if row.number not in bad]

    def _fill_preview(self, rows, defects, plan):
        actions = plan.actions()
        organs, items = plan.counts()
        outcomes = list(actions.values())
        errors = [defect for defect in defects if defect.severity == "error"]
        labels = dict(
            self.env["yichuang.item"]
            ._fields["item_type"]
            ._description_selection(self.env)
        )
        self.write(
            {
                "row_count": len(rows),
                "error_count": len(errors),
                "error_row_count": len({defect.row for defect in errors}),
                "warning_count": len(defects) - len(errors),
                "organ_count": organs,
                "item_count": items,
                "create_count": outcomes.count("create"),
                "update_count": outcomes.count("update"),
                "unchanged_count": outcomes.count("unchanged"),
                "defect_ids": [
                    Command.clear(),
                    *map(Command.create, self._defect_values(defects)),
                ],
                "row_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "row": row.number,
                                "department": row.department,
                                "name": row.name,
                                "item_type": labels.get(row.item_type),
                                "local_code": row.local_code,
                                "outcome": actions.get(row.number, "skip"),
                            }
                        )
                        for row in rows[:PREVIEW_ROWS]
                    ),
                ],
            }
        )

    @api.model
    def _defect_values(self, defects):
        templates = defect_templates(self.env)
        for defect in defects:
            hint = "_hint" if defect.kind == "missing_uscc" and defect.other else ""
            yield {
                "row": defect.row,
                "severity": defect.severity,
                "kind": defect.kind,
                "value": defect.value,
                "message": templates[defect.kind + hint] % defect._asdict(),
            }

    def _report_workbook(self):
        """Every defect as a row; text cells only, so that nothing is calculated."""
        stream = io.BytesIO()
        options = {
            "in_memory": True,
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        }
        defects = self.defect_ids
        severities = dict(defects._fields["severity"]._description_selection(self.env))
        with xlsxwriter.Workbook(stream, options) as book:
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
            for line, defect in enumerate(defects, start=1):
                sheet.write_number(line, 0, defect.row)
                sheet.write_string(line, 1, severities[defect.severity])
                sheet.write_string(line, 2, defect.value or "")
                sheet.write_string(line, 3, defect.message)
        return stream.getvalue()
