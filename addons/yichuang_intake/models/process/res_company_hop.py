from odoo import fields, models

from ...tools.licensing_law import HOP_SIGN_DAYS


class Company(models.Model):
    """How soon an organ signs for what an organ below has sent up."""

    _inherit = "res.company"

    hop_sign_days = fields.Integer(
        "Sign For Within",
        default=HOP_SIGN_DAYS,
        required=True,
        help="上报材料签收期限, working days: what is not signed for by then counts as "
        "arrived on the last of them, so that nobody gains time by not signing.",
    )

    _hop_sign_days_range = models.Constraint(
        "CHECK (hop_sign_days BETWEEN 0 AND 5)",
        "What is sent up is signed for within 0 to 5 working days.",
    )
