"""Signs that offers were agreed upon (招标投标法实施条例 Art. 40), for people to judge.

None of them is proof: each has an innocent explanation, and honest offers show some.
Money is in whole fen, ratios are exact.
"""

from collections import Counter, defaultdict
from collections.abc import Hashable, Mapping, Sequence
from fractions import Fraction
from itertools import combinations, pairwise
from typing import NamedTuple

LEAST_OFFERS = 3
# Below this the offers lie closer together than those of rivals usually do.
CV_PERCENT = 3
# The gap between the two lowest against the spread of all but the lowest.
GAP_TIMES = 3
# How far a step may be off and still count as equal, in thousandths of the price.
STEP_THOUSANDTHS = 1
ROTATION_RUN = 3
SERIAL_LOSSES = 5


class Sign(NamedTuple):
    """One thing to look at.

    :param code: which screen found it
    :param members: whose offers it is about
    :param value: what was measured, and ``threshold`` what it was held against
    """

    code: str
    members: tuple
    value: str
    threshold: str = ""


def price_signs(offers: Mapping[Hashable, int]) -> list[Sign]:
    """What the prices of one notice show.

    :param offers: price in fen by bidder
    """
    signs = _identical(offers)
    if len(offers) < LEAST_OFFERS:
        return signs
    by_price = sorted(offers, key=lambda who: (offers[who], str(who)))
    prices = [offers[who] for who in by_price]
    everybody = tuple(by_price)
    if len(set(prices)) > 1:
        signs += _close_together(everybody, prices)
        signs += _gap(by_price, prices)
        signs += _steps(everybody, prices)
    return signs


def shared_signs(facts: Mapping[Hashable, Mapping[str, Sequence]]) -> list[Sign]:
    """What several bidders have in common.

    :param facts: by bidder: by code of the screen, the values that bidder has
    """
    holders = defaultdict(set)
    for who, values in facts.items():
        for code, several in values.items():
            for value in several:
                if value:
                    holders[code, value].add(who)
    return [
        Sign(code, tuple(sorted(members, key=str)), str(value))
        for (code, value), members in sorted(holders.items(), key=str)
        if len(members) > 1
    ]


def history_signs(
    history: Sequence[tuple[Hashable, frozenset]],
) -> list[Sign]:
    """What the last notices of one service or owner show together.

    :param history: (winner, everybody who took part), the oldest first
    """
    signs = []
    run = _rotation(history)
    if run:
        signs.append(Sign("rotation", run, str(len(run)), str(ROTATION_RUN)))
    losses = Counter()
    won = {winner for winner, _bidders in history}
    for winner, bidders in history:
        losses.update((who, winner) for who in bidders if who != winner)
    signs += [
        Sign("serial_loser", (who, winner), str(count), str(SERIAL_LOSSES))
        for (who, winner), count in sorted(losses.items(), key=str)
        if count >= SERIAL_LOSSES and who not in won
    ]
    return signs


def _identical(offers):
    by_price = defaultdict(list)
    for who, price in offers.items():
        by_price[price].append(who)
    return [
        Sign("identical", tuple(sorted(members, key=str)), str(price))
        for price, members in sorted(by_price.items())
        if len(members) > 1
    ]


def _close_together(everybody, prices):
    """A coefficient of variation under the threshold, compared as squares so that the
    judgement takes no root."""
    count = len(prices)
    mean = Fraction(sum(prices), count)
    variance = sum((price - mean) ** 2 for price in prices) / (count - 1)
    threshold = Fraction(CV_PERCENT, 100)
    if variance >= (threshold * mean) ** 2:
        return []
    percent = float(variance) ** 0.5 / float(mean) * 100
    return [Sign("low_variation", everybody, f"{percent:.2f}%", f"{CV_PERCENT}%")]


def _gap(by_price, prices):
    """The winner far below the others, who stand close together (cover offers)."""
    others = prices[1:]
    spread = others[-1] - others[0]
    gap = others[0] - prices[0]
    if len(others) < LEAST_OFFERS or not spread or gap < GAP_TIMES * spread:
        return []
    return [Sign("gap", tuple(by_price), f"{gap / spread:.1f}", str(GAP_TIMES))]


def _steps(everybody, prices):
    """Regular differences or regular ratios (Art. 40: 投标报价呈规律性差异)."""
    steps = [high - low for low, high in pairwise(prices)]
    if not all(steps):
        return []
    allowed = Fraction(STEP_THOUSANDTHS, 1000)
    if max(steps) - min(steps) <= allowed * prices[0]:
        return [Sign("arithmetic", everybody, f"{steps[0] / 100:.2f}")]
    ratios = [Fraction(high, low) for low, high in pairwise(prices) if low]
    if len(ratios) == len(steps) and max(ratios) - min(ratios) <= allowed:
        return [Sign("geometric", everybody, f"{float(ratios[0]):.4f}")]
    return []


def _rotation(history):
    """The same bidders again and again, each winning in turn."""
    for length in range(len(history), ROTATION_RUN - 1, -1):
        run = history[-length:]
        winners = [winner for winner, _bidders in run]
        common = frozenset.intersection(*(bidders for _winner, bidders in run))
        if len(set(winners)) == length and common.issuperset(winners):
            return tuple(sorted(winners, key=str))
    return ()


def always_together(history: Sequence[tuple[Hashable, frozenset]], least: int) -> list:
    """Pairs that never took part without the other, at least ``least`` times."""
    times, together = Counter(), Counter()
    for _winner, bidders in history:
        times.update(bidders)
        together.update(combinations(sorted(bidders, key=str), 2))
    return [
        Sign("together", pair, str(count), str(least))
        for pair, count in sorted(together.items(), key=str)
        if count >= least and times[pair[0]] == times[pair[1]] == count
    ]
