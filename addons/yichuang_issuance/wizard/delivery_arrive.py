from odoo import fields, models


class DeliveryArrive(models.TransientModel):
    """Where a printed result is put at the exit window."""

    _name = "yichuang.delivery.arrive"
    _description = "Arrival at the exit"

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    shelf_place = fields.Char(
        required=True, help="存放位置: shelf and compartment, such as A-03."
    )

    def action_confirm(self):
        """Put the document on its shelf."""
        self.ensure_one()
        self.delivery_id._transition(
            "arrive",
            {"shelf_place": self.shelf_place},
            payload={"shelf_place": self.shelf_place},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
