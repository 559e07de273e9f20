import base64
import gzip
import hashlib
import json

from odoo import Command, api, fields, models
from odoo.exceptions import UserError

from ..tools import catalogue_columns, item_sheet, sheet_file
from .item_import_draft import ImportContent
from .item_import_examination import ItemImportExamination
from .item_import_sentences import defect_templates, file_fault

PREVIEW_ROWS = 20
PREVIEW_DEFECTS = 200

SHEETS = frozenset(
    sheet.title for sheet in (*catalogue_columns.LINES, *catalogue_columns.LIBRARIES)
)

# More rows than these are imported in the background.
LONG = 5000


class ItemImport(models.TransientModel):
    """Takes a published list of items, or a whole workbook, into the catalogue: look
    first, then import.

    The file is read and examined, every defect is listed with its row, and what
    would happen is counted. A short list is imported in one transaction; a long one
    in the background, part by part (``item_import_run.py``).
    """

    _name = "yichuang.item.import"
    _description = "Import of Items"
    _transient_max_hours = 7 * 24  # a long import may wait for the next morning

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
        selection=[
            ("upload", "Choose"),
            ("preview", "Check"),
            ("running", "Importing"),
            ("done", "Imported"),
        ],
        default="upload",
        required=True,
    )
    skip_errors = fields.Boolean(
        string="Leave Out the Rows with Errors",
        help="Import the other rows. Those left out stay listed in the report.",
    )

    # What was found
    column_ids = fields.One2many("yichuang.item.import.column", "import_id")
    defect_ids = fields.One2many(
        "yichuang.item.import.defect",
        "import_id",
        help="The first defects; the report holds all.",
    )
    defects = fields.Binary(readonly=True, attachment=False)
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
        self._check_not_running()
        book = self._read_book()
        if self.state == "upload":
            self.column_ids = self._column_commands(self._first(book))
        examination = self._examine(book)
        examination.compare()
        self._fill_preview(examination)
        self.state = "preview"
        return self._reopen()

    def action_import(self):
        """Import everything, or nothing when an error is in the way."""
        self.ensure_one()
        self._check_not_running()
        examination = self._examine(self._read_book())
        examination.compare()
        bad = examination.bad_rows()
        if bad and not self.skip_errors:
            raise UserError(
                self.env._(
                    "%(count)s rows have errors, so nothing was imported. Correct them "
                    "in the sheet, or choose to leave these rows out.",
                    count=len(bad),
                )
            )
        self._fill_preview(examination)
        self._start(examination)
        return self._reopen()

    def action_back(self):
        """Choose another file."""
        self.ensure_one()
        self._check_not_running()
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

    def _check_not_running(self):
        if self.state == "running":
            raise UserError(
                self.env._("This import is under way. Wait until it is done.")
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

    def _read_book(self):
        try:
            return sheet_file.read_book(self._content(), SHEETS)
        except sheet_file.SheetError as error:
            raise UserError(file_fault(self.env, error)) from error

    def _read_table(self):
        return self._first(self._read_book())

    @staticmethod
    def _first(book):
        return next(iter(book.values()))

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
        twice = {
            labels[name]
            for name in targets
            if targets.count(name) > 1 and name not in item_sheet.REPEATED
        }
        if twice:
            raise UserError(
                self.env._(
                    "Two columns are said to hold the same: %(columns)s. Keep one.",
                    columns=", ".join(sorted(twice)),
                )
            )
        return columns

    def _examine(self, book):
        """Rows and defects of the file, not yet compared with the catalogue."""
        self.company_id.check_access("read")
        return ItemImportExamination(
            self.env,
            self.company_id,
            self._first(book),
            self._columns(),
            ImportContent(self.env, self.company_id, book),
            hashlib.sha256(self._content()).hexdigest(),
        )

    def _fill_preview(self, examination):
        outcomes = list(examination.outcomes.values())
        defects = list(self._defect_values(examination.defects))
        errors = [defect for defect in defects if defect["severity"] == "error"]
        labels = dict(
            self.env["yichuang.item"]
            ._fields["item_type"]
            ._description_selection(self.env)
        )
        packed = gzip.compress(json.dumps(defects, ensure_ascii=False).encode(), 5)
        first = [*errors, *(d for d in defects if d["severity"] != "error")]
        self.write(
            {
                "row_count": len(examination.rows),
                "error_count": len(errors),
                "error_row_count": len({defect["row"] for defect in errors}),
                "warning_count": len(defects) - len(errors),
                "organ_count": len(examination.new_organs),
                "item_count": len(examination.new_items),
                "create_count": outcomes.count("create"),
                "update_count": outcomes.count("update"),
                "unchanged_count": outcomes.count("unchanged"),
                "defects": base64.b64encode(packed),
                "defect_ids": [
                    Command.clear(),
                    *map(Command.create, first[:PREVIEW_DEFECTS]),
                ],
                "row_ids": [
                    Command.clear(),
                    *(
                        Command.create(
                            {
                                "row": row.number,
                                "department": row.department,
                                "name": row.service_name or row.name,
                                "item_type": labels.get(row.item_type),
                                "local_code": row.code or row.local_code,
                                "outcome": examination.outcomes.get(row.number, "skip"),
                            }
                        )
                        for row in examination.rows[:PREVIEW_ROWS]
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

    def _all_defects(self):
        """Every defect that was found, as the values of its row."""
        packed = base64.b64decode(self.with_context(bin_size=False).defects or b"")
        return json.loads(gzip.decompress(packed)) if packed else []

    def _is_long(self, examination):
        """Whether the import is done in the background."""
        return len(examination.rows) > LONG
