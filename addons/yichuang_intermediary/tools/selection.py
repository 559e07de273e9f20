"""Who is selected: every mode of the market as arithmetic anybody can repeat.

Money is whole fen and every ratio an exact fraction; nothing is ever a float. A mode
gets the valid offers and gives an :class:`Outcome`: the order of all who can win (the
first is selected, the others are its reserves in turn) and, for each of the others, why
it cannot. Chance enters in two places only, both from the notice's public seed: a tie
nothing else breaks, and the base percentage of the “best price” mode.

The file needs nothing but Python's standard library, so that the verification pack
carries the very arithmetic this server selects with.

Sources: 政府采购法实施条例 Art. 34 (lowest price or composite scoring, quantified
criteria), 招标投标法实施条例 Art. 27, 50, 51 (no minimum price, no closeness to a 标底,
below cost and above cap rejected); the price modes as local markets publish them.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

# 最优价: below six offers no extreme is dropped, for too little would be left.
TRIM_FROM = 6
# 异常低价: against the mean of the others, and against the next lowest price.
LOW_AGAINST_MEAN = Fraction(40, 100)
LOW_AGAINST_NEXT = Fraction(30, 100)
# 政府采购法 Art. 34: suppliers invited at random from the qualified.
LEAST_INVITED = 3

Tie = Callable[[list[str]], list[str]]


class NeedsSeed(Exception):
    """The outcome depends on the draw, whose seed is not known yet."""

    def __init__(self, tied: Iterable[str] = ()):
        super().__init__("the seed of the draw is needed")
        self.tied = tuple(tied)


class NoOutcome(ValueError):
    """Nobody can be selected; the code says why.

    ``too_few``: fewer offers than the mode needs · ``none_valid``: none is valid ·
    ``none_in_band``: no offer lies in the band.
    """

    def __init__(self, code: str):
        super().__init__(code)
        self.code = code


@dataclass(frozen=True)
class Offer:
    """One opened offer.

    :param received: place in the order of receipt, earlier is smaller
    """

    uscc: str
    price_fen: int
    received: int = 0


@dataclass(frozen=True)
class Outcome:
    """What a mode finds.

    :param order: USCC of all who can win, the selected one first
    :param out: why the others cannot, as a code by USCC
    :param reference_fen: the price the offers were measured by
    :param facts: further figures of the explanation, exact fractions as text
    """

    order: tuple[str, ...]
    out: Mapping[str, str] = field(default_factory=dict)
    reference_fen: int | None = None
    facts: Mapping[str, str] = field(default_factory=dict)


def no_seed(tied: list[str]) -> list[str]:
    """The tie breaker before the draw: whoever needs it has to wait."""
    raise NeedsSeed(tied)


def half_up(value: Fraction) -> int:
    """The nearest whole number, halves upwards, as money is rounded.

    >>> half_up(Fraction(5, 2)), half_up(Fraction(249, 100))
    (3, 2)
    """
    return (2 * value.numerator + value.denominator) // (2 * value.denominator)


def lowest_price(offers: Sequence[Offer], cap_fen: int, tie: Tie = no_seed) -> Outcome:
    """最低价: the lowest offer within the cap; equal ones by the draw."""
    valid, out = _within_cap(offers, cap_fen)
    ranked = _ranked(valid, lambda offer: (offer.price_fen,), tie)
    return Outcome(tuple(ranked), out, facts={"lowest": str(_price(valid, ranked[0]))})


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
    valid, out = _within_cap(offers, cap_fen)
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
    valid, out = _within_cap(offers, cap_fen)
    mean = Fraction(sum(offer.price_fen for offer in valid), len(valid))
    return _nearest(valid, out, mean, tie, {"mean": str(mean)})


def band_price(
    offers: Sequence[Offer], cap_fen: int, band_percent: int, tie: Tie = no_seed
) -> Outcome:
    """区间: the lowest of those within ± ``band_percent`` of the mean."""
    valid, out = _within_cap(offers, cap_fen)
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
    ranked = _ranked(inside, lambda offer: (offer.price_fen,), tie)
    return Outcome(tuple(ranked), out, half_up(mean), {"mean": str(mean)})


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


@dataclass(frozen=True)
class Scored:
    """An offer and what the raters gave it.

    :param sheets: one tuple of points (0 to 100) for each rater, criteria in order
    """

    uscc: str
    price_fen: int
    sheets: tuple[tuple[int, ...], ...]


def composite(
    offers: Sequence[Scored],
    cap_fen: int,
    price_weight: int,
    weights: Sequence[int],
    tie: Tie = no_seed,
) -> Outcome:
    """综合评分: price and quantified criteria, weights summing to 100.

    Price score = lowest ÷ offer × 100 (低价优先法); a criterion's score is the mean of
    the raters. Equal totals: the lower price, then the draw.

    :raises ValueError: the weights do not sum to 100, or a sheet is not complete
    """
    if price_weight + sum(weights) != 100 or min(price_weight, *weights) < 0:
        raise ValueError("the weights of price and criteria must sum to 100")
    valid, out = _within_cap(offers, cap_fen)
    least = min(offer.price_fen for offer in valid)
    totals = {}
    for offer in valid:
        if not offer.sheets or any(
            len(sheet) != len(weights)
            or not all(0 <= points <= 100 for points in sheet)
            for sheet in offer.sheets
        ):
            raise ValueError("every rater gives every criterion 0 to 100 points")
        total = Fraction(least, offer.price_fen) * price_weight
        for place, weight in enumerate(weights):
            points = sum(sheet[place] for sheet in offer.sheets)
            total += Fraction(points * weight, 100 * len(offer.sheets))
        totals[offer.uscc] = total
    ranked = _ranked(valid, lambda offer: (-totals[offer.uscc], offer.price_fen), tie)
    facts = {uscc: str(total) for uscc, total in totals.items()}
    return Outcome(tuple(ranked), out, facts=facts)


def credit_tickets(
    scores: Mapping[str, int], long_list: int, tie: Tie = no_seed
) -> dict[str, int]:
    """信用择优, first step: the ``long_list`` best by credit and their tickets, in
    proportion to the score; who is cut gets none. Equal at the cut: the draw.

    :param scores: credit in tenths of a point; at least one ticket is given
    """
    offers = [Offer(uscc, 0) for uscc in scores]
    ranked = _ranked(offers, lambda offer: (-scores[offer.uscc],), tie, until=long_list)
    return {uscc: max(scores[uscc], 1) for uscc in ranked[:long_list]}


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
    valid, out = _within_cap(first, cap_fen)
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


def decide(inputs: Mapping, tie: Tie = no_seed, base: int | None = None) -> Outcome:
    """The outcome of a notice, from the inputs that are hashed and published with it.

    :param inputs: the parsed inputs of a selection
    :param tie: the draw among equals; of all candidates where chance alone decides
    :param base: the base percentage the seed gives
    :raises NeedsSeed: the draw has to be made first
    :raises NoOutcome: nobody can be selected
    """
    mode = inputs["mode"]
    if mode == "random":
        return Outcome(tuple(tie(list(inputs["candidates"]))))
    offers = [
        Offer(line["uscc"], line["price_fen"], line["received"])
        for line in inputs["offers"]
    ]
    if len(offers) < inputs["min_valid"]:
        raise NoOutcome("too_few")
    cap = inputs["cap_fen"]
    if mode == "lowest":
        return lowest_price(offers, cap, tie)
    if mode == "mean":
        return mean_price(offers, cap, tie)
    if mode == "band":
        return band_price(offers, cap, inputs["band_percent"], tie)
    if mode == "best_price":
        social = inputs["funding"] == "social"
        return best_price(offers, cap, base, tie, social=social)
    raise ValueError(f"unknown way of selection {mode!r}")


def as_result(outcome: Outcome) -> dict:
    """An outcome as it is hashed and published."""
    return {
        "order": list(outcome.order),
        "out": dict(outcome.out),
        "reference_fen": outcome.reference_fen,
        "facts": dict(outcome.facts),
    }


def _within_cap(offers, cap_fen):
    """The offers that may be paid, and why the others are out."""
    valid, out = [], {}
    for offer in sorted(offers, key=lambda offer: offer.uscc):
        if offer.price_fen <= 0:
            out[offer.uscc] = "no_price"
        elif offer.price_fen > cap_fen:
            out[offer.uscc] = "above_cap"
        else:
            valid.append(offer)
    if not valid:
        raise NoOutcome("none_valid")
    return valid, out


def _ranked(offers, key, tie, until=None):
    """USCC by ``key``; equal ones as the tie breaker orders them. Below the place
    ``until`` ties do not matter and stay in the order of USCC."""
    groups = {}
    for offer in sorted(offers, key=lambda offer: offer.uscc):
        groups.setdefault(key(offer), []).append(offer.uscc)
    order = []
    for value in sorted(groups):
        group = groups[value]
        matters = until is None or len(order) < until < len(order) + len(group)
        order += tie(group) if len(group) > 1 and matters else group
    return order


def _nearest(offers, out, reference, tie, facts):
    ranked = _ranked(
        offers,
        lambda offer: (abs(offer.price_fen - reference), offer.price_fen),
        tie,
    )
    return Outcome(tuple(ranked), out, half_up(reference), facts)


def _highest(offers):
    return max(offers, key=lambda offer: (offer.price_fen, offer.received))


def _lowest(offers):
    return min(offers, key=lambda offer: (offer.price_fen, -offer.received))


def _price(offers, uscc):
    return next(offer.price_fen for offer in offers if offer.uscc == uscc)
