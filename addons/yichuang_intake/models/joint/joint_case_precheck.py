from odoo import fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date


class JointCase(models.Model):
    """The organs are heard before the one notice is given."""

    _inherit = "yichuang.joint.case"

    _added_guards = {
        "notify_supplement": ("_guard_organs_heard",),
        "accept": ("_guard_organs_heard",),
        "accept_deferred": ("_guard_organs_heard",),
        "accept_promised": ("_guard_organs_heard",),
    }

    precheck_ids = fields.One2many(
        "yichuang.joint.precheck", "joint_id", "Checks Before the Notice", readonly=True
    )

    def action_ask_organs(self):
        """Ask the organ of every matter what is missing, within the time of the
        notice."""
        self.ensure_one()
        self.check_access("write")
        self._lock()
        self._check_open(("received",))
        self._guard_notice_in_time({})
        if self.precheck_ids:
            raise UserError(
                self.env._(
                    "The organs of %(joint)s were asked.", joint=self.display_name
                )
            )
        workdays = self.env["yichuang.calendar.day"]._workdays()
        days = self.company_id.sudo().joint_precheck_days
        due_on = min(workdays.add(hall_date(), days).date, self.due_on)
        checks = self.env["yichuang.joint.precheck"]
        # Nobody writes requests by hand; the right to the joint case was checked.
        checks.sudo()._create_guarded(
            [
                {"case_id": case.id, "due_on": due_on, "asked_by_id": self.env.uid}
                for case in self._live().sorted("id")
            ]
        )
        self._log_event("ask_organs", {"due": str(due_on)})
        return True

    def _guard_organs_heard(self, vals):
        for joint in self:
            pending = joint.precheck_ids._pending()
            if pending:
                raise UserError(
                    self.env._(
                        "%(organs)s may say until %(date)s what is missing; there is "
                        "one notice for all (行政许可法 Art. 32(4)). Wait for them, or "
                        "ask them to answer.",
                        organs=", ".join(pending.department_id.mapped("name")),
                        date=joint._date_words(max(pending.mapped("due_on"))),
                    )
                )

    def _notice_proposals(self):
        """In the words of the organs, where they said how to correct it."""
        said = {
            line.material_id.id: line.correction for line in self.precheck_ids.line_ids
        }
        return [
            {**line, "correction": said.get(line["material_id"], line["correction"])}
            for line in super()._notice_proposals()
        ]
