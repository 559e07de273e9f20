from fractions import Fraction

from odoo import SUPERUSER_ID, fields, models
from odoo.exceptions import UserError

from ...tools import draw as draw_tool
from ...tools import score_modes
from ...tools.score_modes import LEAST_PRICE_WEIGHT
from ..notice.notice import OPENED_STATES


class Notice(models.Model):
    """Selection by points (综合评分): experts drawn by the notice's own seed score the
    proposals blind, price and criteria add up to a hundred."""

    _inherit = "yichuang.market.notice"

    price_weight = fields.Integer(
        default=30, help="价格分权重: of a hundred; ten at least (财政部令87号)."
    )
    rater_count = fields.Integer(
        "Experts", default=3, help="评审专家人数: odd, three at least."
    )
    criterion_ids = fields.One2many(
        "yichuang.market.criterion", "notice_id", "Criteria", copy=True
    )
    sheet_ids = fields.One2many(
        "yichuang.market.score.sheet", "notice_id", "Score Sheets"
    )
    _added_guards = {"submit": ("_guard_composite",)}

    def _guard_composite(self, _vals):
        for notice in self:
            if notice._method() != "composite":
                continue
            weights = sum(notice.criterion_ids.mapped("weight"))
            if notice.price_weight < LEAST_PRICE_WEIGHT:
                raise UserError(
                    self.env._(
                        "The price weighs %(least)s of a hundred at least "
                        "(财政部令87号).",
                        least=LEAST_PRICE_WEIGHT,
                    )
                )
            if not notice.criterion_ids or notice.price_weight + weights != 100:
                raise UserError(
                    self.env._(
                        "Price and criteria weigh %(sum)s together; it must be 100.",
                        sum=notice.price_weight + weights,
                    )
                )
            if notice.rater_count < 3 or notice.rater_count % 2 == 0:
                raise UserError(
                    self.env._("Three experts or more score, an odd number of them.")
                )

    def _aliases(self):
        """The valid offers by the number under which experts know them; the order is
        that of their hashes, which tells nobody whose they are."""
        self.ensure_one()
        ordered = self._valid_offers().sorted(
            lambda offer: draw_tool.sha256_hex(
                self.draw_id.seed + offer.signup_id.receipt_sha256
            )
        )
        return {f"{place:02d}": offer for place, offer in enumerate(ordered, 1)}

    def _offers_public(self):
        """Whether everybody may open the offers again: not while experts score them
        blind or rounds are held, for the sealed text names its agency."""
        self.ensure_one()
        scoring = self._method() == "composite" and self.state == "opened"
        bidding = self.mode == "multi_round" and not self.rounds_closed_on
        return self.state in OPENED_STATES and not scoring and not bidding

    def _live_sheets(self):
        """The sheets of this round that count."""
        self.ensure_one()
        return self.sudo().sheet_ids.filtered(
            lambda sheet: sheet.state != "excused" and sheet.round == self.draw_id.round
        )

    def _hand_out_sheets(self):
        """Give sheets to as many experts as the notice names, in drawn order; an
        excused one is followed by the next."""
        sheets = self.env["yichuang.market.score.sheet"].sudo()
        for notice in self:
            if notice._method() != "composite" or notice.draw_id.state != "drawn":
                continue
            had = notice.sudo().sheet_ids.filtered(
                lambda sheet, own=notice: sheet.round == own.draw_id.round
            )
            wanted = notice.rater_count - len(notice._live_sheets())
            free = [one for one in notice._rater_order() if one not in had.rater_id]
            if wanted > len(free):
                public = notice._in_public_language()
                public._end(
                    public.env._("Too few experts of the frozen list have no tie.")
                )
                continue
            for place, rater in enumerate(free[: max(wanted, 0)], len(had) + 1):
                sheets._hand_out(notice.sudo(), rater, place)

    def _after_sheet(self):
        """Publish the sheets and decide, when the last one is in."""
        for notice in self.with_user(SUPERUSER_ID):
            sheets = notice._live_sheets()
            if len(sheets) == notice.rater_count and all(
                sheet.state == "submitted" for sheet in sheets
            ):
                sheets._transition("publish")
                notice._decide()

    def _score_inputs(self):
        """The points by USCC: of each expert, in drawn order, by criterion."""
        self.ensure_one()
        sheets = self._live_sheets().sorted("place")
        points = {}
        for line in sheets.line_ids:
            points[line.sheet_id, line.offer_id, line.criterion_id] = line.points
        return {
            offer.agency_id.uscc: [
                [points[sheet, offer, criterion] for criterion in self.criterion_ids]
                for sheet in sheets
            ]
            for offer in self._valid_offers()
        }

    def _score_table(self):
        """How the totals came about, the best first, to two decimals: of the price,
        and of each criterion with the points of all experts."""
        self.ensure_one()
        given, weights = self._score_inputs(), self.criterion_ids.mapped("weight")
        offers = self._valid_offers()
        least = min(offers.mapped("price_fen"), default=0)
        rows = []
        for offer in offers:
            sheets = tuple(tuple(sheet) for sheet in given[offer.agency_id.uscc])
            scored = score_modes.Scored(offer.agency_id.uscc, offer.price_fen, sheets)
            found = score_modes.parts(scored, least, self.price_weight, weights)
            rows.append((sum(found), offer, found, zip(*sheets, strict=True)))
        rows.sort(key=lambda row: (-row[0], row[1].price_fen))
        return [
            {
                "agency": offer.agency_id,
                "price": self._total_text(price),
                "criteria": [
                    {"text": self._total_text(part), "points": list(map(str, points))}
                    for part, points in zip(criteria, columns, strict=True)
                ],
                "total": self._total_text(total),
            }
            for total, offer, (price, *criteria), columns in rows
        ]

    def _scores_in(self):
        sheets = self._live_sheets()
        return len(sheets) >= self.rater_count and all(
            sheet.state == "published" for sheet in sheets
        )

    def _total_text(self, total):
        """A total for people, to two decimals; the exact fraction is published too."""
        hundredths = round(Fraction(total) * 100)
        return f"{hundredths // 100}.{hundredths % 100:02d}"
