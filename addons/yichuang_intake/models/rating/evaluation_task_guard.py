from odoo import models
from odoo.exceptions import AccessError, UserError

MANAGER = "yichuang_catalog.group_manager"


class EvaluationTaskGuard(models.AbstractModel):
    """Rules of putting a bad rating right: who handled it answers for it
    (谁办理、谁负责), another person calls back."""

    _name = "yichuang.evaluation.task.guard"
    _description = "Rules of putting a bad rating right"

    def _guard_words(self, vals, name, message):
        if not (vals.get(name) or "").strip():
            raise UserError(message)

    def _guard_contact_words(self, vals):
        self._guard_words(
            vals,
            "contact_note",
            self.env._(
                "Write when and how you reached the applicant and what they said."
            ),
        )

    def _guard_fix_words(self, vals):
        self._guard_words(
            vals, "fix_note", self.env._("Write what was found and put right.")
        )

    def _guard_check_words(self, vals):
        self._guard_words(
            vals,
            "check_note",
            self.env._("Write what the call back showed, or why nobody was reached."),
        )

    def _guard_appeal_words(self, vals):
        self._guard_words(
            vals, "appeal", self.env._("Write why the rating is a mistake or malice.")
        )

    def _guard_ruling_words(self, vals):
        self._guard_words(
            vals, "ruling", self.env._("The decision on an appeal states its reasons.")
        )

    def _guard_concerned(self, vals):
        user = self.env.user
        for task in self:
            members = task.department_id.sudo().member_ids
            if not (user == task.user_id or user in members or user.has_group(MANAGER)):
                raise AccessError(
                    self.env._(
                        "This bad rating is about another organ. Its members, the "
                        "rated clerk or the hall manager see to it."
                    )
                )

    def _guard_independent(self, vals):
        """Nobody checks their own work."""
        user = self.env.user
        for task in self:
            if user in (
                task.user_id
                | task.contacted_by_id
                | task.fixed_by_id
                | task.appealed_by_id
            ):
                raise UserError(
                    self.env._(
                        "You were rated or have put it right yourself. Another person "
                        "calls back and checks."
                    )
                )
