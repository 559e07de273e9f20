"""The rules on the steps of a matter, article by article."""

from dataclasses import replace
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import process_rules as rules
from odoo.addons.yichuang_catalog.tools.publication import Limit


def days(number):
    return Limit(number, "workday")


def process(**changes):
    """收件 → 受理 → (审查 | 踏勘) → 决定 → 制证 → 送达, nothing wrong about it."""
    steps = {
        "a": rules.Step("收件", "receipt", organ=1),
        "b": rules.Step("受理", "acceptance", days(1), ("a",), organ=1),
        "c": rules.Step("审查", "review", days(3), ("b",), organ=1, consulted=(2,)),
        "d": rules.Step("踏勘", "site", days(5), ("b",), organ=2, based=True),
        "e": rules.Step("决定", "decision", days(1), ("c", "d"), organ=1),
        "f": rules.Step("制证", "certificate", days(2), ("e",), organ=1),
        "g": rules.Step("送达", "delivery", days(1), ("f",), organ=1),
    }
    for key, change in changes.items():
        if change is None:
            del steps[key]
        else:
            steps[key] = replace(steps[key], **change)
    return steps


PROMISE, LEGAL = days(6), days(20)


def broken(steps, promise=PROMISE, legal=LEGAL, instant=False):
    return [
        (finding.rule, finding.key)
        for finding in rules.findings(steps, promise, legal, instant)
    ]


def test_art42_steps_that_fit_the_promise():
    assert broken(process()) == []
    assert broken({}) == []


def test_art42_side_by_side_counts_once_one_after_another_adds_up():
    assert broken(process(), promise=days(5)) == [("over_promise", "d")]
    assert broken(process(d={"after": ("c",)})) == [("over_promise", "d")]
    assert broken(process(d={"after": ("c",)}), promise=days(9)) == []


def test_art42_the_statutory_limit_where_nothing_is_promised():
    assert broken(process(), promise=days(0), legal=days(5)) == [("over_promise", "d")]
    assert broken(process(), promise=days(0), legal=days(6)) == []


def test_art42_the_clock_runs_from_acceptance_to_decision():
    slow = process(b={"limit": days(5)}, f={"limit": days(9)})
    assert broken(slow) == []
    assert rules.critical(slow, "workday").length == 6


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"b": {"limit": days(6)}}, ("over_notice", "b")),
        ({"a": {"limit": days(3)}, "b": {"limit": days(3)}}, ("over_notice", "a")),
        ({"f": {"limit": days(10)}}, ("over_delivery", "f")),
    ],
)
def test_art32_and_art44_have_clocks_of_their_own(change, finding):
    assert broken(process(**change)) == [finding]


def test_art82_units_are_never_mixed_in_silence():
    assert broken(process(c={"limit": Limit(3, "day")})) == [("unit_differs", "c")]
    assert broken(process(f={"limit": Limit(1, "month")})) == [("unit_differs", "f")]
    by_day = {key: {"limit": Limit(2, "day")} for key in "cde"}
    assert broken(process(**by_day), promise=Limit(4, "day")) == []
    assert broken(process(**by_day), promise=Limit(3, "day")) == [("over_promise", "c")]
    # what is done at once has no unit
    assert broken(process(c={"limit": Limit(0, "month")})) == []


def test_hours_are_eight_to_the_working_day():
    steps = process(d={"limit": Limit(41, "hour")})
    assert rules.critical(steps, "workday").length == Fraction(41, 8) + 1
    assert broken(steps) == [("over_promise", "d")]
    assert broken(process(d={"limit": Limit(40, "hour")})) == []
    assert rules.findings(steps, days(6))[0].number == "6.12"


def test_art45_only_the_eight_procedures_stop_the_clock():
    hearing = {"kind": "special", "limit": days(20), "special": "hearing"}
    assert broken(process(d={**hearing, "excluded": True})) == []
    assert broken(process(d={**hearing, "excluded": False})) == [("over_promise", "d")]


@pytest.mark.parametrize(
    ("change", "finding"),
    [
        ({"d": {"based": False}}, ("without_basis", "d")),
        ({"c": {"kind": "expert"}}, ("without_basis", "c")),
        ({"c": {"kind": "special"}}, ("special_unnamed", "c")),
        ({"c": {"kind": "special", "special": "tender"}}, ("without_basis", "c")),
        ({"c": {"organ": None}}, ("without_organ", "c")),
        ({"c": {"consulted": (1, 2)}}, ("consulted_itself", "c")),
        ({"e": {"kind": "review"}}, ("without_decision", None)),
    ],
)
def test_each_step_states_who_and_why(change, finding):
    assert finding in broken(process(**change), promise=days(10))


def test_a_process_needs_a_decision():
    assert broken({"a": rules.Step("收件", "receipt", organ=1)}) == [
        ("without_decision", None)
    ]


def test_art32_nothing_is_decided_before_it_is_accepted():
    steps = process(b={"after": ("e",)}, c={"after": ("a",)}, d={"after": ("a",)})
    assert ("decided_before_acceptance", "e") in broken(steps)


def test_a_step_tied_to_nothing_has_no_turn():
    assert broken(process(c={"after": ()}, e={"after": ("d",)})) == [("unlinked", "c")]


def test_impossible_orders_are_told_first():
    assert broken(process(c={"after": ("z",), "organ": None})) == [("stranger", "c")]
    around = broken(process(a={"after": ("c",)}, c={"organ": None}))
    assert [rule for rule, _key in around] == ["cycle"]


def test_art34_on_the_spot_means_the_same_day():
    spot = {key: {"limit": Limit(2, "hour")} for key in "bcdefg"}
    assert broken(process(**spot), promise=days(0), instant=True) == []
    assert broken(process(), promise=days(0), instant=True) == [("over_promise", "d")]


def test_a_step_before_the_acceptance_is_before_it_whatever_its_kind():
    steps = process(b={"after": ("c",)}, c={"after": ("a",)}, e={"after": ("d",)})
    assert rules.stretches(steps)["c"] == rules.BEFORE


def test_with_two_decisions_the_clock_runs_to_the_last():
    steps = process(c={"kind": "decision"})
    assert rules.stretches(steps)["e"] == rules.COUNTED
    assert rules.stretches(steps)["f"] == rules.BEHIND
    assert broken(steps) == []


@given(st.lists(st.integers(0, 30), min_size=1, max_size=6), st.integers(1, 60))
def test_a_chain_is_refused_just_when_its_sum_exceeds_the_promise(limits, promise):
    steps = {
        number: rules.Step(
            f"审查{number}", "review", days(limit), (number - 1,) if number else (), 1
        )
        for number, limit in enumerate(limits)
    }
    steps["decision"] = rules.Step(
        "决定", "decision", after=(len(limits) - 1,), organ=1
    )
    assert bool(broken(steps, days(promise))) == (sum(limits) > promise)
