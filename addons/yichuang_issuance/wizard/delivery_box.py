from odoo import fields, models


class DeliveryBox(models.TransientModel):
    """Into which cabinet a result is put."""

    _name = "yichuang.delivery.box"
    _description = "Putting a result into a cabinet"

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    company_id = fields.Many2one(related="delivery_id.company_id")
    cabinet_id = fields.Many2one(
        "yichuang.exit.cabinet",
        required=True,
        domain="[('company_id', '=', company_id), ('connected', '=', True)]",
        default=lambda self: self._default_cabinet(),
        help="自助取件柜",
    )

    def _default_cabinet(self):
        cabinets = self.env["yichuang.exit.cabinet"]
        return cabinets.search([("connected", "=", True)], limit=1)

    def action_confirm(self):
        """Put it in: the code is given."""
        self.ensure_one()
        self.delivery_id._transition(
            "put_in",
            {"cabinet_id": self.cabinet_id.id},
            payload={"cabinet": self.cabinet_id.name},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
