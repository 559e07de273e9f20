from odoo import fields, models


class SealRefuse(models.TransientModel):
    """What a keeper states when a seal is not put on."""

    _name = "yichuang.seal.refuse"
    _description = "Refusal of a seal"

    use_id = fields.Many2one("yichuang.seal.use", required=True, ondelete="cascade")
    revision = fields.Integer()
    refusal = fields.Char("Reason", required=True, help="不予用印的理由")

    def action_confirm(self):
        """Refuse the use."""
        self.ensure_one()
        self.use_id._transition(
            "refuse", {"refusal": self.refusal}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
