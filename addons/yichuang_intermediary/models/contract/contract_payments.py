from odoo import fields, models


class Contract(models.Model):
    """What was invoiced and paid on a contract."""

    _inherit = "yichuang.market.contract"

    payment_ids = fields.One2many(
        "yichuang.market.payment", "contract_id", "Payments", readonly=True
    )

    def _paid_up(self):
        """Whether all that is payable has arrived."""
        contract = self.sudo()
        paid = contract.payment_ids.filtered(lambda one: one.state == "paid")
        return sum(paid.mapped("amount_fen")) >= contract.payable_fen
