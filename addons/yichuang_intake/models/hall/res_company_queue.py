from odoo import fields, models


class Company(models.Model):
    """What a hall decides about its queue; the defaults are common practice."""

    _inherit = "res.company"

    queue_calls = fields.Integer(
        "Calls Before a No-Show",
        default=3,
        help="叫号次数: a number is passed over after this many calls.",
    )
    queue_target_minutes = fields.Integer(
        "Waiting Target",
        default=15,
        help="等候时间目标（分钟）: what the staffing page starts with.",
    )

    _queue_calls_positive = models.Constraint(
        "CHECK (queue_calls > 0)", "A number is called at least once."
    )
    _queue_target_positive = models.Constraint(
        "CHECK (queue_target_minutes > 0)", "The waiting target is above zero."
    )
