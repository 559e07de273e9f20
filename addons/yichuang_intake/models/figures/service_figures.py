from odoo import fields, models


class Service(models.Model):
    """How much work a matter of this service is, beside others."""

    _inherit = "yichuang.service"

    work_points = fields.Integer(
        "Difficulty",
        required=True,
        default=1,
        aggregator=None,
        help="难度系数: how many plain matters one of this service weighs in the "
        "workload of windows and clerks. Matters received keep what it was.",
    )

    _work_points_positive = models.Constraint(
        "CHECK (work_points BETWEEN 1 AND 100)",
        "The difficulty of a service is a number from 1 to 100.",
    )
