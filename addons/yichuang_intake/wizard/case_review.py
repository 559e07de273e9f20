from odoo import fields, models


class CaseReview(models.TransientModel):
    """What a reviewer is asked for: an opinion in words and which way it points."""

    _name = "yichuang.case.review"
    _description = "Review opinion"

    case_id = fields.Many2one("yichuang.case", required=True, ondelete="cascade")
    revision = fields.Integer()
    recommendation = fields.Selection(
        [("granted", "Grant"), ("denied", "Deny")],
        required=True,
        default="granted",
        help="审查建议",
    )
    opinion = fields.Text(
        required=True, help="审查意见: what was examined, against which conditions."
    )

    def action_confirm(self):
        """Give the opinion."""
        self.ensure_one()
        self.case_id._transition(
            "review",
            {
                "review_recommendation": self.recommendation,
                "review_opinion": self.opinion,
            },
            payload={"recommendation": self.recommendation},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
