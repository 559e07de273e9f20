"""Due dates from ledgers: the vectors of the law's clock and its properties."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intake.tools.deadline import Entry, LedgerError, derive


def days(*spans):
    return {
        first + timedelta(days=offset)
        for first, last in spans
        for offset in range((last - first).days + 1)
    }


def d(month, day, year=2026):
    return date(year, month, day)


# The announced days of 2026 that differ from the plain week.
REST = days(
    (d(1, 1), d(1, 3)),
    (d(2, 15), d(2, 23)),
    (d(4, 4), d(4, 6)),
    (d(5, 1), d(5, 5)),
    (d(6, 19), d(6, 21)),
    (d(9, 25), d(9, 27)),
    (d(10, 1), d(10, 7)),
)
MAKEUP = {d(1, 4), d(2, 14), d(2, 28), d(5, 9), d(9, 20), d(10, 10)}
CALENDAR = Workdays({2026}, {day: day in MAKEUP for day in REST | MAKEUP})


def start(on, length, unit="workday"):
    return Entry("start", on, days=length, unit=unit)


def pause(first, last):
    return Entry("pause", first, to_on=last, article="行政许可法 第四十五条")


@pytest.mark.parametrize(
    ("ledger", "due"),
    [
        ([start(d(2, 12), 5)], d(2, 26)),
        ([start(d(2, 14), 5)], d(2, 28)),
        ([start(d(3, 1), 5)], d(3, 6)),
        ([start(d(1, 30), 20)], d(3, 5)),
        ([start(d(1, 30), 20), Entry("extension", d(2, 10), days=10)], d(3, 19)),
        ([start(d(3, 2), 20)], d(3, 30)),
        ([start(d(3, 2), 20), pause(d(3, 9), d(3, 20))], d(4, 14)),
        (
            [start(d(3, 2), 20), pause(d(3, 9), d(3, 13)), pause(d(3, 12), d(3, 18))],
            d(4, 10),
        ),
        ([start(d(9, 24), 10)], d(10, 15)),
        ([start(d(3, 2), 1, "month")], d(4, 2)),
        ([start(d(4, 30), 1, "day")], d(5, 6)),
    ],
)
def test_vectors_of_art_32_42_44_45(ledger, due):
    assert derive(ledger, CALENDAR).due == due


def test_stop_leaves_the_due_date_and_is_kept():
    result = derive([start(d(3, 2), 20), Entry("stop", d(3, 10))], CALENDAR)
    assert (result.due, result.stopped) == (d(3, 30), d(3, 10))


def test_year_without_announcement_makes_the_date_provisional():
    assert derive([start(d(12, 25), 10)], CALENDAR).provisional
    assert not derive([start(d(3, 2), 10)], CALENDAR).provisional


@pytest.mark.parametrize(
    ("ledger", "reason"),
    [
        ([], "begins with a start"),
        ([Entry("stop", d(3, 2))], "begins with a start"),
        ([start(d(3, 2), 5), start(d(3, 3), 5)], "unknown kind"),
        ([start(d(3, 2), -1)], "length"),
        ([start(d(3, 2), 5, "hour")], "unit"),
        ([start(d(3, 2), 5), Entry("pause", d(3, 3))], "first and a last"),
        ([start(d(3, 2), 5), pause(d(3, 4), d(3, 3))], "first and a last"),
        ([start(d(3, 2), 5), pause(d(3, 1), d(3, 3))], "before its start"),
        ([start(d(3, 2), 5), pause(d(3, 10), d(3, 11))], "run out"),
        ([start(d(3, 2), 5), Entry("extension", d(3, 10), days=5)], "run out"),
        ([start(d(3, 2), 5), Entry("extension", d(3, 3), days=0)], "adds"),
        (
            [start(d(3, 2), 5), Entry("extension", d(3, 3), days=5, unit="month")],
            "adds",
        ),
        (
            [start(d(3, 2), 5), Entry("stop", d(3, 3)), pause(d(3, 4), d(3, 5))],
            "after its stop",
        ),
    ],
)
def test_unlawful_ledgers_are_refused(ledger, reason):
    with pytest.raises(LedgerError, match=reason):
        derive(ledger, CALENDAR)


starts = st.dates(d(1, 1), d(10, 31))


@given(on=starts, length=st.integers(0, 30), data=st.data())
def test_pauses_move_the_due_date_by_the_working_days_they_exclude(on, length, data):
    plain = derive([start(on, length)], CALENDAR).due
    first = data.draw(st.dates(on, plain))
    last = first + timedelta(days=data.draw(st.integers(0, 20)))
    paused = derive([start(on, length), pause(first, last)], CALENDAR).due
    excluded = [(first, last)] if length else []
    assert CALENDAR.count(on, paused, excluded) == length
    assert paused >= plain


@given(on=starts, length=st.integers(1, 30), more=st.integers(1, 15))
def test_extension_is_the_longer_period(on, length, more):
    extended = derive([start(on, length), Entry("extension", on, days=more)], CALENDAR)
    assert extended.due == derive([start(on, length + more)], CALENDAR).due


@given(on=starts, length=st.integers(1, 30), data=st.data())
def test_sheet_counts_every_day_once_and_ends_on_the_due_date(on, length, data):
    first = data.draw(st.dates(on, derive([start(on, length)], CALENDAR).due))
    last = first + timedelta(days=data.draw(st.integers(0, 10)))
    result = derive([start(on, length), pause(first, last)], CALENDAR)
    steps = result.steps(CALENDAR)
    assert steps[-1].day == result.due
    assert [s.number for s in steps if s.number] == list(range(1, length + 1))
    assert [s.day for s in steps] == sorted({s.day for s in steps})
