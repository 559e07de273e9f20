from odoo import fields, models


class JointNotify(models.TransientModel):
    """The one supplement notice of a joint case, for all of its organs."""

    _name = "yichuang.joint.notify"
    _description = "Supplement notice for all organs"
    _inherit = ["yichuang.notify"]
    _notice_of = "joint_id"

    joint_id = fields.Many2one("yichuang.joint.case", required=True, ondelete="cascade")
    line_ids = fields.One2many(
        "yichuang.joint.notify.line",
        "notify_id",
        compute="_compute_line_ids",
        store=True,
        readonly=False,
    )
