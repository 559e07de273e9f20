from odoo import fields, models


class FigureDay(models.Model):
    """What the hotline handed over, and whether it was answered in time (热线转办)."""

    _inherit = "yichuang.figure.day"

    referred = fields.Integer(
        "Hotline Matters", readonly=True, help="热线转办量, without those handed back."
    )
    referral_due = fields.Integer(
        "Hotline Matters to Answer",
        readonly=True,
        help="应答复的转办量, by its last day.",
    )
    referral_met = fields.Integer(
        "Hotline Matters Answered in Time", readonly=True, help="按时答复量"
    )
    referral_called = fields.Integer(
        "Hotline Matters Called Back", readonly=True, help="转办已回访量"
    )
    referral_extended = fields.Integer(
        "Hotline Matters Extended",
        readonly=True,
        help="转办延期量, by the last day before the extension.",
    )

    referral_rate = fields.Float(
        "Hotline Answered in Time (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="热线按时答复率 = answered by the last day ÷ hotline matters due.",
    )
    referral_call_rate = fields.Float(
        "Hotline Called Back (%)",
        compute="_compute_rates",
        aggregator="avg",
        help="热线回访率 = called back ÷ hotline matters due.",
    )
