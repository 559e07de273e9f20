from odoo import fields, models


class MandateEnd(models.TransientModel):
    """Why a mandate ends before its day."""

    _name = "yichuang.mandate.end"
    _description = "End of a mandate"

    mandate_id = fields.Many2one("yichuang.mandate", required=True, ondelete="cascade")
    revision = fields.Integer()
    reason = fields.Text(help="终止理由")

    def action_confirm(self):
        """End the mandate."""
        self.ensure_one()
        self.mandate_id._transition(
            "end", {"end_reason": self.reason}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
