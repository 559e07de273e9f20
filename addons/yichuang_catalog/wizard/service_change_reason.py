from odoo import fields, models


class ServiceChangeReason(models.TransientModel):
    """Asks why a proposal is refused, or a decision called back."""

    _name = "yichuang.service.change.reason"
    _description = "Reason of a Decision on the Catalogue"

    change_id = fields.Many2one(
        "yichuang.service.change", required=True, ondelete="cascade"
    )
    transition = fields.Selection(
        selection=[("refuse", "Refuse"), ("call_back", "Call Back")], required=True
    )
    revision = fields.Integer(required=True)
    reason = fields.Text(required=True)

    def action_confirm(self):
        """Perform the transition with the reason given."""
        self.ensure_one()
        change = self.change_id
        change._transition(
            self.transition,
            {**change._decision(), "decision_reason": self.reason},
            payload={"reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
