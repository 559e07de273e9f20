from odoo import fields, models

from ..models.membership.member import ROLES


class Appoint(models.TransientModel):
    """Gives a portal user a role in the user's own firm."""

    _name = "yichuang.market.appoint"
    _description = "Appointment of a member"

    user_id = fields.Many2one(
        "res.users", "Person", required=True, domain=[("share", "=", True)]
    )
    role = fields.Selection(ROLES, required=True)

    def action_confirm(self):
        """Appoint the person."""
        self.ensure_one()
        members = self.env["yichuang.market.member"]
        members.check_access("create")
        members._appoint(self.user_id._market_firm(), self.user_id, self.role)
        return {"type": "ir.actions.act_window_close"}
