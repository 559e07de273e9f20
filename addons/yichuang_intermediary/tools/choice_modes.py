"""Selection in which the owner chooses in the open, within what chance and rule leave.

直接选取: among all who signed up · 信用择优: among those drawn with tickets by
credit · 方案择优: by a written comparison of all proposals · 邀请: before any of them,
who is invited at all.
"""

from collections.abc import Iterable, Mapping, Sequence

try:
    from .outcome import (
        NeedsChoice,
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        no_seed,
        ranked,
        within_cap,
    )
except ImportError:  # in the verification pack the files lie side by side
    from outcome import (
        NeedsChoice,
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        no_seed,
        ranked,
        within_cap,
    )

# 政府采购法 Art. 34: suppliers invited at random from the qualified.
LEAST_INVITED = 3
# 信用择优, 方案择优: fewer sign-ups leave nothing to choose.
LEAST_TO_CHOOSE = 2


def direct(candidates: Iterable[str], choice: str | None) -> Outcome:
    """直接选取: whoever the owner chose; there are no reserves.

    >>> direct(["A", "B"], "B").out
    {'A': 'not_chosen'}
    """
    names = sorted(candidates)
    if not names:
        raise NoOutcome("none_valid")
    if choice is None:
        raise NeedsChoice(names)
    if choice not in names:
        raise ValueError("the one chosen did not sign up")
    return Outcome((choice,), {name: "not_chosen" for name in names if name != choice})


def credit_tickets(
    scores: Mapping[str, int], long_list: int, tie: Tie = no_seed
) -> dict[str, int]:
    """信用择优, first step: the ``long_list`` best by credit and their tickets, in
    proportion to the score; who is cut gets none. Equal at the cut: the draw.

    :param scores: credit in tenths of a point; at least one ticket is given
    """
    offers = [Offer(uscc, 0) for uscc in scores]
    order = ranked(offers, lambda offer: (-scores[offer.uscc],), tie, until=long_list)
    return {uscc: max(scores[uscc], 1) for uscc in order[:long_list]}


def credit_short_list(
    scores: Mapping[str, int], long_list: int, short_list: int, tie: Tie = no_seed
) -> tuple[list[str], dict[str, int]]:
    """信用择优, second step: ``short_list`` names drawn with the tickets.

    :return: the names in drawn order, and the tickets of the long list
    """
    tickets = credit_tickets(scores, long_list, tie)
    return tie(sorted(tickets))[:short_list], tickets


def credit(
    scores: Mapping[str, int],
    long_list: int,
    short_list: int,
    choice: str | None,
    tie: Tie = no_seed,
) -> Outcome:
    """信用择优: the owner picks one of the short list; the others of it are its
    reserves in drawn order.

    :param tie: a draw that weighs each name by its tickets
    """
    if len(scores) < LEAST_TO_CHOOSE:
        raise NoOutcome("too_few")
    drawn, tickets = credit_short_list(scores, long_list, short_list, tie)
    if choice is None:
        raise NeedsChoice(drawn)
    if choice not in drawn:
        raise ValueError("the one chosen is not on the short list")
    out = {
        uscc: "not_drawn" if uscc in tickets else "below_long_list"
        for uscc in sorted(scores)
        if uscc not in drawn
    }
    order = (choice, *(uscc for uscc in drawn if uscc != choice))
    facts = {uscc: str(number) for uscc, number in sorted(tickets.items())}
    return Outcome(order, out, facts=facts)


def by_proposal(
    offers: Sequence[Offer], cap_fen: int, compared: Sequence[str] | None
) -> Outcome:
    """方案择优: the owner's written comparison puts all valid proposals in an order.

    :param compared: USCC in the owner's order; empty when none of them fits
    """
    valid, out = within_cap(offers, cap_fen)
    if len(valid) < LEAST_TO_CHOOSE:
        raise NoOutcome("too_few")
    names = sorted(offer.uscc for offer in valid)
    if compared is None:
        raise NeedsChoice(names)
    if not compared:
        raise NoOutcome("none_chosen")
    if sorted(compared) != names:
        raise ValueError("the comparison is not of all valid offers")
    return Outcome(tuple(compared), out)


def invited(candidates: Iterable[str], number: int, tie: Tie = no_seed) -> list[str]:
    """邀请: who is invited, drawn from the qualified who signed up.

    >>> invited(["B", "A", "C"], 3)
    ['A', 'B', 'C']
    """
    names = sorted(candidates)
    return names if len(names) <= number else tie(names)[:number]
