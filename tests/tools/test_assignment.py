"""Who examines is drawn: everybody who may be is as likely, nobody else ever is."""

from collections import Counter
from random import Random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools.assignment import WAYS, draw

LOADS = st.dictionaries(st.integers(1, 50), st.integers(0, 9), max_size=12)


@given(LOADS, st.sampled_from(WAYS), st.integers())
def test_drawn_is_one_of_those_who_may(load, way, seed):
    drawn = draw(load, way, Random(seed).randrange)
    assert (drawn is None) == (not load)
    assert drawn is None or drawn in load


@given(LOADS.filter(bool), st.integers())
def test_balanced_takes_nobody_who_has_more_in_hand(load, seed):
    drawn = draw(load, "balanced", Random(seed).randrange)
    assert load[drawn] == min(load.values())


@given(st.integers(1, 8), st.integers(1, 60))
def test_balanced_keeps_everybody_within_one(people, matters):
    load = dict.fromkeys(range(people), 0)
    for _matter in range(matters):
        load[draw(load)] += 1
    assert max(load.values()) - min(load.values()) <= 1


@pytest.mark.parametrize("way", WAYS)
def test_each_is_as_likely_by_chi_square(way):
    rounds, people = 6_000, 5
    times = Counter(
        draw(dict.fromkeys(range(people), 2), way, Random(seed).randrange)
        for seed in range(rounds)
    )
    expected = rounds / people
    chi = sum((times[one] - expected) ** 2 / expected for one in range(people))
    # Four degrees of freedom: above 18.47 once in a thousand.
    assert chi < 18.47, times


def test_another_way_is_refused():
    with pytest.raises(ValueError, match="no way"):
        draw({1: 0}, "by the clerk")
