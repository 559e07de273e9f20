from odoo import api, fields, models

# Modes in which agencies make an offer, sealed until all are opened together.
OFFER_MODES = ("lowest", "best_price", "mean", "band")


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
    award_fen = fields.Integer("Award in Fen", readonly=True, copy=False)
    award_days = fields.Integer(
        "Awarded Working Days", readonly=True, copy=False, help="中选服务时限"
    )

    _guarded_fields = frozenset({"award_fen", "award_days"})

    _band_in_range = models.Constraint(
        "CHECK (band_percent BETWEEN 1 AND 100)", "The band is 1 to 100 percent."
    )

    @api.depends("mode")
    def _compute_is_sealed(self):
        for notice in self:
            notice.is_sealed = notice.mode in OFFER_MODES

    def _mode_content(self):
        """What the frozen notice says of the way of selection."""
        self.ensure_one()
        content = {"mode": self.mode}
        if self.mode == "band":
            content["band_percent"] = self.band_percent
        if self.mode == "best_price":
            content["base_percents"] = [95, 96, 97, 98]
        return content

    def _award_terms(self):
        """The main terms of the contract of this award: price in fen, working days;
        those of the winner's offer where offers were made."""
        self.ensure_one()
        return {
            "amount_fen": self.award_fen or self.amount_fen,
            "days": self.award_days or self.days,
        }
