from odoo import fields, models


class Company(models.Model):
    """How long a decided case still counts as one of the same matter."""

    _inherit = "res.company"

    duplicate_days = fields.Integer(
        "Days to Look Back for the Same Matter",
        default=30,
        required=True,
        help="重复办件回溯天数: a case decided within these days is shown when the "
        "same applicant comes with the same service.",
    )

    _duplicate_days_sane = models.Constraint(
        "CHECK (duplicate_days BETWEEN 0 AND 366)",
        "The days to look back for the same matter are 0 to 366.",
    )
