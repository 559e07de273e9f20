from odoo import fields, models

from ...tools.licensing_law import REMINDER_DAYS


class Company(models.Model):
    _inherit = "res.company"

    reminder_days = fields.Integer(
        "Days Before the Last Day to Remind",
        default=REMINDER_DAYS,
        help="到期提醒: so many days before a certificate ends its holder is reminded. "
        "A renewal is applied for thirty days before (行政许可法 Art. 50), so more "
        "than thirty is of use; 0 for no reminder.",
    )

    _reminder_days_positive = models.Constraint(
        "CHECK (reminder_days >= 0)", "The days to remind before are a number, or 0."
    )
