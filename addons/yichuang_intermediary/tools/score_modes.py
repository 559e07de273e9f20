"""Selection by points: price and quantified criteria together (综合评分).

Sources: 政府采购法实施条例 Art. 34 (criteria are quantified); 财政部令87号 (price
counts ten of a hundred at least where services are bought; 低价优先法).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

try:
    from .outcome import (
        Outcome,
        Tie,
        no_seed,
        ranked,
        within_cap,
    )
except ImportError:  # in the verification pack the files lie side by side
    from outcome import (
        Outcome,
        Tie,
        no_seed,
        ranked,
        within_cap,
    )

# 87号令: the least weight of the price where services are bought.
LEAST_PRICE_WEIGHT = 10


@dataclass(frozen=True)
class Scored:
    """An offer and what the raters gave it.

    :param sheets: one tuple of points (0 to 100) for each rater, criteria in order
    """

    uscc: str
    price_fen: int
    sheets: tuple[tuple[int, ...], ...]


def parts(
    offer: Scored, least_fen: int, price_weight: int, weights: Sequence[int]
) -> list[Fraction]:
    """What the total of an offer is made of: the price, then each criterion.

    >>> [str(part) for part in parts(Scored("A", 200, ((90, 60),)), 150, 30, (50, 20))]
    ['45/2', '45', '12']
    """
    price = Fraction(least_fen, offer.price_fen) * price_weight
    means = (
        Fraction(sum(sheet[place] for sheet in offer.sheets), len(offer.sheets))
        for place in range(len(weights))
    )
    return [
        price,
        *(mean * weight / 100 for mean, weight in zip(means, weights, strict=True)),
    ]


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
    valid, out = within_cap(offers, cap_fen)
    least = min(offer.price_fen for offer in valid)
    totals = {}
    for offer in valid:
        if not offer.sheets or any(
            len(sheet) != len(weights)
            or not all(0 <= points <= 100 for points in sheet)
            for sheet in offer.sheets
        ):
            raise ValueError("every rater gives every criterion 0 to 100 points")
        totals[offer.uscc] = sum(parts(offer, least, price_weight, weights))
    order = ranked(valid, lambda offer: (-totals[offer.uscc], offer.price_fen), tie)
    facts = {uscc: str(total) for uscc, total in totals.items()}
    return Outcome(tuple(order), out, facts=facts)
