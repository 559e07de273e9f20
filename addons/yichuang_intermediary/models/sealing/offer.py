from odoo import SUPERUSER_ID, api, fields, models

from odoo.addons.yichuang_catalog.tools.transition import Transition


class Offer(models.Model):
    """An offer after its opening (报价). There is no row before.

    Everybody can decrypt the sealed text again with the content key published here.
    """

    _name = "yichuang.market.offer"
    _description = "Opened offer"
    _inherit = ["yichuang.market.document", "yichuang.lifecycle"]
    _order = "notice_id desc, price_fen, id"
    _rec_name = "agency_id"

    _transitions = (Transition("void", "valid", "void", system=True),)
    _guarded_fields = frozenset(
        {
            "signup_id",
            "notice_id",
            "agency_id",
            "price_fen",
            "last_fen",
            "days",
            "proposal",
            "content_key",
            "sealed_sha256",
            "opened_on",
            "void_reason",
        }
    )
    _open_states = ()

    signup_id = fields.Many2one(
        "yichuang.market.signup", required=True, index=True, ondelete="restrict"
    )
    notice_id = fields.Many2one(
        "yichuang.market.notice", required=True, index=True, ondelete="restrict"
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    agency_id = fields.Many2one(
        "yichuang.market.agency", required=True, index=True, ondelete="restrict"
    )
    price_fen = fields.Integer("Price in Fen", help="报价(分)")
    price = fields.Float(
        "Price (yuan)",
        digits=(16, 2),
        compute="_compute_price",
        help="报价(元), after the rounds where rounds were held.",
    )
    last_fen = fields.Integer(
        "Price After the Rounds in Fen",
        help="多轮竞价最终报价(分); 0 where no rounds were held.",
    )
    days = fields.Integer("Working Days Offered", help="承诺服务时限(工作日)")
    proposal = fields.Text(help="响应方案")
    content_key = fields.Char(help="The key that opens the sealed text, published.")
    sealed_sha256 = fields.Char("SHA-256 of the Sealed Offer", required=True)
    opened_on = fields.Datetime(required=True, help="开标时间")
    void_reason = fields.Text(help="无效原因, as published.")
    state = fields.Selection(
        [("valid", "Valid"), ("void", "Void")], required=True, default="valid"
    )

    _signup_uniq = models.UniqueIndex("(signup_id)", "This offer has been opened.")
    _order_idx = models.Index("(notice_id DESC, price_fen, id)")

    @api.depends("price_fen", "last_fen")
    def _compute_price(self):
        for offer in self:
            offer.price = offer._final_fen() / 100

    def _final_fen(self):
        """What the bidder asks in the end, in fen."""
        self.ensure_one()
        return self.last_fen or self.price_fen

    def _published(self):
        """These offers as the pack and the page for checking show them."""
        return [
            {
                "uscc": offer.agency_id.uscc,
                "receipt_number": offer.signup_id.receipt_number,
                "receipt": offer.signup_id.receipt,
                "sealed_sha256": offer.sealed_sha256,
                "content_key": offer.content_key or None,
                "state": offer.state,
                "price_fen": offer.price_fen,
                "days": offer.days,
                "void_reason": offer.void_reason or None,
            }
            for offer in self.sudo().sorted(lambda offer: offer.agency_id.uscc)
        ]

    def _inputs(self):
        """What the selection is computed from, in the order of receipt."""
        return [
            {
                "uscc": offer.agency_id.uscc,
                "price_fen": offer.price_fen,
                "days": offer.days,
                "received": place,
            }
            for place, offer in enumerate(self._by_receipt())
        ]

    def _void(self, reason):
        """Take an offer out of the selection, with its sign-up."""
        for offer in self.with_user(SUPERUSER_ID):
            offer._transition("void", {"void_reason": reason})
            offer.signup_id._transition("void", {"reason": reason})

    def _by_receipt(self):
        return self.sudo().sorted(
            lambda offer: (offer.signup_id.received_on, offer.signup_id.receipt_sha256)
        )
