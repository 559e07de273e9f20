from odoo import api, fields, models

# The field of the card that each step fills with words.
WORDS = {
    "send_letter": "letter",
    "ask_again": "letter",
    "answer": "answer",
    "close": "result",
    "appeal": "appeal",
    "uphold": "ruling",
    "withdraw": "ruling",
}


class AlertStep(models.TransientModel):
    """A step of a supervision card, put in words."""

    _name = "yichuang.alert.step"
    _description = "Step of a supervision card"

    alert_id = fields.Many2one("yichuang.alert", required=True, ondelete="cascade")
    revision = fields.Integer()
    step = fields.Selection(
        [
            ("send_letter", "Supervision letter"),
            ("ask_again", "Another letter"),
            ("answer", "Answer to the Letter"),
            ("close", "Closing"),
            ("appeal", "Appeal"),
            ("uphold", "Card upheld"),
            ("withdraw", "Card withdrawn"),
        ],
        required=True,
        readonly=True,
        help="督办, 再次督办, 答复, 办结, 申诉, 维持, 撤销",
    )
    letter_kind = fields.Selection(
        [("demand", "Demand Letter"), ("advice", "Advice of the Supervisor")],
        default="demand",
        help="督办函, 监察建议书",
    )
    answer_days = fields.Integer(
        "Working Days to Answer",
        compute="_compute_answer_days",
        store=True,
        readonly=False,
        help="答复期限",
    )
    words = fields.Text("Text", help="内容")

    @api.depends("alert_id")
    def _compute_answer_days(self):
        for wizard in self:
            # A setting of the hall, for whoever sees the card.
            hall = wizard.alert_id.company_id.sudo()
            wizard.answer_days = hall.alert_answer_days

    def action_confirm(self):
        """Take the step."""
        self.ensure_one()
        vals = {WORDS[self.step]: self.words}
        if WORDS[self.step] == "letter":
            vals["letter_kind"] = self.letter_kind
            vals["answer_days"] = max(self.answer_days, 0)
        self.alert_id._transition(self.step, vals, expected_revision=self.revision)
        return {"type": "ir.actions.act_window_close"}
