"""Selection by price alone (竞价选取), and prices too low to be believed.

Sources: 政府采购法实施条例 Art. 34 (lowest price); 招标投标法实施条例 Art. 27, 50, 51
(no minimum price, no closeness to a 标底, below cost and above cap rejected); the modes
by average as local markets publish them.
"""

from collections.abc import Mapping, Sequence
from fractions import Fraction

try:
    from .outcome import (
        NeedsSeed,
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        half_up,
        no_seed,
        ranked,
        within_cap,
    )
except ImportError:  # in the verification pack the files lie side by side
    from outcome import (
        NeedsSeed,
        NoOutcome,
        Offer,
        Outcome,
        Tie,
        half_up,
        no_seed,
        ranked,
        within_cap,
    )

# 最优价: below six offers no extreme is dropped, for too little would be left.
TRIM_FROM = 6
# 异常低价: against the mean of the others, and against the next lowest price.
LOW_AGAINST_MEAN = Fraction(40, 100)
LOW_AGAINST_NEXT = Fraction(30, 100)


def lowest_price(offers: Sequence[Offer], cap_fen: int, tie: Tie = no_seed) -> Outcome:
    """最低价: the lowest offer within the cap; equal ones by the draw."""
    valid, out = within_cap(offers, cap_fen)
    order = ranked(valid, lambda offer: (offer.price_fen,), tie)
    return Outcome(tuple(order), out, facts={"lowest": str(_price(valid, order[0]))})


def best_price(
    offers: Sequence[Offer],
    cap_fen: int,
    base_percent: int | None,
    tie: Tie = no_seed,
    *,
    social: bool = False,
    trim_from: int = TRIM_FROM,
) -> Outcome:
    """最优价: nearest to the trimmed mean times a drawn percentage.

    From ``trim_from`` offers on exactly one highest and one lowest leave (of equal
    ones the later received) and cannot win. The reference is rounded to whole fen,
    halves upwards; equally near offers: the smaller price, then the draw.

    :param base_percent: from the seed; ``None`` while it is not known
    :param social: other than public money: two offers do, and a single one wins
    """
    valid, out = within_cap(offers, cap_fen)
    if len(valid) < 3 and not social:
        raise NoOutcome("too_few")
    if len(valid) == 1:
        return Outcome((valid[0].uscc,), out)
    if base_percent is None:
        raise NeedsSeed()
    left = list(valid)
    if len(left) >= trim_from:
        for find in (_highest, _lowest):
            extreme = find(left)
            left.remove(extreme)
            out[extreme.uscc] = "extreme"
    mean = Fraction(sum(offer.price_fen for offer in left), len(left))
    reference = half_up(mean * base_percent / 100)
    return _nearest(
        left,
        out,
        Fraction(reference),
        tie,
        {"base_percent": str(base_percent), "mean": str(mean)},
    )


def mean_price(offers: Sequence[Offer], cap_fen: int, tie: Tie = no_seed) -> Outcome:
    """均价: nearest to the plain mean; equally near: smaller price, then the draw."""
    valid, out = within_cap(offers, cap_fen)
    mean = Fraction(sum(offer.price_fen for offer in valid), len(valid))
    return _nearest(valid, out, mean, tie, {"mean": str(mean)})


def band_price(
    offers: Sequence[Offer], cap_fen: int, band_percent: int, tie: Tie = no_seed
) -> Outcome:
    """区间: the lowest of those within ± ``band_percent`` of the mean."""
    valid, out = within_cap(offers, cap_fen)
    mean = Fraction(sum(offer.price_fen for offer in valid), len(valid))
    margin = mean * band_percent / 100
    inside = []
    for offer in valid:
        if abs(offer.price_fen - mean) <= margin:
            inside.append(offer)
        else:
            out[offer.uscc] = "outside_band"
    if not inside:
        raise NoOutcome("none_in_band")
    order = ranked(inside, lambda offer: (offer.price_fen,), tie)
    return Outcome(tuple(order), out, half_up(mean), {"mean": str(mean)})


def abnormally_low(
    prices: Mapping[str, int], floor_fen: int | None = None
) -> dict[str, tuple[str, ...]]:
    """Which offers are so low that the bidder has to explain them (异常低价).

    :param prices: fen by USCC
    :param floor_fen: the lowest twentieth of the benchmark, if there is one
    :return: by USCC the tests it fails: ``mean`` (at least 40 % under the mean of the
        others), ``next`` (at least 30 % under the next), ``benchmark``

    >>> abnormally_low({"A": 100, "B": 60, "C": 100})
    {'B': ('mean', 'next')}
    >>> abnormally_low({"A": 100, "B": 70, "C": 100})
    {'B': ('next',)}
    """
    hit = {}
    for uscc, price in prices.items():
        others = [other for name, other in prices.items() if name != uscc]
        tests = []
        if others:
            mean = Fraction(sum(others), len(others))
            if price <= mean * (1 - LOW_AGAINST_MEAN):
                tests.append("mean")
            above = [other for other in others if other >= price]
            if above and price <= min(above) * (1 - LOW_AGAINST_NEXT):
                tests.append("next")
        if floor_fen is not None and price < floor_fen:
            tests.append("benchmark")
        if tests:
            hit[uscc] = tuple(tests)
    return hit


def _nearest(offers, out, reference, tie, facts):
    order = ranked(
        offers,
        lambda offer: (abs(offer.price_fen - reference), offer.price_fen),
        tie,
    )
    return Outcome(tuple(order), out, half_up(reference), facts)


def _highest(offers):
    return max(offers, key=lambda offer: (offer.price_fen, offer.received))


def _lowest(offers):
    return min(offers, key=lambda offer: (offer.price_fen, -offer.received))


def _price(offers, uscc):
    return next(offer.price_fen for offer in offers if offer.uscc == uscc)
