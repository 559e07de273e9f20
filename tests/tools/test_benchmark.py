"""Quartiles and concentration: what they must be, on anything."""

from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools.benchmark import (
    LEAST,
    concentration,
    percentile,
    quartiles,
)
from odoo.addons.yichuang_intermediary.tools.contract_law import (
    differences,
    room_for_change,
    room_for_extension,
)

AMOUNTS = st.lists(st.integers(1, 10**9), min_size=1, max_size=60)


@given(AMOUNTS, st.integers(1, 100))
def test_percentile_is_a_value_that_so_many_do_not_exceed(values, percent):
    found = percentile(values, percent)
    assert found in values
    assert sum(value <= found for value in values) * 100 >= percent * len(values)
    assert sum(value < found for value in values) * 100 < percent * len(values)


@pytest.mark.parametrize("percent", [0, 101, -5])
def test_percentile_of_no_sense_is_refused(percent):
    with pytest.raises(ValueError):
        percentile([1], percent)


@given(AMOUNTS)
def test_quartiles_are_silent_about_few(values):
    found = quartiles(values)
    assert (found is None) == (len(values) < LEAST)
    assert found is None or found.p25 <= found.p50 <= found.p75


@given(AMOUNTS)
def test_concentration_is_between_equal_shares_and_one_seller(values):
    share, index = concentration(values)
    exact = sum(Fraction(value, sum(values)) ** 2 for value in values) * 10000
    assert index == int(exact)
    assert 10000 // len(values) - 1 <= index <= 10000
    assert share == 100 or len(values) > 3


@given(st.integers(1, 10**9), st.lists(st.integers(-(10**8), 10**8), max_size=6))
def test_art49_changes_count_up_and_down_alike(amount, changes):
    room = room_for_change(amount, changes)
    assert room == amount // 10 - sum(map(abs, changes))
    assert room <= amount // 10


@given(st.integers(1, 400), st.lists(st.integers(1, 40), max_size=4))
def test_extensions_are_half_in_sum_and_twice(days, granted):
    room = room_for_extension(days, granted)
    assert room >= 0
    if room:
        assert len(granted) < 2
        assert sum(granted) + room <= days / 2


def test_differences_name_both_values():
    agreed = {"fen": 100, "days": 20}
    assert differences(agreed, agreed) == []
    assert differences(agreed, {"fen": 99}) == [("fen", 100, 99), ("days", 20, None)]
