import base64
from datetime import timedelta

from psycopg2.errors import SerializationFailure

from odoo import api, fields, models
from odoo.exceptions import LockError, UserError

from ...tools import print_sheet
from .print_job import FORMS

CRON = "yichuang_issuance.print_job_cron"
# A file holds what is personal, and can be made again.
KEPT = timedelta(days=7)


class PrintJob(models.Model):
    """How print jobs are carried out: by a scheduled job, each paper in a transaction
    of its own, and how they are stopped and taken up again."""

    _inherit = "yichuang.print.job"

    @api.model
    def _wake(self):
        self.env["ir.cron"]._trigger_once(CRON)

    @api.model
    def _cron_print(self):
        """Make the papers that are ordered, and put together what is complete."""
        items = self.env["yichuang.print.item"]
        commit = self.env["ir.cron"]._commit_progress
        commit(remaining=items.search_count(items._ordered()))
        self._finish_complete()
        last = 0
        while found := items.search([*items._ordered(), ("id", ">", last)], limit=20):
            try:
                item = found.try_lock_for_update(limit=1)
            except SerializationFailure:
                # Another worker made one of them since they were looked for.
                self.env.cr.rollback()
                continue
            last = (item or found[-1]).id
            if not item:
                continue
            item._make()
            time_left = commit(1)
            # Looked for after the commit: it shows what other workers have made.
            self._finish_complete()
            if not time_left:
                break

    @api.model
    def _finish_complete(self):
        """Put the files of jobs together of which nothing is left to make."""
        complete = self.search(
            [
                ("state", "=", "waiting"),
                ("item_ids", "not any", [("state", "=", "waiting")]),
            ],
            order="id",
            limit=20,
        )
        for job in complete:
            try:
                if job.try_lock_for_update(allow_referencing=True):
                    job._finish()
            except LockError:
                # Somebody works on one of the records; the next run will do.
                continue
            except SerializationFailure:
                # Another worker has just put it together.
                self.env.cr.rollback()
                continue
            self.env["ir.cron"]._commit_progress()

    def _finish(self):
        """Put the papers together, unless the job was stopped or is done."""
        self.ensure_one()
        self.invalidate_recordset()
        if self.state != "waiting":
            return
        made = self.item_ids.filtered(lambda item: item.state == "made")
        refused = self._last_word(made)
        for item in made:
            if item.res_id in refused:
                item.write({"state": "failed", "problem": refused[item.res_id]})
        made = made.filtered(lambda item: item.state == "made")
        files = [base64.b64decode(item.pdf) for item in made]
        data = print_sheet.merged(files, self.copies, self.display_name)
        self.write(
            {
                "state": "done",
                "finished_on": fields.Datetime.now(),
                "pdf": base64.b64encode(data) if files else False,
            }
        )
        made.write({"pdf": False})

    def _last_word(self, made):
        """What must not be printed after all, by the id of the record."""
        records = self.env[FORMS[self.form].model].browse(made.mapped("res_id"))
        hook = getattr(records, f"_printed_{self.form}", None)
        return (hook and hook(self)) or {}

    def _own(self, states):
        """The job under lock, if it is the person's own and stands so; for buttons."""
        self.ensure_one()
        self.check_access("read")
        # Nobody writes jobs by hand; these buttons do, for whoever ordered it.
        job = self.sudo()
        if job.user_id != self.env.user:
            raise UserError(
                self.env._("Whoever prints stops and takes up their own jobs.")
            )
        job.lock_for_update(allow_referencing=True)
        job.invalidate_recordset()
        if job.state not in states:
            raise UserError(
                self.env._(
                    "Nothing to do: the job is ready or was stopped. Reload the page."
                )
            )
        return job

    def action_cancel(self):
        """Stop the job: there will be no file."""
        self._own(("waiting",)).state = "cancelled"
        return True

    def action_resume(self):
        """Take the job up where it was stopped."""
        self._own(("cancelled",)).state = "waiting"
        self._wake()
        return True

    def action_retry(self):
        """Print once more what could not be printed."""
        job = self._own(("done",))
        failed = job.item_ids.filtered(lambda item: item.state == "failed")
        records = self.env[FORMS[job.form].model].browse(failed.mapped("res_id"))
        return self._request(
            job.form, records.exists(), job.copies, job.reason or "", job.profile_id
        )

    @api.autovacuum
    def _gc_jobs(self):
        """Forget jobs after some days; what has to be known of the print of a
        certificate stands in its own log."""
        old = fields.Datetime.now() - KEPT
        jobs = self.search([("create_date", "<", old)], order="id", limit=1000)
        jobs.unlink()
        return len(jobs), len(jobs) == 1000
