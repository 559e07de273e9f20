"""Importing: at once where the list is short, part by part where it is long."""

import logging

from psycopg2 import OperationalError

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from .item_import_examination import PART_ROWS
from .item_import_plan import ItemImportPlan, ItemImportScope

_logger = logging.getLogger(__name__)

CRON = "yichuang_catalog.item_import_cron"


class ItemImport(models.TransientModel):
    """The running of an import.

    Each part of a long list is one transaction, committed with the count of rows
    that are done. Whatever ends the process between two parts (a crash, a restart,
    a cut connection) leaves whole parts behind and the import still ``running``: the
    scheduled action goes on with the next part. Importing the same file again by
    hand comes to the same end, because rows find what they made by its code.
    """

    _inherit = "yichuang.item.import"

    done_count = fields.Integer(string="Rows Imported", readonly=True)
    failure = fields.Text(
        string="Stopped By",
        readonly=True,
        help="Why the import ended before its last row.",
    )

    def _start(self, examination):
        """Import now, in this transaction, or have it done in the background."""
        if not self._is_long(examination):
            self._hold_hall()
            scope = examination.scope()
            self._create_organs(scope)
            for rows in scope.parts(PART_ROWS):
                self._import_part(examination, scope, rows)
            self.write({"state": "done", "done_count": len(scope.rows)})
            return
        self.write({"state": "running", "done_count": 0, "failure": False})
        self.env["ir.cron"]._trigger_once(CRON)

    def action_stop(self):
        """End it after the part that is under way; what is imported stays."""
        self.ensure_one()
        if self.state == "running":
            self.write(
                {
                    "state": "preview",
                    "failure": self.env._(
                        "Stopped by %(name)s.", name=self.env.user.name
                    ),
                }
            )
        return self._reopen()

    def _hold_hall(self):
        """One import into a hall at a time: a second one waits for the first, then
        starts again from what the first has made (serialisation failure, retried by
        the server)."""
        self.env.cr.execute(
            """
            INSERT INTO yichuang_counter (key, last) VALUES (%s, 1)
            ON CONFLICT (key) DO UPDATE SET last = yichuang_counter.last + 1
            """,
            [f"item.import.{self.company_id.id}"],
        )

    def _create_organs(self, scope):
        """Create all organs of the sheet first: later rows may name them."""
        rows = list(scope.organ_rows.values())
        ItemImportPlan(self.env, self.company_id, scope, rows).create_organs()

    def _import_part(self, examination, scope, rows):
        """Import some rows, all or none; who is to blame for a refusal is named."""
        try:
            with self.env.cr.savepoint():
                self._import_rows(examination, scope, rows)
        except (AccessError, UserError) as error:
            for row in rows:
                try:
                    with self.env.cr.savepoint():
                        self._import_rows(examination, scope, [row])
                except (AccessError, UserError) as own:
                    raise UserError(
                        self.env._(
                            "Row %(row)s: %(reason)s",
                            row=row.number,
                            reason=own.args[0],
                        )
                    ) from own
            raise error

    def _import_rows(self, examination, scope, rows):
        plan = ItemImportPlan(self.env, self.company_id, scope, rows)
        plan.perform(examination.digest)
        examination.content.perform(plan, examination.digest)

    @api.model
    def _cron_import(self):
        """Go on with every import under way, in the order they were started."""
        for job in self.search([("state", "=", "running")], order="id"):
            user = job.create_uid
            own = job.with_user(user).with_company(job.company_id)
            own = own.with_context(
                lang=user.lang, allowed_company_ids=job.company_id.ids
            )
            try:
                if not own._run():
                    return
            except OperationalError:
                # Somebody else worked on the same rows: the part is tried again.
                self.env.cr.rollback()
                self.env.ref(CRON)._trigger()
                self.env["ir.cron"]._commit_progress()
                return
            except Exception as error:
                self.env.cr.rollback()
                _logger.info("import %s stopped", job.id, exc_info=True)
                own._stop(error)
                self.env["ir.cron"]._commit_progress()

    def _stop(self, error):
        """End the import before its last row; what is imported stays."""
        reason = (
            error.args[0]
            if isinstance(error, UserError)
            else self.env._("An unexpected error (%(error)s).", error=repr(error)[:500])
        )
        self.write({"state": "preview", "failure": reason})

    def _run(self):
        """Import the rows that are left, part by part; whether all are done."""
        examination = self._examine(self._read_book())
        bad = {
            defect["row"]
            for defect in self._all_defects()
            if defect["severity"] == "error"
        }
        scope = ItemImportScope(
            [row for row in examination.rows if row.number not in bad]
        )
        total = len(scope.rows)
        cron = self.env["ir.cron"].sudo()
        cron._commit_progress(remaining=total - self.done_count)
        self._hold_hall()
        self._create_organs(scope)
        while self.state == "running" and (done := self.done_count) < total:
            rows = scope.rows[done : done + PART_ROWS]
            self._hold_hall()
            self._import_part(examination, scope, rows)
            self.done_count = done + len(rows)
            if done + len(rows) == total:
                self.state = "done"
            left = cron._commit_progress(len(rows))
            self.env.invalidate_all()
            if not left and done + len(rows) < total:
                return False
        if self.state == "running":  # every row had an error
            self.state = "done"
        return True
