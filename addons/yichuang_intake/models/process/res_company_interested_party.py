from odoo import fields, models


class ResCompany(models.Model):
    _inherit = "res.company"

    statement_days = fields.Integer(
        "Days to State a View",
        required=True,
        default=5,
        help="陈述申辩期限: working days an interested party has after being told "
        "(行政许可法 Art. 36 leaves the number to the organ).",
    )

    _statement_days_positive = models.Constraint(
        "CHECK (statement_days > 0)",
        "Interested parties need at least one working day to state their view.",
    )
