from odoo import fields, models
from odoo.exceptions import UserError


class DeliverableTake(models.TransientModel):
    """Which material of the case the delivered work stands for."""

    _name = "yichuang.market.deliverable.take"
    _description = "Taking work over as a material"

    deliverable_id = fields.Many2one(
        "yichuang.market.deliverable", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    case_id = fields.Many2one(related="deliverable_id.case_id")
    material_id = fields.Many2one(
        "yichuang.case.material",
        domain="[('case_id', '=', case_id)]",
        help="材料",
    )

    def action_confirm(self):
        """Let the work stand for the material."""
        self.ensure_one()
        delivery, material = self.deliverable_id, self.material_id
        material.check_access("write")
        delivery.case_id.check_access("write")
        if not material or material.case_id != delivery.case_id:
            raise UserError(self.env._("Choose a material of the same case."))
        if delivery.state != "accepted":
            raise UserError(
                self.env._(
                    "Work becomes a material of its case when the owner has accepted "
                    "it."
                )
            )
        material._take_deliverable(delivery)
        return {"type": "ir.actions.act_window_close"}
