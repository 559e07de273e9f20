from odoo import models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

LEAST_MATTERS = 2


class JointGuard(models.AbstractModel):
    """What is asked at each step of a joint case, besides what is asked at the same
    step of every case of it."""

    _name = "yichuang.joint.guard"
    _description = "Rules of a joint case"

    def _guard_theme_in_force(self, vals):
        for joint in self:
            theme = joint.theme_id
            if theme.state != "published" or theme.outdated:
                raise UserError(
                    self.env._(
                        "“%(theme)s” is no longer offered as it was when this draft "
                        "was begun (行政许可法 Art. 30). Begin it anew on the theme "
                        "that is published today.",
                        theme=theme.name,
                    )
                )
            if len(joint.theme_line_ids) < LEAST_MATTERS:
                raise UserError(
                    self.env._(
                        "A joint case has at least two matters (行政许可法 Art. 26). "
                        "Take a single one in as a case of its own."
                    )
                )
            if joint.theme_line_ids - theme.line_ids:
                raise UserError(
                    self.env._(
                        "Only matters of “%(theme)s” can be applied for here. Take the "
                        "others off the list.",
                        theme=theme.name,
                    )
                )

    def _guard_situation_told(self, vals):
        for joint in self:
            question = joint._next_question(joint.situation_answer_ids)
            if question:
                raise UserError(
                    self.env._(
                        "“%(question)s” is not answered. Answer it, so that nothing is "
                        "asked for that does not apply (行政许可法 Art. 31).",
                        question=question.name,
                    )
                )

    def _guard_form(self, vals):
        for joint in self:
            wrong = joint.datum_ids.filtered(lambda datum: datum._problem())
            if wrong:
                raise UserError(
                    self.env._(
                        "The form is not filled in, or not as it asks (行政许可法 Art. "
                        "29). Fill in: %(fields)s.",
                        fields=", ".join(wrong.mapped("name")),
                    )
                )

    def _guard_first_notice(self, vals):
        for joint in self:
            if joint.notified_on:
                raise UserError(
                    self.env._(
                        "%(joint)s was given its supplement notice on %(date)s, for "
                        "all organs. A second one is unlawful (行政许可法 Art. 32(4), "
                        "72(4)).",
                        joint=joint.display_name,
                        date=joint._date_words(hall_date(joint.notified_on)),
                    )
                )

    def _guard_notice_in_time(self, vals):
        for joint in self._silent():
            raise UserError(
                self.env._(
                    "The time to tell what is missing ended on %(date)s; %(joint)s "
                    "counts as accepted from the day of receipt (行政许可法 Art. "
                    "32(4)).",
                    joint=joint.display_name,
                    date=joint._date_words(joint.due_on),
                )
            )

    def _guard_reason_stated(self, vals):
        if not (vals.get("end_reason") or "").strip():
            raise UserError(self.env._("The file must say why. Fill in the reason."))

    def _guard_second_person(self, vals):
        for joint in self:
            if self.env.user == joint.received_by_id:
                raise UserError(
                    self.env._(
                        "You received %(joint)s yourself. A second person checks that "
                        "it was a mistake and declares it void.",
                        joint=joint.display_name,
                    )
                )

    def _silent(self):
        """Those of which nothing was told in time."""
        today = hall_date()
        return self.filtered(
            lambda joint: (
                joint.state == "received" and joint.due_on and joint.due_on < today
            )
        )
