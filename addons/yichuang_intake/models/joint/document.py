from odoo import api, fields, models


class Document(models.Model):
    """A document may be given out on the whole of a joint case, by the organ in the
    lead."""

    _inherit = "yichuang.document"

    _guarded_fields = frozenset({"joint_id"})

    case_id = fields.Many2one(required=False)
    joint_id = fields.Many2one(
        "yichuang.joint.case",
        "Joint Case",
        readonly=True,
        ondelete="restrict",
        index="btree_not_null",
    )
    company_id = fields.Many2one(
        "res.company", "Hall", related=None, compute="_compute_owner", readonly=True
    )
    department_id = fields.Many2one(
        "yichuang.department",
        "Organ",
        related=None,
        compute="_compute_owner",
        readonly=True,
    )
    partner_id = fields.Many2one(
        "res.partner",
        "Portal Account",
        related=None,
        compute="_compute_owner",
        precompute=True,
        readonly=True,
    )

    _one_owner = models.Constraint(
        "CHECK (num_nonnulls(case_id, joint_id) = 1)",
        "A document is given out on one case or one joint case.",
    )

    @api.depends("case_id.partner_id", "joint_id.partner_id")
    def _compute_owner(self):
        for document in self:
            owner = document._owner()
            document.company_id = owner.company_id
            document.department_id = owner.department_id
            document.partner_id = owner.partner_id

    def _owner(self):
        return self.joint_id or super()._owner()

    def _consented(self):
        if not self.joint_id:
            return super()._consented()
        return self.joint_id._consented()

    def _applicants_page(self):
        if not self.joint_id:
            return super()._applicants_page()
        return f"/my/joint/{self.joint_id.receipt_number}"
