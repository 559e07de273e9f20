from odoo import fields, models


class Channel(models.Model):
    """A way to apply (办理形式), with its code in GB/T 39046 A.5 and in the C0109
    exchange."""

    _name = "yichuang.channel"
    _description = "Way to Apply"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    key = fields.Char(required=True, help="Stable name for exchange and import.")
    sequence = fields.Integer(default=10)
    online = fields.Boolean(help="Whether it needs an online address.")
    national_code = fields.Char(
        string="GB/T 39046 Code", help="办理形式代码 (GB/T 39046 A.5)"
    )
    exchange_code = fields.Char(string="C0109 Code", help="办理形式代码 (C0109)")

    _key_uniq = models.UniqueIndex("(key)", "There is a way of this key already.")
    _default_order_idx = models.Index("(sequence, id)")
