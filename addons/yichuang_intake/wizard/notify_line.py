from odoo import fields, models


class NotifyLine(models.AbstractModel):
    """One defect, as it is worded before the notice is given."""

    _name = "yichuang.notify.line"
    _description = "Line of a supplement notice in preparation"

    material_id = fields.Many2one("yichuang.case.material", help="材料")
    problem = fields.Char(help="存在的问题")
    correction = fields.Char("How to Correct It", help="补正方式")
