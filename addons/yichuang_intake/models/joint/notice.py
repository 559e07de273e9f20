from odoo import api, fields, models


class Notice(models.Model):
    """A message may tell of the whole of a joint case; it stands with the first of its
    cases, once there are any."""

    _inherit = "yichuang.notice"

    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )

    @api.depends("joint_id.company_id", "joint_id.department_id")
    def _compute_owner(self):
        return super()._compute_owner()

    def _told_of(self):
        return super()._told_of() or self.joint_id

    def _told_number(self):
        return self.joint_id.receipt_number or super()._told_number()
