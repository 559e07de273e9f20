from odoo import models
from odoo.exceptions import AccessError, UserError

MANAGER = "yichuang_catalog.group_manager"
# Whose card may be closed without a letter: the color is a warning.
WARNINGS = ("green", "yellow")


class AlertGuard(models.AbstractModel):
    """The rules of a card's steps: each is put in words, the organ concerned answers
    for itself, and nobody supervises their own work."""

    _name = "yichuang.alert.guard"
    _description = "Rules of a supervision card"

    def _guard_letter(self, vals):
        if not (vals.get("letter") or "").strip() or not vals.get("letter_kind"):
            raise UserError(
                self.env._(
                    "A supervision letter says what is demanded. Choose its kind and "
                    "write what the organ has to do."
                )
            )

    def _guard_not_one_own(self, vals):
        """Who a card is about, or who belongs to the organ it is about, does not judge
        it."""
        user = self.env.user
        for alert in self:
            # Membership is looked up whoever may read the organ.
            members = alert.department_id.sudo().member_ids
            if user == alert.user_id or user in members:
                raise UserError(
                    self.env._(
                        "%(card)s is about your own work or your own organ. Another "
                        "supervisor has to see to it.",
                        card=alert.display_name,
                    )
                )

    def _guard_concerned(self, vals):
        for alert in self:
            if not alert._is_concerned():
                raise AccessError(
                    self.env._(
                        "%(card)s is about another organ. Its members, the person "
                        "named on it or the hall manager answer it.",
                        card=alert.display_name,
                    )
                )

    def _is_concerned(self):
        """Whether this user may speak for what the card is about."""
        self.ensure_one()
        user = self.env.user
        return (
            user == self.user_id
            or user in self.department_id.sudo().member_ids
            or user.has_group(MANAGER)
        )

    def _guard_answer(self, vals):
        if not (vals.get("answer") or "").strip():
            raise UserError(
                self.env._("Write what was found and what has been put right.")
            )

    def _guard_result(self, vals):
        if not (vals.get("result") or "").strip():
            raise UserError(self.env._("Write what came of it: 监察结果描述."))

    def _guard_answered(self, vals):
        for alert in self:
            if alert.state != "answered" and alert.level not in WARNINGS:
                raise UserError(
                    self.env._(
                        "%(card)s is a red card: it is closed on the answer of the "
                        "organ. Send the supervision letter first.",
                        card=alert.display_name,
                    )
                )
