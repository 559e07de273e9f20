from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import course


class Case(models.Model):
    """The one bar of a case (全流程时间条): what its time went to, the organ's own and
    the intermediaries', each planned and actual with its party."""

    _inherit = "yichuang.case"

    course = fields.Json("Course of the Case", compute="_compute_course")

    @api.depends("state")
    @api.depends_context("lang")
    def _compute_course(self):
        for case in self:
            case.course = case._course_data()

    def _course_data(self):
        """The bar in plain words, for screens and public pages: no names of people.

        Nothing without an intermediary service or a special procedure: then there is
        one clock, and the case shows it already.
        """
        self.ensure_one()
        # Whoever may see the case may see what its time went to.
        case = self.sudo()._origin
        if not (case.notice_ids or case.special_ids) or not case.received_on:
            return False
        today = hall_date()
        workdays = self.env["yichuang.calendar.day"]._workdays()
        bar = course.course(case._course_stages(today, workdays), today, workdays)
        kinds, parties = self._course_words()
        return {
            "rows": [
                {
                    **row._asdict(),
                    "name": kinds[row.kind],
                    "who": parties[row.party],
                }
                for row in bar.rows
            ],
            "whole": bar.whole,
            "outside": bar.outside,
            "share": bar.share,
            "notices": [
                {"number": number, "name": name, "link": link}
                for number, name, link in case._time_notices()
            ],
            "services": [
                {
                    "number": notice.number,
                    "name": notice.service_id.name,
                    "stage": notice._stage_label(),
                }
                for notice in case.notice_ids
                if notice.state != "cancelled"
            ],
        }

    def _course_stages(self, today, workdays):
        """All stretches of this case's time."""
        stages = list(self._approval_stages(today))
        for notice in self.notice_ids.filtered("published_on"):
            stages += notice._course_stages(workdays)
        return stages

    def _approval_stages(self, today):
        specials = self.special_ids.filtered(
            lambda one: one.state in ("running", "ended")
        )
        spans = [
            (one.first_on, min(one.ended_on or one.last_on, one.last_on))
            for one in specials
        ]
        for special, (first, last) in zip(specials, spans, strict=True):
            if first <= today and first <= last:
                yield course.Stage(
                    "review",
                    "department",
                    self._planned_of(special),
                    fields.Date.subtract(first, days=1),
                    last if special.state == "ended" or last < today else None,
                )
        if self.accepted_on:
            finish = self.decided_on or self.ended_on
            whole = course.Stage(
                "approval",
                "department",
                self._clock("promise").days or self._clock("legal").days or 0,
                hall_date(self.accepted_on),
                hall_date(finish) if finish else None,
            )
            yield from course.without(
                whole, [span for span in spans if span[0] <= span[1]], today
            )

    def _planned_of(self, special):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        before = fields.Date.subtract(special.first_on, days=1)
        return workdays.count(before, special.last_on)

    def _time_notices(self):
        """The written notices of excluded time (特别程序告知书, 行政许可法 Art. 45)."""
        for special in self.special_ids.filtered("document_id"):
            document = special.document_id
            yield (
                document.display_name,
                special.display_name,
                f"/odoo/yichuang.document/{document.id}",
            )

    @api.model
    def _course_words(self):
        """What the parts of the bar and the parties are called."""
        kinds = {
            "selection": self.env._("Selecting an agency"),
            "contract": self.env._("Signing"),
            "waiting": self.env._("Waiting for base data"),
            "work": self.env._("Intermediary service"),
            "suspended": self.env._("Standing still"),
            "acceptance": self.env._("Accepting the work"),
            "rework": self.env._("Correcting the work"),
            "approval": self.env._("Approval"),
            "review": self.env._("Technical review"),
        }
        segments = self.env["yichuang.market.clock.segment"]
        parties = dict(segments._fields["party"]._description_selection(self.env))
        return kinds, parties
