"""The credit score of an agency, by a formula that anybody can repeat (信用评价).

``100 × (0.45·R + 0.25·T + 0.20·Q + 0.10·F) − D + B``, no less than 0 and no more than
120, in whole numbers and exact fractions throughout:

* R, what owners say: the mean of the ratings (1 to 5), each weighing half as much for
  every twelve months of its age, together with five ratings at the mean of the
  service, rescaled to 0 to 1;
* T, on time: (on time + 2) ÷ (finished + 4);
* Q, passed at once: (passed + 2) ÷ (reviewed + 4);
* F, fee: 1 up to the third quartile of the benchmark, falling to 0 at twice that;
* D, deductions that are live, and B, bonuses, at most 10.

>>> hundredths(score(Facts()))
6625
>>> hundredths(score(Facts(deductions=10)))
5625
"""

from collections.abc import Sequence
from fractions import Fraction
from functools import cache
from typing import NamedTuple

WEIGHTS = {
    "rating": Fraction(45, 100),
    "on_time": Fraction(25, 100),
    "first_pass": Fraction(20, 100),
    "fee": Fraction(10, 100),
}
LEAST, MOST = 0, 120
PRIOR_RATINGS = 5
MIDDLE_RATING = Fraction(4)
MOST_BONUS = 10
NEWCOMER_SERVICES = 3
GRADES = (("A", 90), ("B", 80), ("C", 70), ("D", 60), ("E", 0))
NEWCOMER = "N"
EXPIRY_MONTHS = 12
REPLY_WORKDAYS = 5
# Months an agency is kept from signing up, for the first, second, third time within
# twelve months that it gives up what it was selected for.
SUSPENSION_MONTHS = (1, 3, 6)

# Points of a fact, as the table of the market rules has them.
POINTS = {
    "declined": -10,
    "no_contract": -5,
    "terminated": -10,
    "late": -3,
    "late_much": -8,
    "rejected": -8,
    "complaint": -10,
    "false_qualification": -40,
    "collusion": -60,
    "praise": 2,
    "other": 0,
}
# What is answered with removal from the market.
REMOVING = ("false_qualification", "collusion")
# So many proven complaints within a year end in removal as well.
MOST_COMPLAINTS = 3

_UNIT = 10**6


class Facts(NamedTuple):
    """What the score of an agency is made of.

    :param ratings: (overall score 1 to 5, age in whole months)
    :param mean: mean rating of the service, the prior
    :param fees: (price, third quartile of the benchmark), both in fen
    :param deductions: live points, as a positive number
    """

    ratings: Sequence[tuple[Fraction | int, int]] = ()
    mean: Fraction | int = MIDDLE_RATING
    finished: int = 0
    on_time: int = 0
    reviewed: int = 0
    passed: int = 0
    fees: Sequence[tuple[int, int]] = ()
    deductions: int = 0
    bonuses: int = 0


@cache
def age_weight(months: int) -> int:
    """Millionths that a rating of this age weighs: 0.5 ** (months / 12), rounded down.

    >>> age_weight(0), age_weight(12), age_weight(24), age_weight(6)
    (1000000, 500000, 250000, 707106)
    """
    power = _UNIT**12 // 2 ** max(months, 0)
    low, high = 0, _UNIT
    while low < high:
        middle = (low + high + 1) // 2
        if middle**12 <= power:
            low = middle
        else:
            high = middle - 1
    return low


def parts(facts: Facts) -> dict[str, Fraction]:
    """The four shares, each from 0 to 1."""
    weights = [age_weight(months) for _overall, months in facts.ratings]
    total = sum(
        (
            Fraction(overall) * weight
            for (overall, _months), weight in zip(facts.ratings, weights, strict=True)
        ),
        start=Fraction(facts.mean) * PRIOR_RATINGS * _UNIT,
    )
    mean = total / (sum(weights) + PRIOR_RATINGS * _UNIT)
    fees = [fee_share(price, quartile) for price, quartile in facts.fees]
    return {
        "rating": (mean - 1) / 4,
        "on_time": Fraction(facts.on_time + 2, facts.finished + 4),
        "first_pass": Fraction(facts.passed + 2, facts.reviewed + 4),
        "fee": sum(fees) / len(fees) if fees else Fraction(1),
    }


def fee_share(price: int, quartile: int) -> Fraction:
    """1 up to the third quartile, 0 from twice that on.

    >>> [str(fee_share(price, 100)) for price in (80, 100, 150, 200, 300)]
    ['1', '1', '1/2', '0', '0']
    """
    if quartile <= 0:
        return Fraction(1)
    return min(max(2 - Fraction(price, quartile), Fraction(0)), Fraction(1))


def score(facts: Facts) -> Fraction:
    """The score, exactly."""
    shares = parts(facts)
    exact = 100 * sum(WEIGHTS[name] * share for name, share in shares.items())
    exact += min(facts.bonuses, MOST_BONUS) - facts.deductions
    return min(max(exact, Fraction(LEAST)), Fraction(MOST))


def hundredths(exact: Fraction) -> int:
    """A score as it is kept, half a hundredth rounded up."""
    return int(exact * 100 + Fraction(1, 2))


def grade(exact: Fraction, finished: int) -> str:
    """The letter of a score; none yet for the first three services.

    >>> grade(Fraction(90), 3), grade(Fraction(8999, 100), 3), grade(Fraction(20), 2)
    ('A', 'B', 'N')
    """
    if finished < NEWCOMER_SERVICES:
        return NEWCOMER
    return next(letter for letter, least in GRADES if exact >= least)


def suspension_months(earlier: int) -> int:
    """How long the next abandonment within twelve months keeps an agency out.

    >>> [suspension_months(earlier) for earlier in range(5)]
    [1, 3, 6, 6, 6]
    """
    return SUSPENSION_MONTHS[min(earlier, len(SUSPENSION_MONTHS) - 1)]
