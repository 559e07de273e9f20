from odoo import fields, models

ASSIGNMENTS = [
    ("balanced", "Drawn among those with the least in hand"),
    ("random", "Drawn among all"),
]


class Company(models.Model):
    """How a hall finds the reviewer of a matter."""

    _inherit = "res.company"

    assignment = fields.Selection(
        ASSIGNMENTS,
        "Reviewers Are",
        required=True,
        default="balanced",
        help="审查人分派: drawn by the system, never chosen at the window "
        "(均衡分派, 随机分派).",
    )
