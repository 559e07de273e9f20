from odoo import fields, models


class Share(models.Model):
    """A custodian's part in the opening of one offer, posted after the close.

    As of the sealed offers, nobody has any access: the shares that opened an offer
    are published by its content key, and a false one by the reason it leaves.
    """

    _name = "yichuang.market.share"
    _description = "Share of a custodian"
    _order = "sealed_id, position, id"

    sealed_id = fields.Many2one(
        "yichuang.market.sealed", required=True, index=True, ondelete="cascade"
    )
    custodian_id = fields.Many2one(
        "yichuang.market.custodian", required=True, index=True, ondelete="restrict"
    )
    position = fields.Integer(required=True)
    value = fields.Char(required=True)
    posted_on = fields.Datetime(required=True)
    valid = fields.Boolean(
        help="Whether it is the share the bidder committed to when sealing."
    )

    _position_uniq = models.UniqueIndex(
        "(sealed_id, position)", "This custodian has posted a share already."
    )
