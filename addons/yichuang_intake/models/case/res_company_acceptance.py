from odoo import fields, models

from ...tools.licensing_law import NOTICE_DAYS, SUPPLEMENT_DAYS

OVERDUE_SUPPLEMENT = [
    ("withdrawn", "Counts as withdrawn"),
    ("terminated", "Handling is terminated"),
    ("refused", "Is not accepted"),
]
OVERDUE_DEFERRAL = [
    ("revoked", "Acceptance is revoked"),
    ("withdrawn", "Counts as withdrawn"),
    ("terminated", "Handling is terminated"),
]


class Company(models.Model):
    """What a hall may settle about acceptance within the law; the defaults are the
    law's own numbers."""

    _inherit = "res.company"

    notice_days = fields.Integer(
        "Working Days to Tell What Is Missing",
        default=NOTICE_DAYS,
        required=True,
        help="告知期限: five by law (行政许可法 Art. 32(4)); a hall may promise less, "
        "0 for the day of receipt.",
    )
    supplement_days = fields.Integer(
        "Working Days to Hand In Supplements",
        default=SUPPLEMENT_DAYS,
        required=True,
        help="补正期限: the law sets none; it is told in the notice.",
    )
    supplement_overdue = fields.Selection(
        OVERDUE_SUPPLEMENT,
        "Supplements Not Handed In",
        default="withdrawn",
        required=True,
        help="逾期未补正: 视为撤回申请, 终止办理, 不予受理.",
    )
    refuse_defective_supplements = fields.Boolean(
        "Refuse Supplements That Are Not in Order",
        default=True,
        help="补正后仍不符合法定形式的，不予受理: at once; otherwise the applicant may "
        "correct until the time to hand in ends.",
    )
    deferral_overdue = fields.Selection(
        OVERDUE_DEFERRAL,
        "Deferred Materials Not Handed In",
        default="revoked",
        required=True,
        help="容缺逾期: 撤销受理, 视为撤回申请, 终止办理.",
    )

    _notice_days_lawful = models.Constraint(
        "CHECK (notice_days BETWEEN 0 AND 5)",
        "What is missing is told within five working days of receipt at the latest "
        "(行政许可法 Art. 32(4)): choose 0 to 5.",
    )
    _supplement_days_positive = models.Constraint(
        "CHECK (supplement_days > 0)",
        "The applicant needs time to hand in supplements: at least one working day.",
    )
