from datetime import timedelta

from odoo import SUPERUSER_ID, api, fields, models
from odoo.exceptions import UserError

from odoo.addons.yichuang_catalog.tools.transition import Transition

from ...tools import draw as draw_tool
from ...tools import turn_modes
from ...tools.money import fen_text
from ...tools.outcome import Offer
from ..notice.notice_closing import RETRY_TIME


class Notice(models.Model):
    """Bidding in rounds (多轮竞价): the sealed offers are opened first, then every
    bidder has one turn in each round to name a lower price; the lowest last one wins.

    When who may speak follows from the clock of the database and the prices before,
    so nobody starts, stops or skips a turn.
    """

    _inherit = "yichuang.market.notice"

    _transitions = (
        Transition(
            "end_rounds", "opened", "opened", system=True, guards="_guard_rounds_over"
        ),
    )
    _guarded_fields = frozenset({"rounds_start", "rounds_closed_on"})
    _added_guards = {
        "submit": ("_guard_rounds",),
        "publish": ("_guard_rounds",),
    }

    round_count = fields.Integer("Rounds of Bidding", default=3, help="竞价轮数")
    turn_minutes = fields.Integer(
        "Minutes a Turn", default=2, help="每次出价时限(分钟)"
    )
    pause_minutes = fields.Integer(
        "Minutes Between Rounds", default=2, help="轮间间隔(分钟)"
    )
    step_fen = fields.Integer("Least Step in Fen", help="最小降价幅度(分)")
    step = fields.Float(
        "Least Step (yuan)",
        digits=(16, 2),
        compute="_compute_step",
        inverse="_inverse_step",
        help="最小降价幅度(元): a new price is lower than one's last by this at least.",
    )
    rounds_on = fields.Datetime(
        "Rounds Begin On",
        help="多轮竞价开始时间, as announced; later where the offers are opened later.",
    )
    rounds_start = fields.Datetime(
        "Rounds Began On", readonly=True, copy=False, help="多轮竞价实际开始时间"
    )
    rounds_closed_on = fields.Datetime(readonly=True, copy=False)
    turn_ids = fields.One2many("yichuang.market.turn", "notice_id", "Prices Said")

    _rounds_in_range = models.Constraint(
        "CHECK (round_count BETWEEN 1 AND 10 AND turn_minutes BETWEEN 1 AND 30 "
        "AND pause_minutes BETWEEN 1 AND 60 AND step_fen >= 0)",
        "One to ten rounds, 1 to 30 minutes a turn, 1 to 60 between rounds, and a step "
        "that is not negative.",
    )

    @api.depends("step_fen")
    def _compute_step(self):
        for notice in self:
            notice.step = notice.step_fen / 100

    def _inverse_step(self):
        for notice in self:
            notice.step_fen = round(notice.step * 100)

    def _guard_rounds(self, _vals):
        for notice in self.filtered(lambda notice: notice.mode == "multi_round"):
            if not 0 < notice.step_fen < notice.amount_fen:
                raise UserError(
                    self.env._(
                        "State by how much a new price is lower at least: above "
                        "nothing and below the cap."
                    )
                )
            if not notice.rounds_on or notice.rounds_on <= notice.sign_close:
                raise UserError(
                    self.env._(
                        "Announce when the rounds begin: after the end of sign-up, "
                        "with time to open the offers before."
                    )
                )

    def _rounds_content(self):
        """What the frozen notice says of its rounds."""
        self.ensure_one()
        return {
            "round_count": self.round_count,
            "turn_minutes": self.turn_minutes,
            "pause_minutes": self.pause_minutes,
            "step_fen": self.step_fen,
            "rounds_on": self.rounds_on,
        }

    def _hold_rounds(self):
        """Set the rounds going when the offers are open.

        :return: whether bidding goes on, so that nothing can be decided yet
        """
        self.ensure_one()
        if self.mode != "multi_round":
            return False
        if self.rounds_closed_on:
            self._note_last_prices()
            return False
        if not self.rounds_start:
            self._start_rounds()
        return not self.rounds_closed_on

    def _start_rounds(self):
        """The rounds begin when it was announced; where the offers were opened too
        late for that, so much later that everybody can come."""
        now = self._now()
        notice = self.with_user(SUPERUSER_ID)
        if len(self._valid_offers()) < self.min_valid:
            notice._write_guarded({"rounds_closed_on": now})
            return
        lead = timedelta(minutes=self.company_id.market_rounds_minutes)
        notice._write_guarded({"rounds_start": max(self.rounds_on, now + lead)})
        notice._log_event("rounds", {"start": str(self.rounds_start)})
        self.env.ref("yichuang_intermediary.cron_advance")._trigger(
            at=self._timetable().end + RETRY_TIME + timedelta(seconds=1)
        )
        self._tell_agencies(self._valid_offers().agency_id, "rounds")

    def _bidders(self):
        """The offers that take part in the rounds: those that were valid at their
        opening, also where a low price was rejected afterwards."""
        self.ensure_one()
        rejected = self.lowprice_ids.filtered(lambda line: line.state == "rejected")
        return self._valid_offers() | rejected.offer_id

    def _timetable(self):
        """When who may speak."""
        self.ensure_one()
        return turn_modes.Timetable(
            self.rounds_start,
            len(self._bidders()),
            self.round_count,
            self.turn_minutes,
            self.pause_minutes,
        )

    def _standing(self, rounds):
        """By USCC the price after so many rounds, and the order in which it was
        said."""
        self.ensure_one()
        # Prices under numbers; the rules keep the names until the end.
        turns = self.env["yichuang.market.turn"].sudo()
        said = turns.search(turns._domain_of(self, rounds))
        return turn_modes.standing_after(
            [
                Offer(line["uscc"], line["price_fen"], line["received"])
                for line in self._bidders()._inputs()
            ],
            [
                [turn_modes.Turn(line["uscc"], line["price_fen"]) for line in lines]
                for lines in said._published()[:rounds]
            ],
            self.step_fen,
        )

    def _turn_order(self, number):
        """USCC in the order in which they speak in a round: the leader last."""
        return turn_modes.next_turns(self._standing(number - 1))

    def _judge_turn(self):
        """Lock the notice against the end of its rounds and say when this price came
        in, as sign-ups are judged.

        :raises UserError: no rounds are held
        """
        self.ensure_one()
        (state, start, closed), moment = self._share_lock(
            "state", "rounds_start", "rounds_closed_on"
        )
        if state != "opened" or not start or closed:
            raise UserError(
                self.env._("No bidding in rounds is going on for this notice.")
            )
        return moment

    def _guard_rounds_over(self, _vals):
        now = self._now()
        for notice in self:
            if now <= notice._timetable().end + RETRY_TIME:
                raise UserError(
                    self.env._(
                        "The rounds go on until %(moment)s (Beijing time).",
                        moment=self._moment_text(notice._timetable().end),
                    )
                )

    def _values_end_rounds(self, _vals):
        return {notice.id: {"rounds_closed_on": self._now()} for notice in self}

    def _note_last_prices(self):
        """Write down what each bidder asks in the end: when all prices are in, and not
        with the end of the rounds, which may have waited for one it cannot see."""
        self.ensure_one()
        if not self.rounds_start:
            return
        standing = self._standing(self.round_count)
        for offer in self._bidders():
            price = standing[offer.agency_id.uscc][0]
            if offer.last_fen != price:
                offer._write_guarded({"last_fen": price})

    @api.model
    def _cron_advance(self):
        """End the rounds that are over, and decide: two transactions, for the one that
        waits for the last price does not see it."""
        super()._cron_advance()
        bidding = [("mode", "=", "multi_round"), ("state", "=", "opened")]
        running = self.search(
            [*bidding, ("rounds_start", "!=", False), ("rounds_closed_on", "=", False)]
        )
        now = self._now()
        self._advance_each(
            running.filtered(lambda one: now > one._timetable().end + RETRY_TIME),
            lambda notice: notice._end_rounds(),
        )
        self._advance_each(
            self.search([*bidding, ("rounds_closed_on", "!=", False)]),
            lambda notice: notice._decide(),
        )

    def _end_rounds(self):
        """End rounds that are over, once all prices under way are in."""
        self._wait_for_lock()
        return self.with_user(SUPERUSER_ID)._transition("end_rounds")

    def _round_inputs(self):
        """What the rounds add to the inputs of the selection."""
        self.ensure_one()
        return {
            "rounds_start": self.rounds_start or None,
            "bidders": self._bidders()._inputs() if self.rounds_start else [],
            "rounds": self.turn_ids._published() if self.rounds_start else [],
        }

    def _bidder_numbers(self):
        """The bidders by the number under which the page shows them until the end.
        The order is that of hashes of keys which are not public before."""
        self.ensure_one()
        ordered = self._bidders().sorted(
            lambda offer: draw_tool.sha256_hex(offer.content_key)
        )
        return {offer: number for number, offer in enumerate(ordered, 1)}

    def _rounds_shown(self, agency):
        """What the page shows of the rounds at this moment.

        :param agency: the reader's own agency, may be empty
        """
        self.ensure_one()
        if not self.rounds_start or self.state != "opened":
            return {}
        table, now = self._timetable(), self._now()
        slot, over = table.slot(now), table.rounds_over(now)
        standing = self._standing(over)
        order = turn_modes.next_turns(standing)
        change = table.next_change(now)
        offers = self._bidder_numbers()
        by_uscc = {offer.agency_id.uscc: number for offer, number in offers.items()}
        own = agency.uscc if agency.uscc in standing else ""
        speaking = order[slot.place - 1] if slot else ""
        return {
            "finished": over,
            "seconds": max(int((change - now).total_seconds()) + 1, 1) if change else 0,
            "lines": [
                {
                    "number": by_uscc[uscc],
                    "price_fen": standing[uscc][0],
                    "own": uscc == own,
                    "speaks": uscc == speaking,
                }
                for uscc in reversed(order)
            ],
            "headline": self._headline(slot, over, by_uscc.get(speaking)),
            "said": self._said_in(slot, own),
            "may": bool(own) and own == speaking,
            "most_fen": standing[own][0] - self.step_fen if own else 0,
        }

    def _headline(self, slot, over, number):
        """What goes on at this moment, in words; the time left follows it."""
        if slot:
            return self.env._(
                "Round %(round)s of %(rounds)s: bidder %(number)s has the turn, for",
                round=slot.round,
                rounds=self.round_count,
                number=number,
            )
        if over == self.round_count:
            return self.env._("The rounds are over; the result is being computed.")
        return self.env._(
            "Round %(round)s of %(rounds)s begins in",
            round=over + 1,
            rounds=self.round_count,
        )

    def _rounds_text(self):
        """The terms of the rounds, in words."""
        self.ensure_one()
        return self.env._(
            "%(rounds)s rounds from %(moment)s; %(turn)s minutes a turn, %(pause)s "
            "minutes between rounds; each new price is lower by %(step)s yuan at least",
            rounds=self.round_count,
            moment=self._moment_text(self.rounds_start or self.rounds_on)
            if self.rounds_start or self.rounds_on
            else "…",
            turn=self.turn_minutes,
            pause=self.pause_minutes,
            step=fen_text(self.step_fen),
        )

    def _said_in(self, slot, own):
        """The price the reader's own agency has named in the round under way."""
        if not slot or not own:
            return 0
        said = self.turn_ids.filtered(
            lambda turn: turn.bidding_round == slot.round and turn.agency_id.uscc == own
        )
        return said.price_fen
