"""Selection in turns: round a ring (顺序轮候), or bid by bid (多轮竞价)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

try:
    from .outcome import (
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        no_seed,
        within_cap,
    )
except ImportError:  # in the verification pack the files lie side by side
    from outcome import (
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        no_seed,
        within_cap,
    )


def new_ring(candidates: Iterable[str], tie: Tie = no_seed) -> Outcome:
    """顺序轮候, the first time: the draw puts all who signed up into the ring, and the
    first of it has the first turn."""
    names = sorted(candidates)
    if not names:
        raise NoOutcome("none_valid")
    return Outcome(tuple(tie(names)))


def rotation(ring: Sequence[str], last: str | None, valid: Iterable[str]) -> Outcome:
    """顺序轮候: the ring from behind whoever had the last turn, without those who did
    not sign up; they keep their place.

    >>> rotation(["A", "B", "C"], "B", {"A", "B"}).order
    ('A', 'B')
    """
    start = ring.index(last) + 1 if last in ring else 0
    valid = set(valid)
    order = [uscc for uscc in (*ring[start:], *ring[:start]) if uscc in valid]
    if not order:
        raise NoOutcome("none_valid")
    out = dict.fromkeys(sorted(valid - set(ring)), "not_in_ring")
    return Outcome(tuple(order), out)


@dataclass(frozen=True)
class Turn:
    """What a bidder said in one round: a lower price, or ``None`` to stay."""

    uscc: str
    price_fen: int | None


@dataclass(frozen=True)
class Slot:
    """The time of one turn: round and place, both from 1, and when it ends."""

    round: int
    place: int
    end: datetime


@dataclass(frozen=True)
class Timetable:
    """When who may speak in rounds of bidding (多轮竞价时间表), known before the first.

    In each round every bidder has one turn, one after the other; between rounds there
    is a pause, in which the prices of the last one are public.
    """

    start: datetime
    bidders: int
    rounds: int
    turn_minutes: int
    pause_minutes: int

    @property
    def end(self) -> datetime:
        """When the last turn of the last round is over."""
        return self._slot_end(self.rounds, self.bidders)

    def _slot_end(self, number, place):
        turns = (number - 1) * self.bidders + place
        minutes = turns * self.turn_minutes + (number - 1) * self.pause_minutes
        return self.start + timedelta(minutes=minutes)

    def slot(self, moment: datetime) -> Slot | None:
        """Whose turn a moment lies in: at its end inclusive, as the end of sign-up.

        :return: ``None`` before the first turn, in a pause, and after the last
        """
        for number in range(1, self.rounds + 1):
            for place in range(1, self.bidders + 1):
                end = self._slot_end(number, place)
                if end - timedelta(minutes=self.turn_minutes) < moment <= end:
                    return Slot(number, place, end)
        return None

    def rounds_over(self, moment: datetime) -> int:
        """How many rounds are over at a moment."""
        ends = (self._slot_end(n, self.bidders) for n in range(1, self.rounds + 1))
        return sum(moment > end for end in ends)

    def next_change(self, moment: datetime) -> datetime | None:
        """When the next turn or pause begins; ``None`` when all is over."""
        if moment <= self.start:
            return self.start
        slot = self.slot(moment)
        if slot:
            return slot.end
        done = self.rounds_over(moment)
        if done == self.rounds:
            return None
        return self._slot_end(done, self.bidders) + timedelta(
            minutes=self.pause_minutes
        )


def next_turns(standing: Mapping[str, tuple[int, int]]) -> list[str]:
    """多轮竞价: the order of turns of the next round, from the worst to the best, so
    that the leader speaks last.

    :param standing: by USCC the price, and the place in the order of receipt
    """
    return sorted(standing, key=lambda uscc: standing[uscc], reverse=True)


def standing_after(
    first: Sequence[Offer], rounds: Sequence[Sequence[Turn]], least_step_fen: int
) -> dict[str, tuple[int, int]]:
    """Where the bidders stand after some rounds: by USCC the price and when it was
    first said, as a place in the order of all that was said.

    A new price must beat one's own last by at least the step; what does not counts as
    staying.
    """
    by_receipt = sorted(first, key=lambda offer: offer.received)
    standing = {
        offer.uscc: (offer.price_fen, place) for place, offer in enumerate(by_receipt)
    }
    moment = len(by_receipt)
    for turns in rounds:
        said = {turn.uscc: turn.price_fen for turn in turns}
        for uscc in next_turns(standing):
            price, moment = said.get(uscc), moment + 1
            if price is not None and 0 < price <= standing[uscc][0] - least_step_fen:
                standing[uscc] = (price, moment)
    return standing


def multi_round(
    first: Sequence[Offer],
    cap_fen: int,
    rounds: Sequence[Sequence[Turn]],
    least_step_fen: int,
) -> Outcome:
    """多轮竞价: sealed first offers, then rounds of open turns; the lowest last price.

    Equal prices: the earlier one ranks better, so no draw is needed.
    """
    valid, out = within_cap(first, cap_fen)
    standing = standing_after(valid, rounds, least_step_fen)
    order = sorted(standing, key=lambda uscc: standing[uscc])
    facts = {uscc: str(price) for uscc, (price, _moment) in standing.items()}
    return Outcome(tuple(order), out, facts=facts)
