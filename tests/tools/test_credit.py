from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import credit
from odoo.addons.yichuang_intermediary.tools.credit import Facts

COUNTS = st.integers(0, 50)


@st.composite
def facts(draw):
    finished, reviewed = draw(COUNTS), draw(COUNTS)
    return Facts(
        ratings=draw(
            st.lists(st.tuples(st.integers(1, 5), st.integers(0, 60)), max_size=8)
        ),
        mean=draw(st.fractions(1, 5, max_denominator=100)),
        finished=finished,
        on_time=draw(st.integers(0, finished)),
        reviewed=reviewed,
        passed=draw(st.integers(0, reviewed)),
        fees=draw(
            st.lists(
                st.tuples(st.integers(0, 10**9), st.integers(1, 10**9)), max_size=4
            )
        ),
        deductions=draw(st.integers(0, 150)),
        bonuses=draw(st.integers(0, 30)),
    )


@pytest.mark.parametrize(
    ("facts", "score"),
    [
        # 100 × (0.45 × 3/4 + 0.25 × 1/2 + 0.20 × 1/2 + 0.10)
        (Facts(), Fraction(6625, 100)),
        # Ten on time, ten passed, one rating of 5 today: R = ((20 + 5) / 6 - 1) / 4.
        (
            Facts(ratings=[(5, 0)], finished=10, on_time=10, reviewed=10, passed=10),
            100
            * (
                Fraction(45, 100) * (Fraction(25, 6) - 1) / 4
                + Fraction(45, 100) * Fraction(12, 14)
                + Fraction(1, 10)
            ),
        ),
        # A rating of twelve months ago weighs half: R = ((20 + 1/2) / 5.5 - 1) / 4.
        (
            Facts(ratings=[(1, 12)]),
            100 * (Fraction(45, 100) * (Fraction(41, 11) - 1) / 4) + Fraction(325, 10),
        ),
        # Half way between the quartile and twice that: F = 1/2.
        (Facts(fees=[(150, 100)]), Fraction(6125, 100)),
        (Facts(deductions=60), Fraction(625, 100)),
        (Facts(deductions=70), Fraction(0)),
        (Facts(bonuses=30), Fraction(7625, 100)),
        # Three ratings of together 10 have no finite mean in decimals.
        (
            Facts(ratings=[(3, 0), (3, 0), (4, 0)], mean=3),
            100 * (Fraction(45, 100) * (Fraction(25, 8) - 1) / 4) + Fraction(325, 10),
        ),
    ],
)
def test_the_formula_by_hand(facts, score):
    assert credit.score(facts) == score


@given(facts())
def test_the_score_keeps_within_its_bounds(facts):
    assert 0 <= credit.score(facts) <= 120
    assert all(0 <= share <= 1 for share in credit.parts(facts).values())


@given(facts())
def test_better_facts_never_lower_the_score(facts):
    before = credit.score(facts)
    assert credit.score(facts._replace(deductions=facts.deductions + 1)) <= before
    assert credit.score(facts._replace(bonuses=facts.bonuses + 1)) >= before
    on_time = facts._replace(finished=facts.finished + 1, on_time=facts.on_time + 1)
    assert credit.score(on_time) >= before
    late = facts._replace(finished=facts.finished + 1)
    assert credit.score(late) <= before
    praised = facts._replace(ratings=[*facts.ratings, (5, 0)])
    assert credit.score(praised) >= before
    scolded = facts._replace(ratings=[*facts.ratings, (1, 0)])
    assert credit.score(scolded) <= before


@given(facts(), st.randoms(use_true_random=False))
def test_the_order_of_the_ratings_does_not_matter(facts, random):
    shuffled = list(facts.ratings)
    random.shuffle(shuffled)
    assert credit.score(facts._replace(ratings=shuffled)) == credit.score(facts)


@given(st.integers(0, 200))
def test_a_rating_weighs_half_as_much_after_each_year(months):
    later, now = credit.age_weight(months + 12), credit.age_weight(months)
    assert now // 2 - 1 <= later <= now // 2 + 1
    assert credit.age_weight(months + 1) <= now


@given(facts(), st.integers(0, 10))
def test_a_newcomer_has_no_grade(facts, finished):
    letter = credit.grade(credit.score(facts), finished)
    assert (letter == "N") == (finished < 3)


def test_weights_sum_to_one():
    assert sum(credit.WEIGHTS.values()) == 1
