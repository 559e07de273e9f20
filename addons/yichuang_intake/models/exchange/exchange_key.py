from odoo import fields, models


class ExchangeKey(models.Model):
    """The private key by which packages for one partner are signed. Nobody has
    access to this model; the partner shows the public key that belongs to it."""

    _name = "yichuang.exchange.key"
    _description = "Signing key of an exchange"
    _log_access = False
    _rec_name = "partner_id"

    partner_id = fields.Many2one(
        "yichuang.exchange.partner", required=True, ondelete="cascade", index=False
    )
    private = fields.Char(required=True)

    _partner_uniq = models.UniqueIndex("(partner_id)")
