from odoo import fields, models

WAYS = [
    ("direct", "In Person"),
    ("post", "By Post"),
    ("left", "Left on the Premises"),
    ("agent", "Through Another Organ"),
]


class AlertHandOver(models.TransientModel):
    """How a supervision letter was handed over on paper."""

    _name = "yichuang.alert.hand.over"
    _description = "Handing over of a supervision letter"

    alert_id = fields.Many2one("yichuang.alert", required=True, ondelete="cascade")
    revision = fields.Integer()
    way = fields.Selection(
        WAYS, required=True, default="direct", help="直接, 邮寄, 留置, 委托."
    )
    served_on = fields.Datetime(
        "Time of Service",
        required=True,
        default=fields.Datetime.now,
        help="送达时间",
    )
    recipient = fields.Char("Taken By", help="签收人")
    place = fields.Char(help="送达地点")
    tracking_number = fields.Char(help="邮件号码")
    agent = fields.Char("Entrusted Organ", help="受委托机关")
    refusal_reason = fields.Char("Why It Was Refused", help="拒收事由")
    witnesses = fields.Char(help="见证人")

    def action_confirm(self):
        """Put the delivery on record."""
        self.ensure_one()
        letter = self.alert_id._letter_to_deliver()
        names = ("way", "served_on", "recipient", "place", "tracking_number")
        names += ("agent", "refusal_reason", "witnesses")
        # Written by this step alone; the step asks whether this is a supervisor.
        delivery = (
            self.env["yichuang.document.delivery"]
            .sudo()
            .create(
                {"document_id": letter.id, **{name: self[name] for name in names}},
            )
        )
        delivery._transition("hand_over")
        return {"type": "ir.actions.act_window_close"}
