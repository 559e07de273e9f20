from odoo import fields, models


class ItemImportRow(models.TransientModel):
    """One of the first rows of the sheet, and what would happen to it."""

    _name = "yichuang.item.import.row"
    _description = "Row of an Import of Items"
    _order = "row"

    import_id = fields.Many2one(
        "yichuang.item.import", required=True, ondelete="cascade", index=True
    )
    row = fields.Integer(required=True)
    department = fields.Char(string="Organ")
    name = fields.Char()
    item_type = fields.Char(string="Type")
    local_code = fields.Char()
    outcome = fields.Selection(
        selection=[
            ("create", "New"),
            ("update", "Changed"),
            ("unchanged", "Unchanged"),
            ("skip", "Left Out"),
        ],
        required=True,
    )
