"""Whether a figure swings more than it usually does (忽大忽小、忽快忽慢).

Robust limits: the median and the median absolute deviation (MAD), which one wild week
does not move, instead of mean and standard deviation, which it does. With the factor
1.4826 the MAD of a normal distribution estimates its standard deviation (Rousseeuw and
Croux 1993), and limits at three of them are those of Shewhart's chart.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from statistics import median

NORMAL = 1.4826
SIGMAS = 3.0
# Fewer earlier values than these say nothing about what is usual.
ENOUGH = 6


@dataclass(frozen=True, slots=True)
class Limits:
    """Between which values a figure is as usual."""

    center: float
    low: float
    high: float

    def side(self, value: float) -> int:
        """-1 below the limits, 1 above them, 0 within.

        >>> Limits(10, 7, 13).side(13), Limits(10, 7, 13).side(14)
        (0, 1)
        """
        return (value > self.high) - (value < self.low)


def limits(
    earlier: Sequence[float], sigmas: float = SIGMAS, least: float = 0.0
) -> Limits | None:
    """The limits that earlier values set, or None where they are too few.

    :param least: a deviation that is never called a swing, so that a figure that
        never moved is not shouted about when it moves by one

    >>> limits([10, 11, 9, 10, 10, 100])
    Limits(center=10.0, low=7.7761, high=12.2239)
    >>> limits([1, 2, 3])
    """
    if len(earlier) < ENOUGH:
        return None
    center = float(median(earlier))
    mad = median(abs(value - center) for value in earlier)
    reach = max(sigmas * NORMAL * mad, least)
    return Limits(center, round(center - reach, 4), round(center + reach, 4))


def swing(values: Sequence[float], sigmas: float = SIGMAS, least: float = 0.0) -> int:
    """Whether the last of these values swings out of what those before it set.

    >>> swing([10, 11, 9, 10, 10, 12, 30]), swing([10, 11, 9, 10, 10, 12, 11])
    (1, 0)
    """
    if not values:
        return 0
    found = limits(values[:-1], sigmas, least)
    return found.side(values[-1]) if found else 0
