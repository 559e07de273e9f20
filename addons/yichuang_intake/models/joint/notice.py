from odoo import api, fields, models


class Notice(models.Model):
    """A message may tell of the whole of a joint case; it stands with the first of its
    cases, once there are any."""

    _inherit = "yichuang.notice"

    case_id = fields.Many2one(required=False)
    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company",
        "Hall",
        related=None,
        compute="_compute_owner",
        store=True,
        precompute=True,
        readonly=True,
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        related=None,
        compute="_compute_owner",
        store=True,
        precompute=True,
        readonly=True,
    )

    _of_something = models.Constraint(
        "CHECK (num_nonnulls(case_id, joint_id) > 0)",
        "A message tells of a case or of a joint case.",
    )

    @api.depends("case_id", "joint_id")
    def _compute_owner(self):
        for notice in self:
            owner = notice.case_id or notice.joint_id
            notice.company_id = owner.company_id
            notice.department_id = owner.department_id

    def _facts(self):
        number = self.joint_id.receipt_number
        return {**super()._facts(), **({"number": number} if number else {})}
