from odoo import fields, models


class JointDefer(models.TransientModel):
    """Acceptance of all matters of a joint case with materials to follow."""

    _name = "yichuang.joint.defer"
    _description = "Acceptance of a joint case with materials to follow"
    _inherit = ["yichuang.defer"]
    _deferral_of = "joint_id"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
