from odoo import fields, models


class RequestAnswer(models.TransientModel):
    """Why the hall grants or refuses a request that the other side left open."""

    _name = "yichuang.market.request.answer"
    _description = "Answer to a request"

    request_id = fields.Many2one(
        "yichuang.market.request", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [("grant_by_hall", "Grant"), ("refuse_by_hall", "Refuse")], required=True
    )
    answer = fields.Text(help="答复意见")

    def action_confirm(self):
        """Answer the request for the hall."""
        self.ensure_one()
        self.request_id._transition(
            self.step, {"answer": self.answer}, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
