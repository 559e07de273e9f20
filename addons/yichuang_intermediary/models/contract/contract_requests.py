from odoo import api, fields, models


class Contract(models.Model):
    """What the sides of a contract asked for, and what the changes come to."""

    _inherit = "yichuang.market.contract"

    request_ids = fields.One2many(
        "yichuang.market.request", "contract_id", "Requests", readonly=True
    )
    payable_fen = fields.Integer(
        "Payable in Fen", compute="_compute_payable", help="应付金额(分)"
    )
    payable = fields.Float(
        "Payable (yuan)",
        digits=(16, 2),
        compute="_compute_payable",
        help="应付金额(元): the price with the changes agreed on.",
    )

    @api.depends("amount_fen", "request_ids.state", "request_ids.change_fen")
    def _compute_payable(self):
        for contract in self:
            changes = contract.sudo().request_ids.filtered(
                lambda one: one.kind == "change" and one.state == "granted"
            )
            contract.payable_fen = contract.amount_fen + sum(
                changes.mapped("change_fen")
            )
            contract.payable = contract.payable_fen / 100
