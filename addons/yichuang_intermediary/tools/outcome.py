"""What every way of selection takes and gives: offers, and an outcome or why none.

Money is whole fen and every ratio an exact fraction; nothing is ever a float. The ways
of selection need nothing but Python's standard library, so that the verification pack
carries the very files this server selects with.
"""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from fractions import Fraction

Tie = Callable[[list[str]], list[str]]


class NeedsSeed(Exception):
    """The outcome depends on the draw, whose seed is not known yet."""

    def __init__(self, tied: Iterable[str] = ()):
        super().__init__("the seed of the draw is needed")
        self.tied = tuple(tied)


class NeedsChoice(Exception):
    """The outcome depends on the owner's choice, which is not confirmed yet.

    :param among: USCC of those the owner may choose from
    """

    def __init__(self, among: Iterable[str]):
        super().__init__("the owner's choice is needed")
        self.among = tuple(among)


class NoOutcome(ValueError):
    """Nobody can be selected; the code says why.

    ``too_few``: fewer offers than the mode needs · ``none_valid``: none is valid ·
    ``none_in_band``: no offer lies in the band · ``none_chosen``: the owner found that
    none of the proposals fits.
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


def within_cap(offers, cap_fen):
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


def ranked(offers, key, tie, until=None):
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
