from odoo import fields, models


class ServiceVersionReason(models.TransientModel):
    """Asks why a version is sent back, called back or given up."""

    _name = "yichuang.service.version.reason"
    _description = "Reason for a Version's Return"

    version_id = fields.Many2one(
        "yichuang.service.version", required=True, ondelete="cascade"
    )
    transition = fields.Selection(
        selection=[
            ("send_back", "Send Back"),
            ("call_back", "Call Back"),
            ("discard", "Give Up"),
        ],
        required=True,
    )
    revision = fields.Integer(required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Perform the transition with the reason given."""
        self.ensure_one()
        self.version_id._transition(
            self.transition,
            {"reason": self.reason},
            payload={"reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
