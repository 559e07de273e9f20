"""The course of a joint case against an oracle that walks day by day and tries."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intake.tools.joint_course import Matter, course, end

BEGIN = date(2026, 2, 9)
# A week of rest with two days worked for it, as at the spring festival.
REST = {date(2026, 2, 16) + timedelta(days=n): False for n in range(5)}
WORKED = {date(2026, 2, 14): True, date(2026, 2, 28): True}
WORKDAYS = Workdays({2026}, {**REST, **WORKED})
ONE = timedelta(days=1)


def worked(day):
    return {**REST, **WORKED}.get(day, day.weekday() < 5)


def walk(day, number):
    """The last day of so many working days, by walking."""
    while number:
        day += ONE
        number -= worked(day)
    return day


def oracle(matters, today, key):
    """When this matter ends: by the definition, again and again."""
    one = matters[key]
    if one.finished:
        return one.finished
    if one.started:
        return max(walk(one.started, one.days), today)
    before = [oracle(matters, today, other) for other in one.after]
    return walk(max([*(before or [BEGIN]), today]), one.days)


@st.composite
def cases(draw):
    """Up to six matters, some of which have begun or ended, and a day to look."""
    today = BEGIN + timedelta(days=draw(st.integers(0, 30)))
    matters = {}
    for key in range(draw(st.integers(1, 6))):
        after = tuple(other for other in range(key) if draw(st.booleans()))
        started = finished = None
        if all(matters[other].finished for other in after) and draw(st.booleans()):
            first = max((matters[other].finished for other in after), default=BEGIN)
            first = min(first, today)
            started = first + timedelta(
                days=draw(st.integers(0, max((today - first).days, 0)))
            )
            if draw(st.booleans()):
                finished = started + timedelta(
                    days=draw(st.integers(0, (today - started).days))
                )
        matters[key] = Matter(draw(st.integers(0, 12)), after, started, finished)
    return matters, today


@given(cases())
def test_every_matter_ends_when_the_definition_says(case):
    matters, today = case
    seen = course(matters, BEGIN, today, WORKDAYS)
    assert {key: one.finish for key, one in seen.items()} == {
        key: oracle(matters, today, key) for key in matters
    }


@given(cases())
def test_art42_2_spare_days_are_exactly_those_that_do_not_delay_the_whole(case):
    matters, today = case
    seen = course(matters, BEGIN, today, WORKDAYS)
    whole = end(seen, BEGIN)
    for key, one in seen.items():
        if matters[key].finished:
            assert not one.critical
            continue
        for slip, delays in ((one.spare, False), (one.spare + 1, True)):
            late = {
                **matters,
                key: matters[key]._replace(finished=walk(one.finish, slip)),
            }
            ends = max(oracle(late, today, other) for other in late)
            assert (ends > whole) is delays


@given(cases())
def test_something_open_always_decides_the_end(case):
    matters, today = case
    seen = course(matters, BEGIN, today, WORKDAYS)
    still_open = [one for key, one in seen.items() if not matters[key].finished]
    if any(one.finish == end(seen, BEGIN) for one in still_open):
        assert any(one.critical for one in still_open)


def test_a_decision_that_came_early_lets_the_next_begin_early():
    matters = {
        "证": Matter(10, (), BEGIN, date(2026, 2, 11)),
        "许可": Matter(2, ("证",), date(2026, 2, 11)),
    }
    seen = course(matters, BEGIN, date(2026, 2, 11), WORKDAYS)
    assert seen["许可"].finish == date(2026, 2, 13)


def test_what_is_overdue_ends_today_at_the_earliest():
    seen = course({"证": Matter(1, (), BEGIN)}, BEGIN, date(2026, 3, 2), WORKDAYS)
    assert seen["证"].finish == date(2026, 3, 2)
