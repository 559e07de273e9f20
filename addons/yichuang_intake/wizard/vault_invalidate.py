from odoo import fields, models


class VaultInvalidate(models.TransientModel):
    """Why a document on file may not be used again."""

    _name = "yichuang.vault.invalidate"
    _description = "Invalidation of a document on file"

    document_id = fields.Many2one(
        "yichuang.vault.document", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    reason = fields.Text(help="作废原因, such as 与事实不符.")

    def action_confirm(self):
        """Invalidate it."""
        self.ensure_one()
        self.document_id._transition(
            "invalidate",
            {"invalid_reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
