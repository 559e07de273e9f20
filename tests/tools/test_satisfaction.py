"""Shares that say how much they rest on, and limits one wild value does not move."""

from statistics import NormalDist

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools.control_chart import ENOUGH, limits, swing
from odoo.addons.yichuang_intake.tools.satisfaction import (
    Z95,
    Satisfaction,
    stars,
    wilson,
)
from odoo.addons.yichuang_intake.tools.supervision import (
    quarter_grade,
    quarter_score,
)

COUNTS = st.integers(1, 5000).flatmap(
    lambda n: st.tuples(st.integers(0, n), st.just(n))
)


def test_z_is_the_percentile_it_claims_to_be():
    assert pytest.approx(NormalDist().inv_cdf(0.975)) == Z95


@given(COUNTS)
def test_interval_holds_the_share_and_stays_within_zero_and_one(counts):
    hits, n = counts
    low, high = wilson(hits, n)
    assert 0 <= low <= hits / n + 1e-12
    assert hits / n - 1e-12 <= high <= 1


@given(COUNTS)
def test_ends_of_the_interval_solve_the_score_equation(counts):
    """At each end the seen share is exactly z standard errors away."""
    hits, n = counts
    share = hits / n
    for end in wilson(hits, n):
        if 1e-9 < end < 1 - 1e-9:
            error = (end * (1 - end) / n) ** 0.5
            assert abs(share - end) == pytest.approx(Z95 * error, rel=1e-6, abs=1e-8)


@given(COUNTS)
def test_more_answers_say_more(counts):
    hits, n = counts
    few, many = wilson(hits, n), wilson(hits * 10, n * 10)
    assert many[1] - many[0] < few[1] - few[0]


def test_a_hundred_per_cent_of_three_is_not_a_hundred_per_cent():
    sums = Satisfaction(asked=40, active=3, satisfied=3, defaults=37)
    assert sums.rate == 1
    assert sums.interval[0] < 0.5
    assert sums.active_share == pytest.approx(0.075)


@given(st.integers(0, 100))
def test_defaults_never_move_the_rate(defaults):
    assert Satisfaction(100, 10, 7, defaults).rate == 0.7


def test_nobody_answered_is_no_rate():
    assert Satisfaction(5, 0, 0, 5).rate is None
    assert Satisfaction(0, 0, 0).active_share == 0
    with pytest.raises(ValueError, match="3 of 2"):
        wilson(3, 2)


@pytest.mark.parametrize(("grade", "count"), [("1", 5), ("3", 3), ("5", 1)])
def test_stars(grade, count):
    assert stars(grade) == count


@given(st.lists(st.floats(0, 1000), min_size=ENOUGH, max_size=30))
def test_usual_values_are_no_swing(values):
    found = limits(values)
    assert found.low <= found.center <= found.high
    assert swing([*values, found.center], least=0.001) == 0


@given(
    st.lists(st.floats(90, 110), min_size=9, max_size=30), st.floats(10_000, 1_000_000)
)
def test_one_wild_week_does_not_hide_the_next(values, wild):
    assert swing([*values, wild, wild]) == 1
    assert swing([*values, wild, 0.0], least=1) == -1


def test_figure_that_never_moved_is_not_shouted_about():
    assert swing([5.0] * 10 + [6.0], least=2) == 0
    assert swing([5.0] * 10 + [8.0], least=2) == 1
    assert swing([1.0, 9.0]) == 0


@given(
    st.dictionaries(
        st.sampled_from(["green", "yellow", "red", "deep_red"]), st.integers(0, 500)
    ),
    st.integers(0, 5000),
)
def test_quarter_is_graded_within_a_hundred(cards, finished):
    score = quarter_score(cards, finished)
    assert 0 <= score <= 100
    assert quarter_score({**cards, "red": cards.get("red", 0) + 1}, finished) <= score
    assert quarter_grade(score) in ("excellent", "good", "passed", "failed")
