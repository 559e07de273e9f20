from odoo import fields, models


class Item(models.Model):
    _inherit = "yichuang.item"

    limit_ids = fields.Many2many(
        "yichuang.statutory.limit",
        "yichuang_item_limit_rel",
        "item_id",
        "limit_id",
        string="Statutory Limits",
        context={"active_test": False},
        help="法定时限: the limits that the law sets for deciding on this item, "
        "confirmed by an editor.",
    )
