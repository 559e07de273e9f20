from odoo import fields, models


class PublicationReason(models.TransientModel):
    """Why a licence is not shown on the public list."""

    _name = "yichuang.publication.reason"
    _description = "Reason not to publish"

    publication_id = fields.Many2one(
        "yichuang.publication", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [("withhold", "Withhold"), ("take_down", "Take Down")],
        required=True,
        readonly=True,
        help="不予公示, 撤下.",
    )
    ground = fields.Selection(
        [
            ("state_secret", "State Secret"),
            ("business_secret", "Business Secret"),
            ("privacy", "Private Matter"),
            ("mistake", "Published by Mistake"),
            ("ended", "Revoked or No Longer in Force"),
        ],
        required=True,
        help="国家秘密, 商业秘密, 个人隐私 (Art. 5); 信息有误, 许可已失效.",
    )
    reason = fields.Char(required=True, help="理由")

    def action_confirm(self):
        """Record it."""
        self.ensure_one()
        self.publication_id._transition(
            self.step,
            {"ground": self.ground, "reason": self.reason},
            payload={"ground": self.ground, "reason": self.reason},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
