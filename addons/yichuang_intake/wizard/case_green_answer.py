from odoo import fields, models


class CaseGreenAnswer(models.TransientModel):
    """Why the green channel is refused, or ends."""

    _name = "yichuang.case.green.answer"
    _description = "Answer on the green channel"

    green_id = fields.Many2one(
        "yichuang.case.green",
        "Green Channel Records",
        required=True,
        ondelete="cascade",
    )
    revision = fields.Integer()
    step = fields.Selection([("refuse", "Refuse"), ("end", "End")], required=True)
    reason = fields.Text(help="理由")

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        self.green_id._transition(
            self.step, {"answer": self.reason}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
