from odoo import fields, models


class Clock(models.Model):
    """A period may run on the whole of a joint case."""

    _inherit = "yichuang.clock"

    case_id = fields.Many2one(required=False)
    joint_id = fields.Many2one(
        "yichuang.joint.case", ondelete="cascade", index="btree_not_null", readonly=True
    )

    _one_owner = models.Constraint(
        "CHECK (num_nonnulls(case_id, joint_id) = 1)",
        "A period runs on one case or one joint case.",
    )

    def _owner(self):
        return self.joint_id or super()._owner()

    def _rederive_owners(self):
        super()._rederive_owners()
        self.joint_id._rederive_due()
