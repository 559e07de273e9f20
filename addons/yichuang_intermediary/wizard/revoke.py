from odoo import fields, models


class Revoke(models.TransientModel):
    """Asks why a custodian's key is revoked."""

    _name = "yichuang.market.revoke"
    _description = "Revocation of a custodian's key"

    custodian_id = fields.Many2one("yichuang.market.custodian", required=True)
    revision = fields.Integer()
    reason = fields.Text(required=True, help="Lost, exposed or replaced.")

    def action_confirm(self):
        """Revoke the key with the reason."""
        self.ensure_one()
        self.custodian_id._transition(
            "revoke",
            {"revoke_reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
