from odoo import api, fields, models

# Modes in which all agencies make an offer, sealed until all are opened together.
OFFER_MODES = (
    "lowest",
    "best_price",
    "mean",
    "band",
    "plan",
    "composite",
    "multi_round",
)
# Modes that cannot decide anything before the draw is held.
DRAWN_MODES = ("random", "credit")
# Modes in which the owner need not hear several: one valid sign-up does.
SOLE_MODES = ("direct",)
# How many are invited at least (政府采购法 Art. 34).
LEAST_INVITED = 3


class Notice(models.Model):
    """The way of selection, fixed at publication: one notice has one mode."""

    _inherit = "yichuang.market.notice"

    mode = fields.Selection(
        [
            ("random", "Draw at a fixed price"),
            ("lowest", "Lowest price"),
            ("best_price", "Best price (drawn percentage of the mean)"),
            ("mean", "Nearest to the mean"),
            ("band", "Lowest within a band around the mean"),
            ("credit", "By credit: tickets, a short list, the owner's choice"),
            ("plan", "By proposal: the owner's written comparison"),
            ("composite", "By points: price and criteria scored by experts"),
            ("multi_round", "Bidding in rounds"),
            ("rotation", "In turn, round a ring that was drawn"),
            ("direct", "Chosen directly by the owner"),
            ("invited", "Among agencies drawn to be invited"),
        ],
        "Way of Selection",
        required=True,
        default="random",
        index=True,
        help="选取方式. Modes by average are easy to game: take them only where local "
        "rules demand it.",
    )
    is_sealed = fields.Boolean(
        "Sealed Offers",
        compute="_compute_is_sealed",
        store=True,
        help="密封报价: offers are encrypted in the bidder's browser.",
    )
    band_percent = fields.Integer(
        "Band in Percent",
        default=10,
        help="有效报价区间: offers further from the mean do not count.",
    )
    invite_count = fields.Integer(
        "Invited",
        default=LEAST_INVITED,
        help="邀请家数: drawn from the qualified who signed up; only their offers are "
        "opened.",
    )
    invite_then = fields.Selection(
        [
            ("lowest", "Lowest price"),
            ("plan", "By proposal"),
            ("composite", "By points"),
        ],
        "Among the Invited",
        default="lowest",
        help="受邀机构之间的选取方式",
    )
    award_fen = fields.Integer("Award in Fen", readonly=True, copy=False)
    award_days = fields.Integer(
        "Awarded Working Days", readonly=True, copy=False, help="中选服务时限"
    )

    _guarded_fields = frozenset({"award_fen", "award_days"})

    _band_in_range = models.Constraint(
        "CHECK (band_percent BETWEEN 1 AND 100)", "The band is 1 to 100 percent."
    )

    _invited_enough = models.Constraint(
        "CHECK (invite_count >= 3)",
        "At least three are invited (政府采购法 Art. 34).",
    )

    @api.depends("mode", "invite_then")
    def _compute_is_sealed(self):
        for notice in self:
            notice.is_sealed = notice._method() in OFFER_MODES

    def _method(self):
        """How the one selected is found in the end: the way itself or, of those who
        were drawn to be invited, the way that follows."""
        self.ensure_one()
        return self.invite_then if self.mode == "invited" else self.mode

    def _least_valid(self):
        """How many valid sign-ups the law asks for, by money and way."""
        self.ensure_one()
        if self.mode in SOLE_MODES:
            return 1
        if self.mode == "invited":
            return LEAST_INVITED
        return 2 if self.funding == "social" else 3

    def _mode_content(self):
        """What the frozen notice says of the way of selection."""
        self.ensure_one()
        content = {"mode": self.mode}
        if self.mode == "band":
            content["band_percent"] = self.band_percent
        if self.mode == "best_price":
            content["base_percents"] = [95, 96, 97, 98]
        if self.mode == "multi_round":
            content.update(self._rounds_content())
        if self.mode == "rotation":
            content["ring"] = self._ring_content()
        if self.mode == "direct":
            content["named"] = self.named_agency_id.uscc or None
            content["named_reason"] = self.named_reason or None
        if self.mode == "invited":
            content["invite_count"] = self.invite_count
            content["then"] = self.invite_then
        if self._method() == "composite":
            content["price_weight"] = self.price_weight
            content["criteria"] = self.criterion_ids._published()
            content["rater_count"] = self.rater_count
            content["experts"] = self._experts_content()
        if self.mode == "credit":
            content["long_list"] = self.long_list
            content["short_list"] = self.short_list
            content["choice_on"] = self.choice_on
        return content

    def _award_terms(self):
        """The main terms of the contract of this award: price in fen, working days;
        those of the winner's offer where offers were made."""
        self.ensure_one()
        return {
            "amount_fen": self.award_fen or self.amount_fen,
            "days": self.award_days or self.days,
        }
