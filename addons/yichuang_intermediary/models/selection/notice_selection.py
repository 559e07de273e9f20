from odoo import SUPERUSER_ID, fields, models

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ...tools import selection as selection_tool
from ...tools.money import fen_text


class Notice(models.Model):
    """How the outcome of a notice is found: by its mode, from frozen inputs."""

    _inherit = "yichuang.market.notice"

    offer_ids = fields.One2many("yichuang.market.offer", "notice_id", "Offers Opened")
    selection_ids = fields.One2many("yichuang.market.selection", "notice_id")
    lowprice_ids = fields.One2many("yichuang.market.lowprice", "notice_id")
    waits_for = fields.Char(
        "Waiting For",
        compute="_compute_waits_for",
        groups="base.group_user",
        help="What the selection waits for at the moment.",
    )

    def _compute_waits_for(self):
        for notice in self:
            notice.waits_for = notice.sudo()._waiting_text()

    def _after_open(self, _vals):
        self._tell_agencies(self.sudo().signup_ids.agency_id, "opened")

    def _decide(self):
        """Select, where everything the selection needs is there; else go on waiting."""
        for notice in self.sudo()._in_public_language():
            if notice._is_ready():
                notice._decide_one()

    def _is_ready(self):
        self.ensure_one()
        if self.is_sealed:
            if self.state != "opened":
                return False
            self._ask_low_prices()
            waiting = self.lowprice_ids.filtered(
                lambda line: line.state in ("asked", "explained")
            )
            return not waiting
        return self.state == "closed" and self.draw_id.state == "drawn"

    def _decide_one(self):
        try:
            outcome = self._outcome()
        except selection_tool.NeedsSeed:
            return
        except selection_tool.NoOutcome as nobody:
            self._end(self._no_outcome_text(nobody.code))
            return
        self._record_outcome(outcome)

    def _valid_offers(self):
        return self.offer_ids.filtered(lambda offer: offer.state == "valid")

    def _outcome(self):
        """What the mode of the notice finds.

        :raises NeedsSeed: the draw has to be made first
        :raises NoOutcome: nobody can be selected
        """
        draw = self.draw_id
        return selection_tool.decide(
            self._selection_inputs(),
            draw._tie,
            draw_tool.base_percent(bytes.fromhex(draw.seed)) if draw.seed else None,
        )

    def _selection_inputs(self):
        """What the outcome is computed from, as it is hashed and published."""
        inputs = {
            "format": "yichuang-selection/1",
            "number": self.number,
            "round": self.draw_id.round or 1,
            **self._mode_content(),
            "funding": self.funding,
            "list_sha256": self.draw_id.list_sha256,
            "seed": self.draw_id.seed or None,
        }
        if self.is_sealed:
            inputs["cap_fen"] = self.amount_fen
            inputs["min_valid"] = self.min_valid
            inputs["offers"] = self._valid_offers()._inputs()
        else:
            inputs["candidates"] = sorted(
                row.uscc for row in draw_tool.parse_list(self.draw_id.list_text)
            )
        return inputs

    def _record_outcome(self, outcome):
        """Write the outcome down and pass it on to notice, sign-ups and agencies."""
        inputs = self._selection_inputs()
        result = selection_tool.as_result(outcome)
        signups = {
            signup.agency_id.uscc: signup.with_user(SUPERUSER_ID)
            for signup in self.signup_ids
            if signup.state == "valid"
        }
        winner = signups[outcome.order[0]]
        explanation = self._explanation(outcome)
        self.env["yichuang.market.selection"]._publish(
            self,
            winner.agency_id,
            canonical_text(inputs),
            canonical_text(result),
            explanation,
        )
        for position, uscc in enumerate(outcome.order, 1):
            signups[uscc]._transition(
                "win" if position == 1 else "reserve", {"position": position}
            )
        for uscc, code in outcome.out.items():
            if uscc in signups:
                signups[uscc]._transition("pass_over", {"reason": self._out_text(code)})
        self._select(winner.agency_id, self._terms_of(winner))

    def _terms_of(self, signup):
        """Price in fen and working days of a sign-up's offer, or of the notice."""
        offer = self.offer_ids.filtered(lambda offer: offer.signup_id == signup)
        if offer:
            return {"amount_fen": offer.price_fen, "days": offer.days}
        return {"amount_fen": self.amount_fen, "days": self.days}

    def _ask_low_prices(self):
        """Have offers that are abnormally low explained, once."""
        if self.lowprice_ids:
            return
        by_uscc = {offer.agency_id.uscc: offer for offer in self._valid_offers()}
        hit = selection_tool.abnormally_low(
            {uscc: offer.price_fen for uscc, offer in by_uscc.items()},
            self._low_price_floor(),
        )
        if hit:
            self.env["yichuang.market.lowprice"]._ask(
                self, {by_uscc[uscc]: tests for uscc, tests in hit.items()}
            )

    def _low_price_floor(self):
        """The price below which an offer has to be explained in any case, in fen:
        the lowest twentieth of the service's benchmark, where there is one."""
        return

    def _explanation(self, outcome):
        """Why it won, in words (中选理由)."""
        if self.mode == "random":
            return self.env._("Place 1 of the draw.")
        prices = {
            offer.agency_id.uscc: offer.price_fen for offer in self._valid_offers()
        }
        price = fen_text(prices[outcome.order[0]])
        number = len(prices)
        if self.mode == "lowest":
            return self.env._(
                "The lowest of %(number)s valid offers: %(price)s yuan.",
                number=number,
                price=price,
            )
        if self.mode == "band":
            return self.env._(
                "The lowest of the offers within %(percent)s %% of the mean: "
                "%(price)s yuan.",
                percent=self.band_percent,
                price=price,
            )
        if outcome.reference_fen is None:
            return self.env._("The only offer: %(price)s yuan.", price=price)
        if self.mode == "mean":
            return self.env._(
                "The nearest to the mean of %(number)s valid offers (%(mean)s yuan): "
                "%(price)s yuan.",
                number=number,
                mean=fen_text(outcome.reference_fen),
                price=price,
            )
        return self.env._(
            "The nearest to the reference of %(reference)s yuan (%(percent)s %% of the "
            "mean, the percentage drawn): %(price)s yuan.",
            reference=fen_text(outcome.reference_fen),
            percent=outcome.facts["base_percent"],
            price=price,
        )

    def _out_text(self, code):
        return {
            "no_price": self.env._("The offer states no price."),
            "above_cap": self.env._("The price is above the cap."),
            "extreme": self.env._(
                "The highest and the lowest offer leave and cannot be selected."
            ),
            "outside_band": self.env._("The price lies outside the band."),
        }[code]

    def _no_outcome_text(self, code):
        return {
            "too_few": self.env._(
                "Fewer valid offers than the notice needs (%(least)s).",
                least=self.min_valid,
            ),
            "none_valid": self.env._("No offer is valid."),
            "none_in_band": self.env._("No offer lies within the band."),
        }[code]

    def _waiting_text(self):
        """What the selection waits for, in words."""
        self.ensure_one()
        if self.state == "closed" and self.is_sealed:
            return self.env._(
                "the shares of %(missing)s more custodians",
                missing=max(self.threshold - len(self._posted_positions()), 1),
            )
        if self.state == "opened" and self.lowprice_ids.filtered(
            lambda line: line.state in ("asked", "explained")
        ):
            return self.env._("explanations of low prices and the owner's decision")
        if self.state in ("closed", "opened"):
            return self.env._("the draw")
        return ""
