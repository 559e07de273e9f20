from odoo import fields, models

from ...tools.licensing_law import PROMISE_CHECK_DAYS, PROMISE_CORRECTION_DAYS


class Company(models.Model):
    """What a hall may settle about promises (告知承诺)."""

    _inherit = "res.company"

    promise_check_days = fields.Integer(
        "Working Days to Check a Promise",
        default=PROMISE_CHECK_DAYS,
        required=True,
        help="告知承诺核查期限: from the decision, where the guide says nothing else.",
    )
    promise_correction_days = fields.Integer(
        "Working Days to Correct What Was Promised",
        default=PROMISE_CORRECTION_DAYS,
        required=True,
        help="限期整改期限: proposed when an order to correct is written.",
    )

    _promise_days_positive = models.Constraint(
        "CHECK (promise_check_days > 0 AND promise_correction_days > 0)",
        "Checking and correcting what was promised take at least one working day.",
    )
