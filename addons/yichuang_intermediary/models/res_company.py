from odoo import fields, models


class ResCompany(models.Model):
    """The hall's own periods of the market, where the law leaves a range."""

    _inherit = "res.company"

    market_signup_fiscal = fields.Integer(
        "Sign-up, fiscal money",
        default=3,
        help="报名期(财政性资金): least working days from publication to the end of "
        "sign-up.",
    )
    market_signup_social = fields.Integer(
        "Sign-up, other money",
        default=1,
        help="报名期(社会资金): least working days from publication to the end of "
        "sign-up.",
    )
    market_publicity_fiscal = fields.Integer(
        "Publicity, fiscal money",
        default=3,
        help="结果公示期(财政性资金), in working days after the draw.",
    )
    market_publicity_social = fields.Integer(
        "Publicity, other money",
        default=1,
        help="结果公示期(社会资金), in working days after the draw.",
    )
    market_sign_workdays = fields.Integer(
        "Contract to be signed within",
        default=10,
        help="Working days from the award letter to the signed contract; never more "
        "than 30 days (政府采购法 Art. 46).",
    )

    market_threshold = fields.Integer(
        "Custodians to open offers",
        default=2,
        help="How many custodians it takes to open a sealed offer; the notice may ask "
        "for more.",
    )
    market_lowprice_workdays = fields.Integer(
        "Explanation of a low price",
        default=1,
        help="异常低价说明期, in working days after the opening.",
    )

    market_answer_days = fields.Integer(
        "Answers before the end of sign-up",
        default=1,
        help="答复期: questions are taken until so many days before sign-up ends.",
    )
    market_amend_workdays = fields.Integer(
        "Sign-up after an amendment",
        default=2,
        help="变更后报名期: working days that stay at least after an amendment "
        "(招标投标法实施条例 Art. 21).",
    )

    market_outage_minutes = fields.Integer(
        "Outage that extends sign-up (minutes)",
        default=15,
        help="故障顺延起算时长(分钟): shorter outages extend nothing.",
    )
    market_rounds_minutes = fields.Integer(
        "Minutes before late rounds",
        default=30,
        help="多轮竞价顺延时间(分钟): where the offers are opened after the announced "
        "begin of the rounds, they begin so much later.",
    )
    market_rotation_limit = fields.Integer(
        "Work in turn up to (yuan)",
        default=50_000,
        help="轮候限额: only notices up to this price go round a ring.",
    )
    market_ring_months = fields.Integer(
        "Months a ring holds",
        default=12,
        help="轮候名册有效期: after so many months the next notice draws it anew.",
    )

    market_trace_days = fields.Integer(
        "Days that traces of sign-ups are kept",
        default=730,
        help="报名终端信息保存天数: network address and device of a sign-up are "
        "forgotten after so many days; the sign-up itself is kept for 15 years.",
    )

    _market_traces_in_range = models.Constraint(
        "CHECK (market_trace_days BETWEEN 90 AND 5475)",
        "Traces of sign-ups are kept for 90 days, in which complaints come, up to "
        "15 years (政府采购法 Art. 42).",
    )
    _market_outage_in_range = models.Constraint(
        "CHECK (market_outage_minutes BETWEEN 6 AND 60)",
        "An outage counts from 6 minutes to an hour on.",
    )
    _market_rounds_in_range = models.Constraint(
        "CHECK (market_rounds_minutes BETWEEN 5 AND 1440)",
        "Bidders get five minutes to a day to come to rounds that begin late.",
    )
    _market_rings_in_range = models.Constraint(
        "CHECK (market_rotation_limit >= 0 AND market_ring_months BETWEEN 1 AND 36)",
        "A ring holds for 1 to 36 months, and its limit is not negative.",
    )
    _market_answers_in_range = models.Constraint(
        "CHECK (market_answer_days BETWEEN 0 AND 5 "
        "AND market_amend_workdays BETWEEN 1 AND 20)",
        "Answers take up to five days, and an amendment leaves one to twenty.",
    )
    _market_sealing_in_range = models.Constraint(
        "CHECK (market_threshold BETWEEN 2 AND 5 "
        "AND market_lowprice_workdays BETWEEN 1 AND 5)",
        "Two to five custodians open offers, and a low price is explained within one "
        "to five working days.",
    )
    _market_periods_positive = models.Constraint(
        "CHECK (LEAST(market_signup_fiscal, market_signup_social, "
        "market_publicity_fiscal, market_publicity_social) >= 0 "
        "AND market_sign_workdays BETWEEN 1 AND 22)",
        "The periods of the intermediary market cannot be negative, and a contract "
        "is to be signed within 1 to 22 working days, so within 30 days "
        "(政府采购法 Art. 46).",
    )

    def _market_signup_workdays(self, funding):
        """Least working days a notice stands open, by funding."""
        self.ensure_one()
        if funding == "social":
            return self.market_signup_social
        return self.market_signup_fiscal

    def _market_publicity_workdays(self, funding):
        """Working days the result of a draw is public before the award."""
        self.ensure_one()
        if funding == "social":
            return self.market_publicity_social
        return self.market_publicity_fiscal
