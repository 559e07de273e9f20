from odoo import fields, models


class RatingAnswer(models.TransientModel):
    """Why the hall lets a rating stand, or takes it back."""

    _name = "yichuang.market.rating.answer"
    _description = "Answer to an appeal"

    rating_id = fields.Many2one(
        "yichuang.market.rating", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection([("uphold", "Uphold"), ("annul", "Annul")], required=True)
    answer = fields.Text(help="申诉答复")

    def action_confirm(self):
        """Answer the appeal."""
        self.ensure_one()
        self.rating_id._transition(
            self.step, {"answer": self.answer}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
