from odoo import api, fields, models


class DeliveryArrive(models.TransientModel):
    """Where a printed result is put at the exit window, now or once more."""

    _name = "yichuang.delivery.arrive"
    _description = "Arrival at the exit"

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    moving = fields.Boolean()
    shelf_place = fields.Char(
        compute="_compute_shelf_place",
        store=True,
        precompute=True,
        readonly=False,
        required=True,
        help="存放位置: shelf and compartment, such as A-03.",
    )

    @api.depends("delivery_id")
    def _compute_shelf_place(self):
        places = self.env["yichuang.exit.place"]
        for wizard in self:
            wizard.shelf_place = places._suggest(wizard.delivery_id.company_id).name

    def action_confirm(self):
        """Put the document on its shelf."""
        self.ensure_one()
        if self.moving:
            self.delivery_id._move(self.shelf_place, self.revision)
        else:
            self.delivery_id._transition(
                "arrive",
                {"shelf_place": self.shelf_place},
                payload={"shelf_place": self.shelf_place},
                expected_revision=self.revision,
            )
        return {"type": "ir.actions.act_window_close"}
