from odoo import fields, models


class Reason(models.TransientModel):
    """Asks why a notice goes back to its owner."""

    _name = "yichuang.market.reason"
    _description = "Reason for sending back a notice"

    notice_id = fields.Many2one("yichuang.market.notice", required=True)
    reason = fields.Text(required=True, help="What the owner has to change.")

    def action_confirm(self):
        """Send the notice back with the reason."""
        self.ensure_one()
        self.notice_id._transition("send_back", {"return_reason": self.reason})
        return {"type": "ir.actions.act_window_close"}
