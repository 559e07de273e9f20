from itertools import pairwise
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools import screens

OFFERS = st.dictionaries(
    st.integers(0, 30), st.integers(1, 10**9), min_size=0, max_size=10
)


def codes(prices):
    return {sign.code for sign in screens.price_signs(dict(enumerate(prices)))}


@pytest.mark.parametrize(
    ("prices", "expected"),
    [
        ([9_000_00, 9_500_00, 10_000_00, 10_500_00], {"arithmetic"}),
        ([8_000_00, 8_800_00, 9_680_00, 10_648_00], {"geometric"}),
        ([8_000_00, 9_000_00, 9_000_00, 11_500_00], {"identical"}),
        ([9_990_00, 9_995_00, 10_003_00, 10_010_00], {"low_variation"}),
        ([7_000_00, 9_900_00, 9_950_00, 10_020_00], {"gap"}),
        ([7_000_00, 8_400_00, 9_100_00, 9_990_00], set()),
        ([9_000_00, 10_000_00], set()),
        ([], set()),
    ],
)
def test_threat11_seeded_prices_are_told_apart(prices, expected):
    assert expected <= codes(prices)
    assert not expected - codes(prices)
    if not expected:
        assert not codes(prices)


def test_threat11_honest_prices_show_few_signs():
    random = Random(40)
    flagged = sum(
        bool(codes([random.randint(70_000_00, 100_000_00) for _ in range(6)]))
        for _ in range(400)
    )
    assert flagged < 20


@given(OFFERS)
def test_the_screens_do_not_care_who_is_who(offers):
    renamed = {who + 100: price for who, price in reversed(offers.items())}
    before = {(sign.code, sign.value) for sign in screens.price_signs(offers)}
    assert before == {(sign.code, sign.value) for sign in screens.price_signs(renamed)}


@given(OFFERS)
def test_every_sign_names_bidders_of_the_notice(offers):
    for sign in screens.price_signs(offers):
        assert set(sign.members) <= set(offers)
        assert len(sign.members) > 1


@given(st.integers(10**4, 10**8), st.integers(10**5, 10**7), st.integers(3, 8))
def test_threat11_every_arithmetic_row_is_found(start, step, count):
    assert "arithmetic" in codes([start + at * step for at in range(count)])


@given(st.lists(st.integers(10**6, 10**7), min_size=3, max_size=7, unique=True))
def test_arithmetic_is_said_of_nearly_equal_steps_only(prices):
    prices = sorted(prices)
    steps = [high - low for low, high in pairwise(prices)]
    if "arithmetic" in codes(prices):
        assert max(steps) - min(steps) <= prices[0] / 1000


def test_threat11_what_bidders_share_is_found_once_each():
    signs = screens.shared_signs(
        {
            "a": {"phone": ["0537-1"], "practitioner": ["x", "y"]},
            "b": {"phone": ["0537-1", ""], "practitioner": ["y"]},
            "c": {"phone": ["0537-2"], "practitioner": []},
        }
    )
    assert {(sign.code, sign.members) for sign in signs} == {
        ("phone", ("a", "b")),
        ("practitioner", ("a", "b")),
    }


def test_threat11_rotation_is_everybody_winning_in_turn():
    three = frozenset("abc")
    [sign] = screens.history_signs([("a", three), ("b", three), ("c", three)])
    assert (sign.code, sign.members) == ("rotation", ("a", "b", "c"))
    assert not screens.history_signs([("a", three), ("a", three), ("c", three)])
    assert not screens.history_signs(
        [("a", frozenset("ax")), ("b", frozenset("by")), ("c", frozenset("cz"))]
    )


def test_threat11_serial_loser_loses_to_the_same_and_never_wins():
    history = [("a", frozenset("ab"))] * 5
    [sign] = screens.history_signs(history)
    assert (sign.code, sign.members, sign.value) == ("serial_loser", ("b", "a"), "5")
    assert not screens.history_signs([*history, ("b", frozenset("ab"))])


def test_pairs_that_never_come_alone():
    history = [("a", frozenset("ab"))] * 3 + [("c", frozenset("c"))]
    [sign] = screens.always_together(history, 3)
    assert sign.members == ("a", "b")
    assert not screens.always_together([*history, ("a", frozenset("ac"))], 3)
