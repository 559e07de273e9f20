from odoo import fields, models


class JointNotifyLine(models.TransientModel):
    """One defect for one matter, as it is worded before the notice is given."""

    _name = "yichuang.joint.notify.line"
    _description = "Line of a supplement notice for all organs in preparation"

    notify_id = fields.Many2one(
        "yichuang.joint.notify", required=True, ondelete="cascade"
    )
    joint_id = fields.Many2one(related="notify_id.joint_id")
    material_id = fields.Many2one(
        "yichuang.case.material",
        domain="[('case_id.parent_id', '=', joint_id), ('passed_on', '=', False)]",
        help="材料",
    )
    service_id = fields.Many2one(related="material_id.case_id.service_id")
    problem = fields.Char(help="存在的问题")
    correction = fields.Char("How to Correct It", help="补正方式")
