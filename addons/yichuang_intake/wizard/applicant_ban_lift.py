from odoo import fields, models


class ApplicantBanLift(models.TransientModel):
    """Why a ban is lifted before its day."""

    _name = "yichuang.applicant.ban.lift"
    _description = "Lifting of a ban"

    ban_id = fields.Many2one(
        "yichuang.applicant.ban", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    reason = fields.Text(help="解除理由, such as 信用修复.")

    def action_confirm(self):
        """Lift the ban."""
        self.ensure_one()
        self.ban_id._transition(
            "lift", {"lift_reason": self.reason}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
