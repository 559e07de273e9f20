from odoo import fields, models


class Company(models.Model):
    """When a hall files its matters, and to whom it hands them over."""

    _inherit = "res.company"

    archive_after_days = fields.Integer(
        "Days Until a Matter Is Filed",
        default=0,
        required=True,
        help="办结后归档(天): 0 for at once; more where proofs of delivery still come "
        "in.",
    )
    archive_office = fields.Char(help="接收档案的档案馆(室)")

    _archive_after_days_positive = models.Constraint(
        "CHECK (archive_after_days BETWEEN 0 AND 365)",
        "A matter is filed within a year of its end: choose 0 to 365 days.",
    )
