from odoo import fields, models

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment


class DeliveryBack(models.TransientModel):
    """What became of a result that left the shelf: signed for, come back, or taken
    out of the cabinet."""

    _name = "yichuang.delivery.back"
    _description = "What became of a result"

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    step = fields.Selection(
        [
            ("sign_for", "Signed For"),
            ("come_back", "Came Back"),
            ("return_to_organ", "Return to the Organ"),
            ("take_out", "Take Out"),
        ],
        "What Happened",
        required=True,
        readonly=True,
        help="已签收, 退件, 退回机关, 取出.",
    )
    collector_name = fields.Char("Signed By", help="签收人")
    delivered_on = fields.Datetime(
        "Signed On", default=lambda _self: fields.Datetime.now(), help="签收时间"
    )
    way_reason = fields.Char("Reason", help="退回原因")
    shelf_place = fields.Char(help="存放位置: where it is put after the cabinet.")

    def action_confirm(self):
        """Record it."""
        self.ensure_one()
        if self.step == "sign_for":
            vals = {
                "collector_name": self.collector_name,
                "collector_relation": "self",
                "delivered_on": self.delivered_on,
            }
            payload = {
                "signed_by": self.collector_name or "",
                "signed_on": str(hall_moment(self.delivered_on)),
            }
        else:
            vals = {"way_reason": self.way_reason}
            payload = {"reason": self.way_reason or ""}
        if self.step == "take_out":
            vals["shelf_place"] = self.shelf_place
            payload["shelf_place"] = self.shelf_place or ""
        self.delivery_id._transition(
            self.step, vals, payload=payload, expected_revision=self.revision
        )
        return {"type": "ir.actions.act_window_close"}
