from odoo import fields, models


class ThemeReason(models.TransientModel):
    """Asks why a theme is sent back, retired or given up."""

    _name = "yichuang.theme.reason"
    _description = "Reason for a Theme's Return"

    theme_id = fields.Many2one("yichuang.theme", required=True, ondelete="cascade")
    transition = fields.Selection(
        selection=[
            ("send_back", "Send Back"),
            ("retire", "Retire"),
            ("discard", "Give Up"),
        ],
        required=True,
    )
    revision = fields.Integer(required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Perform the transition with the reason given."""
        self.ensure_one()
        self.theme_id._transition(
            self.transition,
            {"reason": self.reason},
            payload={"reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
