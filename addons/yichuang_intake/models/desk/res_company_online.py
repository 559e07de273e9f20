from odoo import fields, models


class Company(models.Model):
    """How soon a hall looks at what was submitted online."""

    _inherit = "res.company"

    precheck_days = fields.Integer(
        "Working Days to Look at Online Applications",
        default=1,
        required=True,
        help="网上预审期限(工作日)",
    )

    _precheck_days_short = models.Constraint(
        "CHECK (precheck_days BETWEEN 0 AND 5)",
        "What is submitted online is looked at within 0 to 5 working days.",
    )
