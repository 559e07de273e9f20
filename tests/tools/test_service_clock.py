"""The service clock against an oracle that walks day by day."""

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intermediary.tools.service_clock import (
    BEGUN,
    LEVELS,
    PARTIES,
    PAUSES,
    Fact,
    Stretch,
    begun,
    by_party,
    due,
    level_day,
    next_level,
    stretches,
    worked,
)

BEGIN = date(2026, 2, 9)
# A week of rest with two days worked for it, as at the spring festival.
REST = {date(2026, 2, 16) + timedelta(days=n): False for n in range(5)}
WORKED = {date(2026, 2, 14): True, date(2026, 2, 28): True}
WORKDAYS = Workdays({2026}, {**REST, **WORKED})
ONE = timedelta(days=1)
# What may happen while the contract waits in each kind of stretch.
NEXT = {
    "contract": ("begin", "end"),
    "wait_data": ("hand_over", "dispute", "end"),
    "work": ("list_missing", "suspend", "deliver", "dispute", "end"),
    "suspended": ("resume", "end"),
    "acceptance": ("return", "accept", "dispute", "end"),
    "rework": ("deliver", "dispute", "end"),
    "disputed": ("settle", "end"),
}


def is_worked(day):
    return {**REST, **WORKED}.get(day, day.weekday() < 5)


@st.composite
def ledgers(draw):
    """Facts that may follow one another, and a day to look."""
    day = BEGIN
    facts, kinds = [Fact("draw_up", day)], ["contract"]
    for _fact in range(draw(st.integers(0, 12))):
        kind = draw(st.sampled_from(NEXT[kinds[-1]]))
        day += timedelta(days=draw(st.integers(0, 9)))
        facts.append(Fact(kind, day))
        following = begun(kind, kinds)
        if not following:
            break
        kinds.append(following)
    return facts, day + timedelta(days=draw(st.integers(0, 9)))


def walk(facts, today):
    """Working days by kind: each day belongs to what had begun by its morning."""
    days, history = {}, []
    day, waiting = facts[0].on, list(facts)
    while day < today:
        while waiting and waiting[0].on <= day:
            kind = begun(waiting.pop(0).kind, [one for one in history if one])
            history.append(kind)
        day += ONE
        kind = history[-1] if history else ""
        if kind and is_worked(day):
            days[kind] = days.get(kind, 0) + 1
    return days


@given(ledgers())
def test_days_of_each_kind_are_those_an_oracle_walks(ledger):
    facts, today = ledger
    found = {}
    for one in stretches(facts):
        days = one.days(today, WORKDAYS)
        if days:
            found[one.kind] = found.get(one.kind, 0) + days
    assert found == walk(facts, today)


@given(ledgers())
def test_days_of_all_parties_add_up_to_the_whole(ledger):
    facts, today = ledger
    found = stretches(facts)
    end = found[-1].end or today
    whole = WORKDAYS.count(facts[0].on, end)
    assert sum(by_party(found, today, WORKDAYS).values()) == whole


@given(ledgers())
def test_stretches_follow_one_another_without_a_gap(ledger):
    found = stretches(ledger[0])
    for one, following in pairwise(found):
        assert one.end == following.start
    assert all(one.end for one in found[:-1])


@given(ledgers(), st.integers(1, 30))
def test_due_date_is_where_the_oracle_has_used_the_limit(ledger, limit):
    facts, _today = ledger
    found = stretches(facts)
    if not found or found[-1].kind != "work" or found[-1].end:
        return
    if worked(found, found[-1].start, WORKDAYS) >= limit:
        return
    last = due(limit, found, WORKDAYS).date
    assert walk(facts, last)["work"] == limit
    assert is_worked(last)


@given(ledgers(), st.integers(1, 30), st.integers(1, 10))
def test_a_longer_limit_never_ends_earlier(ledger, limit, more):
    found = stretches(ledger[0])
    first, later = (due(days, found, WORKDAYS, BEGIN) for days in (limit, limit + more))
    assert (first is None) == (later is None)
    assert first is None or first.date <= later.date


@given(ledgers(), st.integers(1, 30))
def test_levels_come_in_their_order(ledger, limit):
    found = stretches(ledger[0])
    days = [level_day(level, limit, found, WORKDAYS) for level in LEVELS]
    assert days == [None] * 3 or days == sorted(days)


def test_pause_goes_back_to_what_it_interrupted():
    for pause, back in (("dispute", "settle"),):
        for kind in ("wait_data", "work", "acceptance", "rework"):
            before = ["contract", kind, begun(pause, [kind])]
            assert begun(back, before) == kind


def test_every_kind_that_is_begun_has_a_party():
    assert set(BEGUN.values()) - {"", "back"} == set(PARTIES)
    assert set(PAUSES) <= set(PARTIES)


@pytest.mark.parametrize(
    ("told", "expected"), [(0, 80), (79, 80), (80, 100), (100, 120), (120, 0)]
)
def test_next_level(told, expected):
    assert next_level(told) == expected


def test_due_of_a_suspension_is_counted_from_its_last_day():
    found = [
        Stretch("work", BEGIN, BEGIN + ONE),
        Stretch("suspended", BEGIN + ONE),
    ]
    until = date(2026, 3, 2)
    assert due(3, found, WORKDAYS, until).date == date(2026, 3, 4)
    assert due(3, found, WORKDAYS) is None
