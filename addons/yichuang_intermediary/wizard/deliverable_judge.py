from odoo import fields, models


class DeliverableJudge(models.TransientModel):
    """What the organ thinks of the work it was given."""

    _name = "yichuang.market.deliverable.judge"
    _description = "Verdict on delivered work"

    deliverable_id = fields.Many2one(
        "yichuang.market.deliverable", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    verdict = fields.Selection(
        [
            ("passed", "Passed at Once"),
            ("returned", "To be Corrected"),
            ("rejected", "Rejected"),
        ],
        help="部门审查结论",
    )
    quality = fields.Integer("Quality (1 to 5)", default=5, help="报告质量评分")
    note = fields.Text("Reasons", help="审查意见")

    def action_confirm(self):
        """Give the verdict."""
        self.ensure_one()
        delivery = self.deliverable_id
        delivery.check_access("read")
        delivery.case_id.check_access("read")
        # Organs read deliveries only; the guard checks that it is theirs to judge.
        delivery.sudo()._transition(
            "judge",
            {
                "verdict": self.verdict,
                "quality": self.quality,
                "verdict_note": self.note,
            },
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
