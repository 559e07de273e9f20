from odoo import fields, models


class CaseIdentity(models.Model):
    """Also of a joint case, from whose form it goes to its cases."""

    _inherit = "yichuang.case.identity"

    case_id = fields.Many2one(required=False)
    joint_id = fields.Many2one(
        "yichuang.joint.case",
        ondelete="cascade",
        index="btree_not_null",
        readonly=True,
    )

    _joint_uniq = models.UniqueIndex("(joint_id)", "A case has one applicant.")
    _one_holder = models.Constraint(
        "CHECK (num_nonnulls(case_id, joint_id) = 1)",
        "An identity number belongs to one case or one joint case.",
    )
