from odoo import fields, models

from ...tools import enumerations


class ItemLevel(models.Model):
    """How an item is handled at one level (行使层级).

    The same item can be decided on the spot in a county and passed upward elsewhere,
    as the approval of a company's name was; the law of the matter says so, not the
    single organ. New versions start with it and none is published against it.
    """

    _name = "yichuang.item.level"
    _description = "Behaviour of an Item at a Level"
    _order = "item_id, level, id"

    item_id = fields.Many2one(
        "yichuang.item", required=True, ondelete="cascade", index=True
    )
    level = fields.Selection(
        selection=enumerations.selection("level"),
        required=True,
        default="4",
        help="行使层级 (GB/T 39046 A.2)",
    )
    case_type = fields.Selection(
        selection=enumerations.selection("case_type"),
        required=True,
        default="promise",
        help="办件类型: 即办件, 承诺件, 上报件, 联办件",
    )
    note = fields.Char(help="On what this rests: document and article.")

    _level_uniq = models.UniqueIndex(
        "(item_id, level)",
        "This item has a behaviour at this level already. Change that line.",
    )
    _default_order_idx = models.Index("(item_id, level, id)")
