from odoo import api, fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import joint_course
from ...tools.licensing_law import JOINT_DAYS


class JointCase(models.Model):
    """Where the whole stands and what decides its end (关键路径), for the organ in the
    lead; the rules are in ``tools/joint_course.py``."""

    _inherit = "yichuang.joint.case"

    course_html = fields.Html(
        "Course of the Whole", compute="_compute_course", sanitize=False
    )
    expected_on = fields.Date(
        "Expected End",
        compute="_compute_course",
        help="预计办结日期, from what has happened and what is promised.",
    )

    @api.depends("state", "child_ids.state", "child_ids.accepted_on")
    @api.depends_context("lang")
    def _compute_course(self):
        for joint in self:
            joint.course_html = joint.expected_on = False
            seen = joint._course()
            if seen:
                joint.expected_on = joint_course.end(seen, hall_date())
                joint.course_html = self.env["ir.qweb"]._render(
                    "yichuang_intake.joint_course", {"rows": joint._course_rows(seen)}
                )

    def _course(self):
        """When each case begins and ends, by case."""
        self.ensure_one()
        # Every organ of the whole sees how far the others are, and nothing else.
        cases = self.sudo()._origin.child_ids.sorted("id")
        ended = cases.filtered(lambda case: case._is_over())
        plan = cases.filtered(lambda case: case.accepted_on or case not in ended)
        return joint_course.course(
            {
                case: joint_course.Matter(
                    days=case._promised_workdays(),
                    after=tuple(case.predecessor_ids & plan),
                    started=(case.accepted_on and hall_date(case.accepted_on)) or None,
                    finished=hall_date(case.decided_on or case.ended_on)
                    if case in ended
                    else None,
                )
                for case in plan
            },
            hall_date(self.accepted_on or self.received_on or None),
            hall_date(),
            self.env["yichuang.calendar.day"]._workdays(),
        )

    def _course_rows(self, seen):
        """The course in plain words."""
        outcomes = dict(
            self.env["yichuang.case"]
            ._fields["outcome"]
            ._description_selection(self.env)
        )
        return [
            {
                "service": case.service_id.name,
                "organ": case.department_id.name,
                "after": "、".join(case.predecessor_ids.mapped("service_id.name")),
                "state": outcomes.get(case.outcome) or case._state_label(),
                "start": str(one.start),
                "finish": str(one.finish),
                "spare": "" if case._is_over() else str(one.spare),
                "critical": one.critical,
            }
            for case, one in seen.items()
        ]

    def _parts_told(self):
        """Every matter as its applicant follows it: who handles it, how far it is,
        when it is expected to end, and whether the whole waits for it (关键路径)."""
        self.ensure_one()
        seen = self._course() if self.accepted_on or self.received_on else {}
        return [
            {
                "case": case,
                "after": "、".join(case.predecessor_ids.mapped("service_id.name")),
                "expected": not case._is_over()
                and case in seen
                and self._date_words(seen[case].finish),
                "critical": not case._is_over()
                and case in seen
                and seen[case].critical,
            }
            for case in self.child_ids.sorted("id")
        ]

    def _whole_limit_words(self):
        """How long the whole takes, and what decides it (行政许可法 Art. 42(2))."""
        self.ensure_one()
        return self.env._(
            "The whole takes at most %(days)s working days from its acceptance: the "
            "shortest of %(law)s by law (行政许可法 Art. 42), %(promise)s promised for "
            "all together, and %(path)s along the matters that wait for one another.",
            days=self.limit_days or self._limit(),
            law=JOINT_DAYS,
            promise=self.theme_id.promise_days or JOINT_DAYS,
            path=int(self._longest_path().length) or JOINT_DAYS,
        )
