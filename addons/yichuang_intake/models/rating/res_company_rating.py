from odoo import fields, models

from ...tools.satisfaction import CONTACT_DAYS, DEFAULT_DAYS, FIX_DAYS, RATE_DAYS


class ResCompany(models.Model):
    """What a hall settles about ratings; no national rule sets these times."""

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

    _evaluation_days_positive = models.Constraint(
        "CHECK (evaluation_rate_days > 0 AND evaluation_contact_days > 0"
        " AND evaluation_fix_days > 0 AND evaluation_default_days > 0)",
        "Times for ratings are one day or more.",
    )
