from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intermediary.tools.eligibility import (
    Condition,
    Held,
    fits,
    judge,
    narrowing,
)

TODAY = date(2026, 11, 30)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
IN_A_MONTH = TODAY + timedelta(days=30)

KINDS = st.sampled_from(["cma", "survey"])
DAYS = st.none() | st.dates(TODAY - timedelta(days=40), TODAY + timedelta(days=40))
HELD = st.builds(
    Held,
    kind=KINDS,
    number=st.text(max_size=3),
    level=st.integers(0, 3),
    scope=st.sampled_from(["", "water", "water, air"]),
    valid_from=DAYS,
    valid_to=DAYS,
    person=st.sampled_from(["a", "b", "c"]),
    good=st.booleans(),
)
CONDITIONS = st.lists(
    st.builds(
        Condition,
        label=st.text(max_size=3),
        kind=KINDS,
        worst_level=st.integers(0, 3),
        scope=st.sampled_from(["", "water"]),
        count=st.integers(0, 2),
        group=st.sampled_from(["", "x"]),
    ),
    max_size=4,
)
SOME = st.lists(HELD, max_size=5)


@pytest.mark.parametrize(
    ("held", "reason"),
    [
        ({"valid_to": TODAY}, ""),
        ({"valid_to": None}, ""),
        ({"valid_to": YESTERDAY}, "expired"),
        ({"valid_from": TOMORROW}, "not_yet"),
        ({"level": 3}, "grade"),
        ({"level": 0}, "grade"),
        ({"scope": "air"}, "scope"),
        ({"good": False}, "unverified"),
        ({"kind": "survey"}, "none"),
    ],
)
def test_threat10_each_fault_of_a_certificate_is_told(held, reason):
    asked = Condition("CMA", "cma", worst_level=2, scope="water")
    one = Held("cma", "1", level=2, scope="water, soil")._replace(**held)
    [row] = judge([asked], [one], (), TODAY)
    assert (row.met, row.reason) == (not reason, reason)


def test_threat10_expiry_during_the_service_is_told_and_does_not_shut_out():
    [row] = judge(
        [Condition("CMA", "cma")],
        [Held("cma", "1", valid_to=TOMORROW)],
        (),
        TODAY,
        IN_A_MONTH,
    )
    assert (row.met, row.reason, row.valid_to) == (True, "expires", TOMORROW)


def test_of_two_certificates_the_better_counts():
    good, old = (
        Held("cma", "new", valid_to=None),
        Held("cma", "old", valid_to=YESTERDAY),
    )
    for held in ([good, old], [old, good]):
        [row] = judge([Condition("CMA", "cma")], held, (), TODAY)
        assert (row.met, row.number) == (True, "new")


def test_one_person_with_two_certificates_is_one_person():
    asked = [Condition("two", "cma", count=2)]
    people = [Held("cma", "1", person="a"), Held("cma", "2", person="a")]
    [row] = judge(asked, (), people, TODAY)
    assert (row.met, row.reason, row.found) == (False, "count", 1)


def test_alternatives_cover_each_other():
    asked = [Condition("a", "cma", group="x"), Condition("b", "survey", group="x")]
    rows = judge(asked, [Held("survey", "1")], (), TODAY)
    assert [(row.met, row.covered) for row in rows] == [(False, True), (True, True)]


def test_the_meter_names_the_condition_that_cuts_most():
    asked = [Condition("CMA", "cma"), Condition("one person", "survey", count=1)]
    table = {
        agency: judge(asked, [Held("cma", "1")], people, TODAY)
        for agency, people in enumerate([[], [], [Held("survey", "2", person="a")]])
    }
    assert narrowing(table) == [("one person", 2), ("CMA", 0)]


@given(CONDITIONS, SOME, SOME, HELD)
def test_one_more_certificate_never_hurts(conditions, held, people, more):
    if fits(judge(conditions, held, people, TODAY)):
        assert fits(judge(conditions, [*held, more], people, TODAY))
        assert fits(judge(conditions, held, [*people, more], TODAY))


@given(CONDITIONS, SOME, SOME, st.data())
def test_one_condition_less_never_hurts(conditions, held, people, data):
    plain = [condition._replace(group="") for condition in conditions]
    if plain and fits(judge(plain, held, people, TODAY)):
        plain.pop(data.draw(st.integers(0, len(plain) - 1)))
        assert fits(judge(plain, held, people, TODAY))


@given(CONDITIONS, SOME, SOME)
def test_a_reason_is_given_if_and_only_if_a_condition_is_not_met(
    conditions, held, people
):
    for row in judge(conditions, held, people, TODAY):
        assert row.met == (not row.reason)
        assert row.covered >= row.met


@given(CONDITIONS, st.lists(st.tuples(SOME, SOME), max_size=4))
def test_no_condition_less_lets_fewer_in(conditions, agencies):
    table = {
        at: judge(conditions, held, people, TODAY)
        for at, (held, people) in enumerate(agencies)
    }
    assert all(more >= 0 for _label, more in narrowing(table))
