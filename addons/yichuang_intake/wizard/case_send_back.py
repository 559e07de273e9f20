from odoo import fields, models


class CaseSendBack(models.TransientModel):
    """What the applicant should change in what they sent in online: the application
    before it is received, or one supplement of a case."""

    _name = "yichuang.case.send.back"
    _description = "Return to the applicant"

    case_id = fields.Many2one("yichuang.case", ondelete="cascade")
    joint_id = fields.Many2one("yichuang.joint.case", ondelete="cascade")
    supplement_id = fields.Many2one(
        "yichuang.case.supplement", readonly=True, ondelete="cascade"
    )
    revision = fields.Integer()
    reason = fields.Text(required=True, help="退回原因, shown to the applicant.")

    def action_confirm(self):
        """Send it back with the reason."""
        self.ensure_one()
        if self.supplement_id:
            self.supplement_id._send_back(self.reason)
        else:
            (self.joint_id or self.case_id)._transition(
                "send_back",
                {"sent_back_reason": self.reason},
                expected_revision=self.revision,
            )
        return {"type": "ir.actions.act_window_close"}
