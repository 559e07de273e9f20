from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import file_facts, file_review
from ...tools.deadline import stopped_by

FINISHED = ("closed", "refused", "withdrawn", "revoked", "terminated")
REVIEWERS = ("yichuang_catalog.group_manager", "yichuang_catalog.group_supervisor")


class Case(models.Model):
    """The file of a finished case as facts for its review (案卷评查), and the
    scheduled job that reviews every file once."""

    _inherit = "yichuang.case"

    _guarded_fields = frozenset({"file_review_id"})

    file_review_id = fields.Many2one(
        "yichuang.file.review",
        readonly=True,
        copy=False,
        index="btree_not_null",
        groups="yichuang_intake.group_reviewer,yichuang_intake.group_decider,"
        "yichuang_catalog.group_manager,yichuang_catalog.group_supervisor",
        help="案卷评查: the latest review of its file.",
    )

    _unreviewed_idx = models.Index(
        "(id) WHERE file_review_id IS NULL AND state IN "
        "('closed', 'refused', 'withdrawn', 'revoked', 'terminated')"
    )

    @api.model
    def _cron_review_files(self):
        """Review the files of cases that have ended since the last time."""
        self._sweep(
            [("state", "in", FINISHED), ("file_review_id", "=", False)],
            lambda cases: cases._review_files(),
        )

    def _review_files(self):
        """Review these files; earlier reviews stay as they were.

        :returns: the new reviews, without rights of one's own
        """
        reviews = self.env["yichuang.file.review"].sudo()
        made = reviews._make(
            [(case, file_review.review(case._file_facts())) for case in self.sudo()]
        )
        for review in made:
            # Set by the review itself; nobody chooses which one counts.
            review.case_id.sudo()._write_guarded({"file_review_id": review.id})
        return made

    def action_review_file(self):
        """Review the file of this finished case, anew if it was reviewed before."""
        self.ensure_one()
        self.check_access("read")
        if not any(self.env.user.has_group(group) for group in REVIEWERS):
            raise AccessError(
                self.env._(
                    "Files are reviewed by the hall's management and supervision. Ask "
                    "one of them."
                )
            )
        if self.state not in FINISHED:
            raise UserError(
                self.env._(
                    "%(case)s has not ended. A file is reviewed when it is finished.",
                    case=self.display_name,
                )
            )
        review = self._review_files()
        return {
            "type": "ir.actions.act_window",
            "res_model": "yichuang.file.review",
            "res_id": review.id,
            "view_mode": "form",
        }

    def _file_facts(self):
        """The facts of this file for ``tools/file_review.py``."""
        self.ensure_one()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        due = {clock.kind: clock.due_on for clock in self.clock_ids.sorted("id")}
        accepted, reviewed, decided = (
            moment and hall_date(moment)
            for moment in (self.accepted_on, self.reviewed_on, self.decided_on)
        )
        promise = due.get("promise")
        named = {
            line.name: (line.handed_in_on and hall_date(line.handed_in_on)) or None
            for line in self.supplement_ids
        }
        stages = []
        if accepted and decided:
            middle = min(reviewed or decided, decided)
            # A decision that the law takes as made may lie before the acceptance ends.
            stages = [
                ("审查", workdays.count(accepted, max(accepted, middle))),
                ("决定", workdays.count(middle, decided)),
            ]
        notices = self.document_ids.filtered(
            lambda document: document.kind == "supplement" and not document.replaces_id
        )
        return file_facts.File(
            received_on=(self.received_on and hall_date(self.received_on)) or None,
            accepted_on=accepted or None,
            decided_on=decided or None,
            today=hall_date(),
            outcome=self.outcome or "",
            on_the_spot=self.on_the_spot,
            by_law=self.deemed_renewed,
            notice_due_on=due.get("notice"),
            notified_on=(self.notified_on and hall_date(self.notified_on)) or None,
            refused_on=self._refused_day(),
            deemed=self.deemed_accepted,
            notices=len(notices),
            named=named,
            missing=tuple(self.material_ids._lacking().mapped("name")),
            promise_due_on=promise,
            stages=tuple(stages),
            allowed_days=workdays.count(accepted, promise)
            if accepted and promise and promise >= accepted
            else 0,
            window=frozenset(map(_person, self.received_by_id | self.accepted_by_id)),
            reviewer=_person(self.reviewed_by_id),
            decider=_person(self.decided_by_id),
            one_person_allowed=self.one_person,
            opinion=self.review_opinion or "",
            papers=tuple(
                document._file_fact()
                for document in self.document_ids
                if document.state == "issued"
            ),
            **self._file_procedures(),
        )

    def _refused_day(self):
        refused = self.state == "refused" and self.ended_on
        return hall_date(self.ended_on) if refused else None

    def _file_procedures(self):
        """What stands beside the ordinary way: special procedures, longer times,
        hearings, site checks."""
        self.ensure_one()
        handlers = self._handlers() | self.decided_by_id
        local = self.company_id._local_grounds()
        return {
            "specials": tuple(
                file_facts.Special(
                    special.ground,
                    special.first_on,
                    special.document_id.issued_on or None,
                    "legal" in stopped_by(special.ground, local),
                )
                for special in self.special_ids
                if special.state in ("running", "ended")
            ),
            "extensions": tuple(
                file_facts.Extension(
                    extension.reason or "",
                    extension.approver_id.name or "",
                    bool(extension.document_id),
                )
                for extension in self.extension_ids
                if extension.state == "approved"
            ),
            "hearings": tuple(
                file_facts.Hearing(
                    hearing.told_on or None,
                    hearing.kind == "public",
                    bool(hearing.requested_on),
                    hearing.state in ("held", "closed"),
                    hearing.chair_id in handlers,
                )
                for hearing in self.hearing_ids
            ),
            "interested": tuple(
                file_facts.Interested(
                    party.name,
                    party.told_on or None,
                    party.statement_until or None,
                    party.state == "heard",
                )
                for party in self.interested_party_ids
            ),
            "checks": tuple(
                len(check.officer_ids.user_id)
                for check in self.site_check_ids
                if check.state == "held"
            ),
        }


def _person(user):
    """A name that no namesake shares."""
    return f"{user.name}（{user.id}）" if user else ""
