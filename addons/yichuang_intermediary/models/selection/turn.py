from odoo import api, fields, models
from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain

from ...tools.money import fen_text

BIDDERS = ("agency_admin", "agency_bidder")


class BiddingTurn(models.Model):
    """A price said in a round of bidding (多轮竞价报价), kept as it was said.

    While the rounds go on nobody sees these rows, the hall included: the page shows
    the prices of finished rounds under the bidders' numbers, without names.
    """

    _name = "yichuang.market.turn"
    _description = "Price said in a round"
    _inherit = ["yichuang.market.document"]
    _order = "notice_id desc, bidding_round, said_on, id"
    _rec_name = "agency_id"

    notice_id = fields.Many2one(
        "yichuang.market.notice",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    company_id = fields.Many2one(related="notice_id.company_id", store=True, index=True)
    bidding_round = fields.Integer("Round", required=True, readonly=True)
    offer_id = fields.Many2one(
        "yichuang.market.offer", required=True, readonly=True, ondelete="restrict"
    )
    agency_id = fields.Many2one(
        "yichuang.market.agency",
        required=True,
        index=True,
        readonly=True,
        ondelete="restrict",
    )
    price_fen = fields.Integer("Price Said in Fen", required=True, readonly=True)
    price = fields.Float("Price Said (yuan)", digits=(16, 2), compute="_compute_price")
    said_on = fields.Datetime(
        required=True,
        readonly=True,
        help="出价时间, by the wall clock of the database.",
    )
    user_id = fields.Many2one("res.users", "Said By", required=True, readonly=True)

    _once_uniq = models.UniqueIndex(
        "(offer_id, bidding_round)", "You have named a price in this round already."
    )
    _order_idx = models.Index("(notice_id DESC, bidding_round, said_on, id)")
    _price_positive = models.Constraint(
        "CHECK (price_fen > 0)", "The price is above nothing."
    )

    @api.depends("price_fen")
    def _compute_price(self):
        for turn in self:
            turn.price = turn.price_fen / 100

    @api.model
    def _say(self, notice, agency, price_fen):
        """Name a lower price, as the bidder whose turn it is.

        :param notice: found under the user's own rights
        :param agency: the user's own agency
        :param price_fen: below the own last price by the notice's step at least
        :raises UserError: not the bidder's turn, or not lower by the step
        """
        user = self.env.user
        if not agency or not user._market_may(*BIDDERS):
            raise AccessError(
                self.env._("Only the people who bid for an agency name a price.")
            )
        # The agency is the bidder's own; its offer decides below.
        bidding = notice.sudo()
        moment = bidding._judge_turn()
        offer = bidding._valid_offers().filtered(
            lambda one: one.agency_id == agency.sudo()
        )
        slot = bidding._timetable().slot(moment) if offer else None
        order = bidding._turn_order(slot.round) if slot else []
        if not slot or order[slot.place - 1] != offer.agency_id.uscc:
            raise UserError(
                self.env._(
                    "It is not your turn (%(moment)s, Beijing time, by the database "
                    "clock). The page shows when it is; whoever misses it keeps the "
                    "last price.",
                    moment=self._moment_text(moment),
                )
            )
        last = bidding._standing(slot.round - 1)[offer.agency_id.uscc][0]
        most = last - bidding.step_fen
        if not 0 < price_fen <= most:
            raise UserError(
                self.env._(
                    "Name %(most)s yuan or less: your last price, %(last)s, less the "
                    "step of the notice. Or let the turn pass and keep your price.",
                    most=fen_text(max(most, 0)),
                    last=fen_text(last),
                )
            )
        # Nobody has the right to create these rows; whose turn it is was judged above.
        turn = self.sudo().create(
            [
                {
                    "notice_id": notice.id,
                    "bidding_round": slot.round,
                    "offer_id": offer.id,
                    "agency_id": offer.agency_id.id,
                    "price_fen": price_fen,
                    "said_on": moment,
                    "user_id": user.id,
                }
            ]
        )
        bidding._log_event("turn", {"round": slot.round, "by": user.id})
        return turn

    @api.ondelete(at_uninstall=False)
    def _unlink_except_never(self):
        raise UserError(
            self.env._(
                "What was said in the rounds is kept for 15 years (政府采购法 Art. 42)."
            )
        )

    def _published(self):
        """These turns as the inputs of the selection hold them, round by round."""
        # What the selection is computed from; published with it.
        found = self.sudo().sorted(lambda turn: (turn.said_on, turn.id))
        return [
            [
                {
                    "uscc": turn.agency_id.uscc,
                    "price_fen": turn.price_fen,
                    "said_on": turn.said_on,
                }
                for turn in found
                if turn.bidding_round == number
            ]
            for number in range(1, self.notice_id.round_count + 1)
        ]

    @api.model
    def _domain_of(self, notice, rounds):
        """The prices said in the first rounds of a notice."""
        return Domain("notice_id", "=", notice.id) & Domain(
            "bidding_round", "<=", rounds
        )
