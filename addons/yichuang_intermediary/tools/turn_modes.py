"""Selection in turns: round a ring (顺序轮候), or bid by bid (多轮竞价)."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

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


def next_turns(standing: Mapping[str, tuple[int, int]]) -> list[str]:
    """多轮竞价: the order of turns of the next round, from the worst to the best, so
    that the leader speaks last.

    :param standing: by USCC the price, and the place in the order of receipt
    """
    return sorted(standing, key=lambda uscc: standing[uscc], reverse=True)


def multi_round(
    first: Sequence[Offer],
    cap_fen: int,
    rounds: Sequence[Sequence[Turn]],
    least_step_fen: int,
) -> Outcome:
    """多轮竞价: sealed first offers, then rounds of open turns; the lowest last price.

    A new price must beat one's own last by at least the step; what does not counts as
    staying. Equal prices: the earlier one ranks better, so no draw is needed.
    """
    valid, out = within_cap(first, cap_fen)
    by_receipt = sorted(valid, key=lambda offer: offer.received)
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
    order = sorted(standing, key=lambda uscc: standing[uscc])
    facts = {uscc: str(price) for uscc, (price, _moment) in standing.items()}
    return Outcome(tuple(order), out, facts=facts)
