"""Which window can take a matter: every combination, and the cases of the article."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import suitability
from odoo.addons.yichuang_catalog.tools.suitability import Matter, judge

READY = Matter(published=True, entry="entered", completeness=100)

matters = st.builds(
    Matter,
    case_type=st.sampled_from(suitability.CASE_TYPES),
    dedicated_system=st.booleans(),
    needs_original=st.booleans(),
    needs_person=st.booleans(),
    entry=st.sampled_from(suitability.ENTRIES),
    published=st.booleans(),
    completeness=st.integers(0, 100),
)
answers = st.sampled_from(suitability.INSTANT_MODES)


@pytest.mark.parametrize(
    ("changes", "mode", "one_window", "keys"),
    [
        ({}, "any", True, ["promise"]),
        ({"case_type": "joint"}, "any", True, ["joint"]),
        ({"case_type": "report"}, "upward", True, ["upward"]),
        ({"case_type": "instant"}, "authorised", True, ["instant_officer"]),
        ({"dedicated_system": True}, "dedicated", False, ["dedicated_system"]),
        (
            {"dedicated_system": True, "case_type": "report"},
            "dedicated",
            False,
            ["dedicated_system"],
        ),
        ({"needs_person": True}, "any", True, ["promise", "needs_person"]),
        ({"needs_original": True}, "any", True, ["promise", "needs_original"]),
        ({"entry": "undecided"}, "any", False, ["promise", "undecided"]),
        ({"entry": "negative"}, "none", False, ["negative"]),
        ({"published": False}, "none", False, ["unpublished"]),
        (
            {"published": False, "entry": "negative"},
            "none",
            False,
            ["negative"],
        ),
        ({"completeness": 99}, "any", False, ["promise", "incomplete"]),
        (
            {"completeness": 0, "entry": "undecided", "case_type": "instant"},
            "authorised",
            False,
            ["instant_officer", "undecided", "incomplete"],
        ),
    ],
)
def test_the_first_reason_that_applies_decides(changes, mode, one_window, keys):
    verdict = judge(READY._replace(**changes))
    assert (verdict.mode, verdict.one_window) == (mode, one_window)
    assert [reason.key for reason in verdict.reasons] == keys


def test_the_article_asks_how_one_window_takes_what_is_decided_on_the_spot():
    """三、4(2): 即办件 in a county, 上报件 elsewhere; two answers for the first."""
    name_approval = READY._replace(case_type="instant")
    assert judge(name_approval, "authorised_officer").mode == "authorised"
    at_window = judge(name_approval, "dedicated_window")
    assert (at_window.mode, at_window.one_window) == ("dedicated", False)
    assert judge(name_approval._replace(case_type="report")).mode == "upward"


@given(matters, answers)
def test_one_window_needs_all_it_needs(matter, answer):
    verdict = judge(matter, answer)
    assert verdict.one_window == (
        verdict.mode in suitability.AT_EVERY_WINDOW
        and matter.entry == "entered"
        and matter.published
        and matter.completeness == 100
    )


@given(matters, answers)
def test_every_verdict_states_reasons_with_their_source(matter, answer):
    verdict = judge(matter, answer)
    assert verdict.mode in suitability.MODES
    assert verdict.reasons
    keys = [reason.key for reason in verdict.reasons]
    assert len(set(keys)) == len(keys)
    assert all(suitability.SOURCES[key] == source for key, source in verdict.reasons)


@given(matters)
def test_the_answer_for_the_spot_changes_nothing_else(matter):
    if matter.case_type != "instant" or matter.dedicated_system:
        first, second = (judge(matter, answer) for answer in suitability.INSTANT_MODES)
        assert first == second


def test_every_mode_and_every_reason_occurs():
    modes, keys = set(), set()
    for combination in product(
        suitability.CASE_TYPES,
        (False, True),
        (False, True),
        (False, True),
        suitability.ENTRIES,
        (False, True),
        (0, 100),
    ):
        for answer in suitability.INSTANT_MODES:
            verdict = judge(Matter(*combination), answer)
            modes.add(verdict.mode)
            keys.update(reason.key for reason in verdict.reasons)
    assert modes == set(suitability.MODES)
    assert keys == set(suitability.SOURCES)


@pytest.mark.parametrize(
    "matter",
    [READY._replace(case_type="other"), READY._replace(entry="maybe")],
)
def test_what_is_unknown_is_refused(matter):
    with pytest.raises(ValueError, match="is none of"):
        judge(matter)
    with pytest.raises(ValueError, match="is none of"):
        judge(READY, "somebody")
