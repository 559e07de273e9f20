"""Satisfaction that says how much it rests on (满意率, 好差评).

Grades after GB/T 39734-2020 and the national code list: 1 very satisfied to 5 very
dissatisfied, shown as five to one stars; 4 and 5 are bad ratings (差评). The rate
counts what people gave of their own accord only. A grade that the system put because
nobody answered is no praise: it is counted beside the rate, never in it.
"""

from dataclasses import dataclass
from math import sqrt

SATISFIED = ("1", "2", "3")
BAD = ("4", "5")
# The 97.5th percentile of the normal distribution: an interval of 95 per cent.
Z95 = 1.959963984540054

# Times for a bad rating; local rules, none of them national.
CONTACT_DAYS = 1  # 安阳市优化营商环境条例 Art. 52
FIX_DAYS = 15
# How long somebody may rate, and when a hall that wants so puts a default.
RATE_DAYS = 30
DEFAULT_DAYS = 7
# What the 12345 hotline hands over is answered within these working days, once so much
# longer, or handed back within these hours; local rules, none of them national.
ANSWER_DAYS = 5
MORE_DAYS = 5
RETURN_HOURS = 24


def stars(grade: str) -> int:
    """Stars of a grade.

    >>> [stars(grade) for grade in "15"]
    [5, 1]
    """
    return 6 - int(grade)


def wilson(hits: int, n: int, z: float = Z95) -> tuple[float, float]:
    """The interval that holds the true share, of which ``hits`` of ``n`` were seen, in
    95 of 100 cases (Wilson 1927). Unlike the textbook's it stays within 0 and 1 and
    does not call three of three certain.

    >>> tuple(round(end, 3) for end in wilson(3, 3))
    (0.439, 1.0)
    >>> tuple(round(end, 3) for end in wilson(90, 100))
    (0.826, 0.945)
    >>> wilson(0, 0)
    (0.0, 1.0)
    """
    if not 0 <= hits <= n:
        raise ValueError(f"{hits} of {n}")
    if not n:
        return 0.0, 1.0
    share = hits / n
    middle = share + z * z / (2 * n)
    reach = z * sqrt(share * (1 - share) / n + z * z / (4 * n * n))
    scale = 1 + z * z / n
    low, high = (middle - reach) / scale, (middle + reach) / scale
    return max(0.0, low), min(1.0, high)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """What ratings amount to, and on how many they rest.

    :param asked: how many were asked
    :param active: how many answered
    :param satisfied: how many of those with grade 1 to 3
    :param defaults: for how many the system put a grade
    """

    asked: int
    active: int
    satisfied: int
    defaults: int = 0

    @property
    def rate(self) -> float | None:
        """满意率, None where nobody answered.

        >>> Satisfaction(10, 4, 3, 6).rate
        0.75
        """
        return self.satisfied / self.active if self.active else None

    @property
    def active_share(self) -> float:
        """主动评价率.

        >>> Satisfaction(10, 4, 3, 6).active_share
        0.4
        """
        return self.active / self.asked if self.asked else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """Where the rate lies, with 95 per cent confidence."""
        return wilson(self.satisfied, self.active)
