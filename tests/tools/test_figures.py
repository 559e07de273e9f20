"""Every figure by its formula, beside tables computed by hand."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools.figures import (
    RATIOS,
    as_workdays,
    closing,
    compression,
    gini,
    percentile,
    points,
    satisfaction,
    share,
    visits,
)

# One month of one organ, counted by hand.
MONTH = {
    "received": 50,
    "judged": 20,
    "sent_back": 3,
    "noticed": 10,
    "noticed_once": 9,
    "accepted": 44,
    "refused": 1,
    "decided": 40,
    "in_law": 39,
    "in_promise": 36,
    "promise_kind": 32,
    "early": 24,
    "same_day": 8,
    "used_days": 150,
    "limit_days": 600,
    "visits": 50,
    "once": 30,
    "listed": 240,
    "reused": 60,
    "tickets": 200,
    "served": 180,
    "given_up": 10,
    "waited": 190,
    "wait_seconds": 190 * 150,
    "serve_seconds": 180 * 600,
    "open_seconds": 5 * 8 * 3600,
    "busy_seconds": 180 * 600,
    # 80 asked: 60 answered (57 of them satisfied), for 12 a grade was put, 8 lapsed.
    "rating_asked": 80,
    "rated": 60,
    "satisfied": 57,
    "rated_bad": 3,
    "rated_default": 12,
    "contact_due": 5,
    "contact_met": 4,
    "fix_due": 8,
    "fix_met": 6,
    "called_back": 7,
    "referral_due": 25,
    "referral_met": 24,
    "referral_called": 20,
}
BY_HAND = [
    ("按时办结率", "in_law_rate", 97.5),
    ("承诺期内办结率", "in_promise_rate", 90.0),
    ("提前办结率", "early_rate", 75.0),
    ("即办率", "same_day_rate", 20.0),
    ("实际提速", "speedup_rate", 75.0),
    ("跑动次数", "visits_mean", 1.25),
    ("最多跑一次", "once_rate", 75.0),
    ("材料复用率", "reuse_rate", 25.0),
    ("一次告知执行率", "one_notice_rate", 90.0),
    ("补正率", "supplement_rate", 20.0),
    ("不予受理率", "refusal_rate", 100 / 45),
    ("退件率", "return_rate", 15.0),
    ("平均等候", "wait_mean", 2.5),
    ("平均办理时长", "serve_mean", 10.0),
    ("弃号率", "give_up_rate", 5.0),
    ("窗口忙闲比", "occupancy_rate", 75.0),
    ("满意率", "satisfied_rate", 95.0),
    ("主动评价率", "rated_rate", 75.0),
    ("差评联系率", "contact_rate", 80.0),
    ("差评整改率", "fix_rate", 75.0),
    ("差评回访率", "call_back_rate", 87.5),
    ("热线按时答复率", "referral_rate", 96.0),
    ("热线回访率", "referral_call_rate", 80.0),
]


@pytest.mark.parametrize(("name", "figure", "expected"), BY_HAND)
def test_figure_by_hand(name, figure, expected):
    assert RATIOS[figure].value(MONTH) == pytest.approx(expected), name


def test_every_figure_has_a_row_by_hand():
    assert list(RATIOS) == [figure for _name, figure, _expected in BY_HAND]


@pytest.mark.parametrize("figure", RATIOS)
def test_nothing_counted_says_nothing(figure):
    assert RATIOS[figure].value({}) is None


@given(
    st.lists(st.tuples(st.integers(0, 50), st.integers(0, 50)), min_size=1, max_size=20)
)
def test_a_group_is_the_ratio_of_its_sums(days):
    """Not the average of the days' figures."""
    rows = [{"in_law": min(a, b), "decided": b} for a, b in days]
    sums = {key: sum(row[key] for row in rows) for key in ("in_law", "decided")}
    whole = RATIOS["in_law_rate"].value(sums)
    if not sums["decided"]:
        assert whole is None
    else:
        assert whole == pytest.approx(100 * sums["in_law"] / sums["decided"])
        assert 0 <= whole <= 100


def test_in_hand_受理量_办结量_在办量():
    assert closing(12, 30, 25) == 17


@given(st.lists(st.tuples(st.integers(0, 99), st.integers(0, 99)), max_size=30))
def test_the_closing_of_a_day_is_the_opening_of_the_next(days):
    stock = 0
    for accepted, finished in days:
        stock = closing(stock, accepted, finished)
    assert stock == sum(a for a, _f in days) - sum(f for _a, f in days)


COMPRESSIONS = [
    (
        "same unit",
        [(5, "workday", 20, "workday"), (10, "workday", 20, "workday")],
        62.5,
    ),
    (
        "a service without statutory limit is left out",
        [(3, "workday", 0, "workday"), (10, "workday", 20, "workday")],
        50.0,
    ),
    (
        "no promise promises the statutory limit",
        [(None, "workday", 20, "workday")],
        0.0,
    ),
    (
        "on the spot takes no day",
        [(0, "workday", 20, "workday"), (10, "workday", 20, "workday")],
        75.0,
    ),
    ("calendar days become working days", [(5, "workday", 14, "day")], 50.0),
    (
        "months are thirty days",
        [(15, "workday", 42, "day"), (15, "workday", 1, "month")],
        100 * (1 - 30 / (30 + 150 / 7)),
    ),
    ("nothing to compare", [], None),
]


@pytest.mark.parametrize(("why", "limits", "expected"), COMPRESSIONS)
def test_compression_承诺时限压缩比(why, limits, expected):
    found = compression(limits)
    assert found == (None if expected is None else pytest.approx(expected)), why


def test_a_limit_in_an_unknown_unit_is_refused():
    with pytest.raises(ValueError, match="unit"):
        as_workdays(1, "hour")
    assert as_workdays(1, "day") == Fraction(5, 7)


def test_visits_跑动次数_are_different_days():
    assert visits([date(2026, 5, 6), date(2026, 5, 6), date(2026, 5, 9)]) == 2


SATISFACTIONS = [
    ("all five grades", [(g, False) for g in (1, 2, 3, 4, 5)], 60.0, 5, 100.0, 0, 2),
    (
        "defaults praise nobody",
        [(1, False), (5, False), *[(3, True)] * 8],
        50.0,
        2,
        20.0,
        8,
        1,
    ),
    ("only defaults", [(3, True)] * 4, None, 0, 0.0, 4, 0),
    ("none", [], None, 0, None, 0, 0),
]


@pytest.mark.parametrize(
    ("why", "grades", "rate", "active", "active_rate", "default", "bad"), SATISFACTIONS
)
def test_satisfaction_满意率(why, grades, rate, active, active_rate, default, bad):
    assert satisfaction(grades) == {
        "rate": rate,
        "active": active,
        "active_rate": active_rate,
        "default": default,
        "bad": bad,
    }, why


def test_occupancy_窗口忙闲比_and_gini():
    assert share(300, 400) == 75.0
    assert share(1, 0) is None
    # 21 windows of April, of which two did nearly all.
    assert gini([0] * 19 + [50, 50]) == pytest.approx(19 / 21)
    assert gini([]) is None
    assert gini([0, 0]) is None


@given(st.lists(st.integers(0, 1000), min_size=1, max_size=40))
def test_gini_is_between_equal_and_all_on_one(loads):
    found = gini(loads)
    if sum(loads):
        assert -1e-9 <= found <= 1 - 1 / len(loads) + 1e-9
    else:
        assert found is None


def test_percentile_P90_is_the_nearest_rank():
    assert percentile({1: 50, 2: 40, 3: 10}) == 2
    assert percentile({1: 50, 2: 39, 3: 11}) == 3


POINTS = [
    ("met", 98.0, 95.0, 30, "high", 30.0),
    ("in proportion", 76.0, 95.0, 30, "high", 24.0),
    ("fewer is better, met", 1.0, 1.5, 10, "low", 10.0),
    ("fewer is better, missed", 3.0, 1.5, 10, "low", 5.0),
    ("says nothing", None, 95.0, 30, "high", None),
    ("none at all where none was allowed", 0.0, 0.0, 10, "low", 10.0),
    ("never below nothing", -20.0, 50.0, 10, "high", 0.0),
]


@pytest.mark.parametrize(
    ("why", "value", "target", "weight", "better", "expected"), POINTS
)
def test_points_考核得分(why, value, target, weight, better, expected):
    assert points(value, target, weight, better) == expected, why
