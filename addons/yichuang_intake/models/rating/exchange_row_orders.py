from odoo import fields, models


class ExchangeRow(models.Model):
    """The books of what became of an order lead to it."""

    _inherit = "yichuang.exchange.row"

    referral_id = fields.Many2one(
        "yichuang.referral",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
        help="热线工单",
    )

    _about_one = models.Constraint(
        "CHECK (num_nonnulls(case_id, referral_id) = 1)",
        "A row is about one case or one order.",
    )
