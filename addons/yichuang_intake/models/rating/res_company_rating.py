from odoo import fields, models

from ...tools.satisfaction import (
    ANSWER_DAYS,
    CONTACT_DAYS,
    DEFAULT_DAYS,
    FIX_DAYS,
    MORE_DAYS,
    RATE_DAYS,
    RETURN_HOURS,
)


class ResCompany(models.Model):
    """What a hall settles about ratings and the hotline; no national rule sets these
    times."""

    _inherit = "res.company"

    evaluation_rate_days = fields.Integer(
        "Days to Rate",
        required=True,
        default=RATE_DAYS,
        help="评价有效期: calendar days from the visit or the result on.",
    )
    evaluation_contact_days = fields.Integer(
        "Working Days to Contact After a Bad Rating",
        required=True,
        default=CONTACT_DAYS,
        help="差评联系期限 (安阳市优化营商环境条例 Art. 52: one).",
    )
    evaluation_fix_days = fields.Integer(
        "Working Days to Put a Bad Rating Right",
        required=True,
        default=FIX_DAYS,
        help="差评整改期限: five to fifteen in local rules.",
    )
    evaluation_default = fields.Boolean(
        "Put a Grade Where Nobody Rates",
        help="默认评价: marked as put by the system and never counted as praise.",
    )
    evaluation_default_days = fields.Integer(
        "Days Until a Grade Is Put",
        required=True,
        default=DEFAULT_DAYS,
        help="默认评价天数: calendar days (广东 2019: seven).",
    )

    referral_contact_days = fields.Integer(
        "Working Days to Contact After the Hotline",
        required=True,
        default=CONTACT_DAYS,
        help="热线转办联系期限",
    )
    referral_answer_days = fields.Integer(
        "Working Days to Answer the Hotline",
        required=True,
        default=ANSWER_DAYS,
        help="热线转办办理答复期限: five in many local rules.",
    )
    referral_more_days = fields.Integer(
        "Working Days of an Extension",
        required=True,
        default=MORE_DAYS,
        help="热线转办延期: once, with reasons.",
    )
    referral_return_hours = fields.Integer(
        "Hours to Hand Back to the Hotline",
        required=True,
        default=RETURN_HOURS,
        help="热线转办退回时限: what is not the hall's.",
    )

    _evaluation_days_positive = models.Constraint(
        "CHECK (evaluation_rate_days > 0 AND evaluation_contact_days > 0"
        " AND evaluation_fix_days > 0 AND evaluation_default_days > 0)",
        "Times for ratings are one day or more.",
    )
    _referral_times_positive = models.Constraint(
        "CHECK (referral_contact_days > 0 AND referral_answer_days > 0"
        " AND referral_more_days > 0 AND referral_return_hours > 0)",
        "Times for the hotline are one day, or one hour, or more.",
    )
