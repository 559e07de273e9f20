from odoo import api, fields, models

# Filled in from the case, to be corrected by hand.
FROM_CASE = {
    "compute": "_compute_letter",
    "store": True,
    "precompute": True,
    "readonly": False,
}


class DeliverySend(models.TransientModel):
    """The letter in which a result is sent (邮政快递详情单)."""

    _name = "yichuang.delivery.send"
    _description = "Letter with a result"
    _transient_max_hours = 1

    delivery_id = fields.Many2one(
        "yichuang.delivery", required=True, ondelete="cascade"
    )
    revision = fields.Integer()
    courier = fields.Char(**FROM_CASE, help="快递企业")
    courier_name = fields.Char("Addressed To", **FROM_CASE, help="收件人姓名")
    courier_phone = fields.Char("Phone", **FROM_CASE, help="收件人电话")
    courier_address = fields.Char("Address", **FROM_CASE, help="收件人地址")
    courier_zip = fields.Char("Postal Code", **FROM_CASE, help="邮政编码")
    tracking_number = fields.Char("Mail Number", required=True, help="邮件号")

    @api.depends("delivery_id")
    def _compute_letter(self):
        for wizard in self:
            delivery, case = wizard.delivery_id, wizard.delivery_id.case_id
            wizard.courier = delivery.courier
            wizard.courier_name = delivery.courier_name or case.applicant_name
            wizard.courier_phone = delivery.courier_phone or case.phone
            wizard.courier_address = delivery.courier_address or case.address
            wizard.courier_zip = delivery.courier_zip

    def action_confirm(self):
        """Give the letter to the courier."""
        self.ensure_one()
        letter = (
            "courier",
            "courier_name",
            "courier_phone",
            "courier_address",
            "courier_zip",
            "tracking_number",
        )
        self.delivery_id._transition(
            "send",
            {name: self[name] for name in letter},
            payload={"courier": self.courier or "", "number": self.tracking_number},
            expected_revision=self.revision,
        )
        return {"type": "ir.actions.act_window_close"}
