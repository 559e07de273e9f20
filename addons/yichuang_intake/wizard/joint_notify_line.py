from odoo import fields, models


class JointNotifyLine(models.TransientModel):
    """One defect for one matter of a joint case."""

    _name = "yichuang.joint.notify.line"
    _description = "Line of a supplement notice for all organs in preparation"
    _inherit = ["yichuang.notify.line"]

    notify_id = fields.Many2one(
        "yichuang.joint.notify", required=True, ondelete="cascade"
    )
    joint_id = fields.Many2one(related="notify_id.joint_id")
    material_id = fields.Many2one(
        domain="[('case_id.parent_id', '=', joint_id), ('passed_on', '=', False)]"
    )
    service_id = fields.Many2one(related="material_id.case_id.service_id")
