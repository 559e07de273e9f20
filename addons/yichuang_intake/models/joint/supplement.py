from odoo import fields, models


class CaseSupplement(models.Model):
    """A line of the one notice of a joint case: what is handed in serves all matters
    that use it."""

    _inherit = "yichuang.case.supplement"

    joint_id = fields.Many2one(
        related="case_id.parent_id", store=True, index="btree_not_null"
    )

    def action_hand_in(self):
        """Take these in, and with them the same material in the other matters."""
        same = self.material_id.sudo().joint_material_id.line_ids
        others = (self.case_id.sudo().parent_id.supplement_ids - self.sudo()).filtered(
            lambda line: line.material_id in same and line.case_id.state == "supplement"
        )
        taken = self | others.sudo(False)
        result = super(CaseSupplement, taken).action_hand_in()
        # Who may take in a supplement may mark the one set; its right was checked.
        whole = taken.material_id.sudo().joint_material_id
        whole.filtered(lambda one: not one.received)._take()
        whole.filtered("defect").write({"defect": False})
        return result
