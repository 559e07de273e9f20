from odoo import fields, models


class CaseNotifyLine(models.TransientModel):
    """One defect, as the clerk words it before the notice is given."""

    _name = "yichuang.case.notify.line"
    _description = "Line of a supplement notice in preparation"

    notify_id = fields.Many2one(
        "yichuang.case.notify", required=True, ondelete="cascade"
    )
    case_id = fields.Many2one(related="notify_id.case_id")
    material_id = fields.Many2one(
        "yichuang.case.material", domain="[('case_id', '=', case_id)]", help="材料"
    )
    problem = fields.Char(help="存在的问题")
    correction = fields.Char("How to Correct It", help="补正方式")
