import hashlib
import json
from collections import defaultdict

from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from ...tools import archive_check, bag, retention
from .archive import KEEPER
from .archive_content import NotYetError

BATCH = 200


class Archive(models.Model):
    """The scheduled job that files what has ended, far from the people who end it.

    It may run late, twice and on several workers: a matter has one file, and a
    package is made by whoever holds its row. A worker that is killed leaves the file
    waiting.
    """

    _inherit = "yichuang.archive"

    @api.model
    def _cron_archive(self):
        """Open files for matters that have ended, and pack what waits."""
        self._collect()
        self._pack_waiting()

    @api.model
    def _collect(self):
        """Open a file for each matter that ended long enough ago."""
        commit = self.env["ir.cron"]._commit_progress
        cases = self.env["yichuang.case"]
        for company in self.env["res.company"].search([("hall_code", "!=", False)]):
            domain = cases._to_archive_domain(company)
            while found := cases.search(domain, order="id", limit=BATCH):
                mine = found.try_lock_for_update(allow_referencing=True)
                mine.invalidate_recordset(["archive_id"])
                mine = mine.filtered(lambda case: not case.archive_id)
                self._open_for(mine)
                if not commit(len(mine)) or not mine:
                    break

    @api.model
    def _open_for(self, cases):
        """Open the files of these cases, with number and period."""
        vals_list = []
        for company, mine in cases.grouped("company_id").items():
            rules = self.env["yichuang.archive.rule"]._rules_of(company)
            drafts = [case._archive_vals(rules) for case in mine]
            by_series = defaultdict(list)
            for draft in drafts:
                by_series[draft["ended_on"].year, draft["period"]].append(draft)
            for (year, period), series in by_series.items():
                serials = self.env["yichuang.counter"]._next(
                    f"archive/{company.hall_code}/{year}/{period}", len(series)
                )
                mark = retention.MARKS[period]
                for draft, serial in zip(series, serials, strict=True):
                    draft["name"] = f"{company.hall_code}-{year}-{mark}-{serial:05}"
            vals_list += drafts
        archives = self._create_guarded(vals_list)
        for archive in archives:
            archive.case_id._write_guarded({"archive_id": archive.id})
        archives._log_event("open")
        return archives

    @api.model
    def _pack_waiting(self):
        commit = self.env["ir.cron"]._commit_progress
        last = 0
        while found := self.search(
            [("state", "=", "waiting"), ("id", ">", last)], order="id", limit=20
        ):
            one = found.try_lock_for_update(limit=1)
            last = (one or found[-1]).id
            if one:
                one._pack()
                self.env.invalidate_all()
                if not commit(1):
                    break

    def _pack(self):
        """Make the package of this file; it waits when something is not there yet."""
        self.ensure_one()
        self.invalidate_recordset(["state", "revision"])
        if self.state != "waiting":
            return
        try:
            content, lacking = self._package()
        except NotYetError as error:
            if self.problem != str(error):
                self._write_guarded({"problem": str(error)})
            return
        self.env["yichuang.archive.file"]._keep(self, content)
        files = bag.read(content)
        inventory = json.loads(files["data/inventory.json"])
        events = json.loads(files["data/events.json"])["events"]
        digest = hashlib.sha256(content).hexdigest()
        self._transition(
            "pack",
            {
                "packed_on": fields.Datetime.now(),
                "sha256": digest,
                "size": len(content),
                "file_count": len(inventory["files"]),
                "event_count": len(events),
                "problem": False,
                "return_reason": False,
                **self._check_values(content, lacking),
            },
            payload={"sha256": digest, "bytes": len(content)},
        )

    def _check_values(self, content, lacking=()):
        """The outcome of the four checks of a package, as values."""
        findings = archive_check.examine(content, self._published_heads(), [*lacking])
        replaced = hashlib.sha256(content).hexdigest() != self.sha256
        if replaced and self.state != "waiting":
            findings.append(
                archive_check.Finding(
                    "authentic", "the package is not the one that was packed"
                )
            )
        failed = {finding.check for finding in findings}
        return {
            "checked_on": fields.Datetime.now(),
            "findings": [list(finding) for finding in findings],
            **{check: check not in failed for check, _title in archive_check.CHECKS},
        }

    def action_check(self):
        """Make the four checks once more, on the package as it is kept."""
        self.check_access("write")
        if not self.env.user.has_group(KEEPER):
            raise AccessError(self.env._("The keeper of the archive checks packages."))
        # The package is kept where nobody has access; the right to the file was
        # checked.
        for archive in self.sudo():
            content = archive.env["yichuang.archive.file"]._of(archive)._bytes()
            if not content:
                raise UserError(
                    self.env._(
                        "%(archive)s has no package now.", archive=archive.display_name
                    )
                )
            known = [words for check, words in archive.findings or ()]
            values = archive._check_values(content, archive._still_lacking(known))
            archive._write_guarded(values)
            archive._log_event(
                "check",
                {check: values[check] for check, _title in archive_check.CHECKS},
            )
        return True

    def _still_lacking(self, known):
        """What was lacking from the matter when it was packed and still is: only a
        new package can bring it."""
        self.ensure_one()
        try:
            _parts, lacking = self.case_id._archive_parts()
        except NotYetError as error:
            lacking = [str(error)]
        return [words for words in lacking if words in known]

    def action_download(self):
        """Take a copy of the package; that is recorded."""
        self.ensure_one()
        self.check_access("read")
        return {
            "type": "ir.actions.act_url",
            # The code is for this link alone; the page asks for the right again.
            "url": f"/archive/{self.sudo().token}",
            "target": "download",
        }
