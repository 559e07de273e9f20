from odoo import fields, models


class ItemImportDefect(models.TransientModel):
    """Something wrong in one row of the sheet."""

    _name = "yichuang.item.import.defect"
    _description = "Defect of an Import of Items"
    _order = "severity, row, id"

    import_id = fields.Many2one(
        "yichuang.item.import", required=True, ondelete="cascade", index=True
    )
    row = fields.Integer(required=True)
    severity = fields.Selection(
        selection=[("error", "Error"), ("warning", "Warning")], required=True
    )
    kind = fields.Char(required=True)
    value = fields.Char()
    message = fields.Char(string="What is wrong", required=True)
