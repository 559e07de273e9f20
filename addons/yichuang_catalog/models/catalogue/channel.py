from odoo import fields, models


class Channel(models.Model):
    """A way to apply (办理形式), with its code in GB/T 39046 A.5 and in the C0109
    exchange."""

    _name = "yichuang.channel"
    _description = "Way to Apply"
    _inherit = ["yichuang.coded"]
    _enumeration = "channel"

    online = fields.Boolean(help="Whether it needs an online address.")
