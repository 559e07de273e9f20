"""What a service usually costs and takes (参考价与参考工期): quartiles of finished
contracts, shown before somebody decides, never a price set by the market
(发改价格〔2015〕299号: prices are left to the parties)."""

from collections.abc import Sequence
from typing import NamedTuple

# Fewer say nothing about the others, and would tell one contract's price.
LEAST = 5
MONTHS = 24


class Quartiles(NamedTuple):
    """The values that a quarter, a half and three quarters do not exceed."""

    p25: int
    p50: int
    p75: int


def percentile(values: Sequence[int], percent: int) -> int:
    """The nearest rank: a value that occurred, never a fraction between two.

    >>> percentile([15, 20, 35, 40, 50], 30), percentile([7], 90)
    (20, 7)
    """
    if not values or not 0 < percent <= 100:
        raise ValueError("a percentile is of at least one value, above 0 up to 100")
    ranked = sorted(values)
    return ranked[-(-percent * len(ranked) // 100) - 1]


def quartiles(values: Sequence[int]) -> Quartiles | None:
    """The quartiles; none of too few values.

    >>> quartiles([1, 2, 3, 4, 5])
    Quartiles(p25=2, p50=3, p75=4)
    >>> quartiles([1, 2, 3, 4])
    """
    if len(values) < LEAST:
        return None
    return Quartiles(*(percentile(values, percent) for percent in (25, 50, 75)))


def floor(values: Sequence[int]) -> int | None:
    """The fee below which an offer is unusual: what a twentieth does not exceed.

    >>> floor([5, 4, 3, 2, 1]), floor([1, 2])
    (1, None)
    """
    return percentile(values, 5) if len(values) >= LEAST else None


def concentration(amounts: Sequence[int]) -> tuple[int, int]:
    """How far few sellers have the trade: the share of the three largest, in per
    cent, and the Herfindahl–Hirschman index (0 to 10000).

    >>> concentration([50, 30, 10, 10])
    (90, 3600)
    >>> concentration([])
    (0, 0)
    """
    whole = sum(amounts)
    if not whole:
        return 0, 0
    largest = sum(sorted(amounts, reverse=True)[:3])
    index = sum(amount * amount for amount in amounts) * 10000 // (whole * whole)
    return largest * 100 // whole, index
