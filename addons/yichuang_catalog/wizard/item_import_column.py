from odoo import fields, models


class ItemImportColumn(models.TransientModel):
    """One column of the sheet, and what it is taken to hold."""

    _name = "yichuang.item.import.column"
    _description = "Column of an Import of Items"
    _order = "position"

    import_id = fields.Many2one(
        "yichuang.item.import", required=True, ondelete="cascade", index=True
    )
    position = fields.Integer(required=True)
    header = fields.Char(required=True, readonly=True)
    sample = fields.Char(string="First Value", readonly=True)
    target = fields.Selection(
        selection=[
            ("department", "Organ"),
            ("main_item", "Main Item"),
            ("name", "Name of the Item"),
            ("service_name", "Name of the Service"),
            ("type_code", "Type Code"),
            ("type_name", "Type Name"),
            ("area_code", "Division Code"),
            ("local_code", "Item Code"),
            ("code", "Implementation Code"),
            ("basic_code", "Basic Code"),
            ("item_local_code", "Local Code of the Item"),
            ("level", "Level of Exercise"),
            ("uscc", "Credit Code of the Organ"),
        ],
        string="Holds",
    )
