from odoo import fields, models


class ResPartner(models.Model):
    """A firm of the market, with who acts for it."""

    _inherit = "res.partner"

    market_member_ids = fields.One2many(
        "yichuang.market.member", "partner_id", "Members in the Market"
    )
