from odoo import fields, models


class Mode(models.Model):
    """A way of selection, as the rules of scope name it."""

    _name = "yichuang.market.mode"
    _description = "Way of selection"
    _order = "sequence, id"

    name = fields.Char(required=True, translate=True)
    code = fields.Char(required=True, readonly=True)
    sequence = fields.Integer(default=10)

    _code_uniq = models.Constraint("UNIQUE (code)", "This way exists already.")
