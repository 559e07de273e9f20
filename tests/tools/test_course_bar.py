"""The one bar of a case against an oracle that looks at every day."""

from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intermediary.tools.course import (
    KINDS,
    Stage,
    course,
    without,
)

BEGIN = date(2026, 2, 9)
REST = {date(2026, 2, 16) + timedelta(days=n): False for n in range(5)}
WORKDAYS = Workdays({2026}, REST)
TODAY = BEGIN + timedelta(days=40)
DAYS = st.integers(0, 40).map(lambda n: BEGIN + timedelta(days=n))


def is_worked(day):
    return REST.get(day, day.weekday() < 5)


@st.composite
def stages(draw):
    first, last = sorted((draw(DAYS), draw(DAYS)))
    return Stage(
        draw(st.sampled_from(list(KINDS))),
        draw(st.sampled_from(["owner", "agency", "department"])),
        draw(st.integers(0, 20)),
        first,
        draw(st.sampled_from([last, None])),
    )


def days_of(found):
    """All worked days on which one of these ran."""
    return {
        day
        for one in found
        for day in (one.start + timedelta(days=n) for n in range(1, 60))
        if day <= (one.end or TODAY) and is_worked(day)
    }


@given(st.lists(stages(), max_size=8))
def test_outside_and_rows_are_the_days_an_oracle_counts(found):
    bar = course(found, TODAY, WORKDAYS)
    assert bar.outside == len(days_of([one for one in found if KINDS[one.kind]]))
    for row in bar.rows:
        mine = [one for one in found if (one.kind, one.party) == row[:2]]
        assert row.actual == len(days_of(mine))
        assert row.planned == sum(one.planned for one in mine)
        assert row.open == any(one.end is None for one in mine)


@given(st.lists(stages(), max_size=8))
def test_shares_are_per_cent_of_a_whole_that_counts_no_day_twice(found):
    bar = course(found, TODAY, WORKDAYS)
    assert bar.outside <= bar.whole
    assert 0 <= bar.share <= 100
    assert all(0 <= row.left <= 100 and 0 <= row.width <= 100 for row in bar.rows)


@given(stages(), st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=3))
def test_pauses_are_cut_out_and_nothing_else(stage, pauses):
    kept = days_of(without(stage, pauses, TODAY))
    paused = {
        first + timedelta(days=n)
        for first, last in pauses
        for n in range((last - first).days + 1)
    }
    assert kept == days_of([stage]) - paused


@given(stages(), st.lists(st.tuples(DAYS, DAYS).map(sorted).map(tuple), max_size=3))
def test_what_is_planned_stays_planned_once(stage, pauses):
    parts = list(without(stage, pauses, TODAY))
    assert sum(one.planned for one in parts) in (0, stage.planned)
