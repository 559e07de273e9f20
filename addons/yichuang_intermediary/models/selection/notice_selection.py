from odoo import SUPERUSER_ID, fields, models

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ...tools import price_modes
from ...tools import selection as selection_tool
from ...tools.money import fen_text
from ..notice.notice_mode import DRAWN_MODES, OFFER_MODES
from .notice_choice import CHOICE_MODES

# States of a draw whose list is frozen.
LISTED_DRAWS = ("listed", "revealed", "drawn")


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
            if notice.state == "opened" and notice._hold_rounds():
                continue
            if notice.is_sealed and notice.state == "opened":
                notice._ask_low_prices()
                if not notice._open_low_prices():
                    notice._hand_out_sheets()
            if notice._is_ready():
                notice._decide_one()

    def _is_ready(self):
        """Whether all that the arithmetic needs is there, but for chance and choice."""
        self.ensure_one()
        if self.is_sealed:
            if self.state != "opened":
                return False
            waiting = self._open_low_prices()
            if self._method() == "composite" and not self._scores_in():
                return False
            return not waiting
        states = ("drawn",) if self.mode in DRAWN_MODES else LISTED_DRAWS
        return self.state == "closed" and self.draw_id.state in states

    def _may_be_drawn(self):
        """Whether chance can have a part: not where the owner alone chooses, a ring is
        followed, or the last price of the rounds decides."""
        self.ensure_one()
        if self.mode == "rotation":
            return not self.ring_id
        return self.mode not in ("direct", "plan", "multi_round")

    def _selection_in_force(self):
        """The selection that counts, if there is one."""
        self.ensure_one()
        return self.selection_ids.filtered(lambda one: one.state == "published")[:1]

    def _open_low_prices(self):
        return self.lowprice_ids.filtered(
            lambda line: line.state in ("asked", "explained")
        )

    def _decide_one(self):
        if self.ring_id.state == "annulled":
            self._end(self._no_outcome_text("ring_annulled"))
            return
        try:
            outcome = self._outcome()
        except (selection_tool.NeedsSeed, selection_tool.NeedsChoice):
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
        :raises NeedsChoice: the owner has to choose first
        :raises NoOutcome: nobody can be selected
        """
        return self._outcome_of(self._selection_inputs())

    def _outcome_of(self, inputs):
        """What the mode finds of these inputs, with the notice's own draw."""
        draw = self.draw_id
        return selection_tool.decide(
            inputs,
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
        if self.mode not in OFFER_MODES:
            inputs["candidates"] = self._listed_names()
        if self._method() in CHOICE_MODES:
            inputs.update(self._choice_inputs())
        if self.mode == "multi_round":
            inputs.update(self._round_inputs())
        if self._method() == "composite":
            inputs["sheets"] = self._score_inputs()
            inputs["raters"] = self._rater_inputs()
        if self.mode == "credit":
            inputs["tickets"] = self._ticket_inputs()
        if self.mode == "rotation":
            inputs.update(self._turn_inputs())
        if self.mode == "invited":
            inputs["invited"] = self._invited_names()
        return inputs

    def _listed_names(self):
        """The USCC of all on the frozen list."""
        rows = draw_tool.parse_list(self.draw_id.list_text)
        return sorted(row.uscc for row in rows)

    def _record_outcome(self, outcome):
        """Write the outcome down and pass it on to notice, sign-ups and agencies."""
        self._take_turn()
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
        self._select(winner)

    def _terms_of(self, signup):
        """Price in fen and working days of a sign-up's offer, or of the notice."""
        offer = self.offer_ids.filtered(lambda offer: offer.signup_id == signup)
        if offer:
            return {"amount_fen": offer._final_fen(), "days": offer.days}
        return {"amount_fen": self.amount_fen, "days": self.days}

    def _award_values(self, signup):
        """What the notice keeps of the terms on which this sign-up is awarded."""
        terms = self._terms_of(signup)
        return {"award_fen": terms["amount_fen"], "award_days": terms["days"]}

    def _ask_low_prices(self):
        """Have offers that are abnormally low explained, once."""
        if self.lowprice_ids:
            return
        by_uscc = {offer.agency_id.uscc: offer for offer in self._valid_offers()}
        hit = price_modes.abnormally_low(
            {uscc: offer._final_fen() for uscc, offer in by_uscc.items()},
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
        method = self._method()
        if method == "random":
            return self.env._("Place 1 of the draw.")
        if method == "rotation":
            return self._turn_text()
        reason = self.choice_id.reason
        if method == "direct":
            return self.env._(
                "Chosen by the owner, confirmed by a second person: %(reason)s",
                reason=reason,
            )
        if method == "credit":
            return self.env._(
                "Chosen by the owner from %(number)s drawn with tickets by credit, "
                "confirmed by a second person: %(reason)s",
                number=len(outcome.order),
                reason=reason,
            )
        if method == "plan":
            return self.env._(
                "First in the owner's written comparison of %(number)s proposals, "
                "confirmed by a second person: %(reason)s",
                number=len(outcome.order),
                reason=reason,
            )
        if method == "composite":
            return self.env._(
                "The highest total of %(number)s proposals, scored by %(experts)s "
                "experts: %(total)s points.",
                number=len(outcome.order),
                experts=self.rater_count,
                total=self._total_text(outcome.facts[outcome.order[0]]),
            )
        prices = {
            offer.agency_id.uscc: offer._final_fen() for offer in self._valid_offers()
        }
        price = fen_text(prices[outcome.order[0]])
        number = len(prices)
        if method == "lowest":
            return self.env._(
                "The lowest of %(number)s valid offers: %(price)s yuan.",
                number=number,
                price=price,
            )
        if method == "multi_round":
            return self.env._(
                "The lowest of %(number)s last prices after %(rounds)s rounds: "
                "%(price)s yuan.",
                number=number,
                rounds=self.round_count,
                price=price,
            )
        if method == "band":
            return self.env._(
                "The lowest of the offers within %(percent)s %% of the mean: "
                "%(price)s yuan.",
                percent=self.band_percent,
                price=price,
            )
        if outcome.reference_fen is None:
            return self.env._("The only offer: %(price)s yuan.", price=price)
        if method == "mean":
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
            "not_chosen": self.env._("The owner chose another."),
            "not_drawn": self.env._("Not drawn for the short list."),
            "below_long_list": self.env._("Below the long list by credit."),
            "not_invited": self.env._("Not drawn to be invited."),
            "not_in_ring": self.env._("Not in the ring that was drawn."),
        }[code]

    def _no_outcome_text(self, code):
        return {
            "too_few": self.env._(
                "Fewer valid offers than the notice needs (%(least)s).",
                least=self.min_valid,
            ),
            "none_valid": self.env._("No offer is valid."),
            "none_in_band": self.env._("No offer lies within the band."),
            "none_chosen": self.env._("The owner found that no proposal fits."),
            "ring_annulled": self.env._(
                "The selection that drew the ring has been annulled."
            ),
        }[code]

    def _waiting_text(self):
        """What the selection waits for, in words."""
        self.ensure_one()
        if self._waits_for_invitation():
            return self.env._("the draw of those who are invited")
        if self.state == "closed" and self.is_sealed:
            return self.env._(
                "the shares of %(missing)s more custodians",
                missing=max(self.threshold - len(self._posted_positions()), 1),
            )
        if self.state == "opened" and self.rounds_start and not self.rounds_closed_on:
            return self.env._(
                "the rounds of bidding, until %(moment)s",
                moment=self._moment_text(self._timetable().end),
            )
        if self.state == "opened" and self.lowprice_ids.filtered(
            lambda line: line.state in ("asked", "explained")
        ):
            return self.env._("explanations of low prices and the owner's decision")
        if self.state == "opened" and self._live_sheets():
            sheets = self._live_sheets()
            done = sheets.filtered(lambda sheet: sheet.state != "open")
            return self.env._(
                "the experts: %(done)s of %(number)s score sheets are in",
                done=len(done),
                number=self.rater_count,
            )
        if self.state in ("closed", "opened"):
            choosing = self._method() in CHOICE_MODES and self._choosable()
            return (
                self.env._("the owner's choice and its confirmation by a second person")
                if choosing
                else self.env._("the draw")
            )
        return ""
