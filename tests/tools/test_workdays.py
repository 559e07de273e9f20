"""Working days and deadlines: the law's words as a table, and properties."""

import time
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import assume, example, given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.rest_days import (
    SHIPPED,
    read_rest_days,
    workdays_from,
)
from odoo.addons.yichuang_catalog.tools.workdays import (
    COUNTED,
    Due,
    Workdays,
    hall_date,
    hall_day_start,
    hall_moment,
    merge_intervals,
)

SHIPPED_TABLE = workdays_from(read_rest_days(SHIPPED))
ONE_DAY = timedelta(days=1)
DAYS = st.dates(date(2013, 12, 1), date(2027, 3, 1))
LENGTHS = st.integers(0, 90)
INTERVALS = st.lists(st.tuples(st.integers(-20, 120), st.integers(0, 25)), max_size=5)
# Years 2014–2016 with arbitrary exceptions, so that nothing rests on real holidays.
RANDOM_TABLES = st.builds(
    Workdays,
    st.sets(st.integers(2014, 2016)),
    st.dictionaries(st.dates(date(2014, 1, 1), date(2016, 12, 31)), st.booleans()),
)


@pytest.fixture(scope="module")
def table():
    return SHIPPED_TABLE


def intervals_from(start, shifts):
    return [
        (start + shift * ONE_DAY, start + (shift + length) * ONE_DAY)
        for shift, length in shifts
    ]


def naive_due(table, start, n, excluded=()):
    """The words of the law, one day at a time; the oracle."""
    day = start
    while n:
        day += ONE_DAY
        inside = any(first <= day <= last for first, last in excluded)
        if table.is_worked(day) and not inside:
            n -= 1
    return day


@pytest.mark.parametrize(
    ("article", "start", "n", "excluded", "due"),
    [
        ("Art. 32(4) notice; make-up Saturday", (2026, 2, 12), 5, [], (2026, 2, 26)),
        ("Art. 32(4) from a make-up Saturday", (2026, 2, 14), 5, [], (2026, 2, 28)),
        ("Art. 32(4) from a Sunday", (2026, 3, 1), 5, [], (2026, 3, 6)),
        ("Art. 42(1)", (2026, 1, 30), 20, [], (2026, 3, 5)),
        ("Art. 42(1) extended", (2026, 1, 30), 30, [], (2026, 3, 19)),
        ("Art. 42(2) joint", (2026, 1, 30), 45, [], (2026, 4, 10)),
        ("Art. 42(2) joint extended", (2026, 1, 30), 60, [], (2026, 5, 6)),
        ("Art. 42(1)", (2026, 3, 2), 20, [], (2026, 3, 30)),
        (
            "Art. 45 expert review",
            (2026, 3, 2),
            20,
            [((2026, 3, 9), (2026, 3, 20))],
            (2026, 4, 14),
        ),
        (
            "Art. 45 overlapping",
            (2026, 3, 2),
            20,
            [((2026, 3, 9), (2026, 3, 13)), ((2026, 3, 12), (2026, 3, 18))],
            (2026, 4, 10),
        ),
        ("Art. 42(1) from a make-up Saturday", (2026, 5, 9), 20, [], (2026, 6, 5)),
        ("Art. 42(1) over Dragon Boat", (2026, 6, 15), 20, [], (2026, 7, 14)),
        ("Art. 44 delivery", (2026, 9, 24), 10, [], (2026, 10, 15)),
        ("Art. 42(1) over National Day", (2026, 9, 28), 20, [], (2026, 10, 30)),
        ("Art. 47 hearing request", (2026, 4, 1), 5, [], (2026, 4, 9)),
        ("Art. 32(4) in 2014", (2014, 4, 28), 5, [], (2014, 5, 6)),
    ],
)
def test_art82_known_deadlines(table, article, start, n, excluded, due):
    excluded = [(date(*first), date(*last)) for first, last in excluded]
    assert table.add(date(*start), n, excluded) == Due(date(*due), False), article


@pytest.mark.parametrize(("year", "days"), [(2024, 251), (2025, 248), (2026, 248)])
def test_working_days_of_a_year(table, year, days):
    assert table.count(date(year - 1, 12, 31), date(year, 12, 31)) == days


@pytest.mark.parametrize(
    ("article", "start", "n", "unit", "roll", "due"),
    [
        ("Art. 201", (2026, 3, 2), 7, "day", True, (2026, 3, 9)),
        ("Art. 203 ends on a Sunday", (2026, 3, 1), 7, "day", True, (2026, 3, 9)),
        ("Art. 204 special rule", (2026, 3, 1), 7, "day", False, (2026, 3, 8)),
        ("Art. 203 Spring Festival", (2026, 2, 1), 20, "day", True, (2026, 2, 24)),
        ("Art. 203 make-up Sunday", (2026, 8, 21), 30, "day", True, (2026, 9, 20)),
        ("Art. 202 same day", (2026, 1, 15), 6, "month", True, (2026, 7, 15)),
        ("Art. 202 no such day", (2026, 1, 31), 1, "month", True, (2026, 2, 28)),
        ("Art. 202 leap year", (2023, 8, 31), 6, "month", True, (2024, 2, 29)),
        ("Art. 203 after National Day", (2026, 4, 3), 6, "month", True, (2026, 10, 8)),
        ("same-day matter", (2026, 2, 15), 0, "workday", True, (2026, 2, 15)),
    ],
)
def test_civil_code_periods(table, article, start, n, unit, roll, due):
    result = table.due(date(*start), n, unit, roll=roll)
    assert result == Due(date(*due), False), article


def test_excluded_calendar_days_postpone_the_end_day_by_day(table):
    excluded = [
        (date(2026, 3, 4), date(2026, 3, 6)),
        (date(2026, 3, 5), date(2026, 3, 8)),
    ]
    assert table.add_days(date(2026, 3, 2), 7, excluded, roll=False).date == date(
        2026, 3, 14
    )


def test_a_deadline_past_the_last_announced_year_is_provisional(table):
    assert table.add(date(2026, 12, 30), 1) == Due(date(2026, 12, 31), False)
    assert table.add(date(2026, 12, 30), 2) == Due(date(2027, 1, 1), True)
    assert table.add_days(date(2026, 12, 30), 2).provisional
    assert not table.add_days(date(2026, 12, 30), 2, roll=False).provisional


def test_a_year_nobody_announced_makes_a_deadline_provisional(table):
    gap = Workdays({2014, 2016}, {})
    assert gap.add(date(2014, 12, 1), 300).provisional
    assert not gap.add(date(2016, 1, 4), 200).provisional
    assert Workdays((), {}).add(date(2026, 1, 5), 5) == Due(date(2026, 1, 12), True)


def test_an_overdue_deadline_counts_below_zero(table):
    assert table.count(date(2026, 3, 6), date(2026, 3, 2)) == -4


def test_unknown_units_and_negative_lengths_are_refused(table):
    with pytest.raises(ValueError, match="unknown unit 'hour'"):
        table.due(date(2026, 3, 2), 3, "hour")
    with pytest.raises(ValueError, match="0 or more units"):
        table.add(date(2026, 3, 2), -1)


def test_ten_thousand_deadlines_take_well_under_a_second(table):
    starts = [date(2026, 1, 1) + (i % 365) * ONE_DAY for i in range(10_000)]
    began = time.process_time()
    for i, start in enumerate(starts):
        table.add(start, 1 + i % 60)
    assert time.process_time() - began < 0.5


@given(start=DAYS, n=st.integers(1, 90), shifts=INTERVALS)
def test_the_last_day_is_worked_not_excluded_and_counts_back(start, n, shifts):
    table = SHIPPED_TABLE
    excluded = intervals_from(start, shifts)
    due = table.add(start, n, excluded).date
    assert table.is_worked(due)
    assert not any(first <= due <= last for first, last in excluded)
    assert table.count(start, due, excluded) == n


@given(table=RANDOM_TABLES, start=DAYS, n=LENGTHS, shifts=INTERVALS)
@example(table=Workdays((), {}), start=date(2013, 12, 1), n=0, shifts=[])
def test_deadlines_equal_those_of_a_day_by_day_walk(table, start, n, shifts):
    excluded = intervals_from(start, shifts)
    assert table.add(start, n, excluded).date == naive_due(table, start, n, excluded)


@given(start=DAYS, n=LENGTHS, shifts=INTERVALS, days=st.integers(0, 30))
def test_later_start_or_longer_period_never_ends_earlier(start, n, shifts, days):
    table = SHIPPED_TABLE
    excluded = intervals_from(start, shifts)
    due = table.add(start, n, excluded).date
    assert due <= table.add(start, n + days, excluded).date
    if n:
        assert due <= table.add(start + days * ONE_DAY, n, excluded).date


@given(start=DAYS, n=st.integers(1, 60), shifts=INTERVALS)
def test_merging_or_repeating_excluded_intervals_changes_nothing(start, n, shifts):
    table = SHIPPED_TABLE
    excluded = intervals_from(start, shifts)
    merged = merge_intervals(excluded)
    due = table.add(start, n, excluded)
    assert due == table.add(start, n, merged)
    assert due == table.add(start, n, [*reversed(excluded), *excluded])
    assert all(a[1] + ONE_DAY < b[0] for a, b in pairwise(merged))


@given(table=RANDOM_TABLES, a=DAYS, b=DAYS, c=DAYS)
def test_counting_adds_up(table, a, b, c):
    assert table.count(a, b) + table.count(b, c) == table.count(a, c)
    assert table.count(a, b) == -table.count(b, a)


@given(table=RANDOM_TABLES, day=DAYS)
def test_neighbouring_working_days(table, day):
    following, before = table.next(day), table.previous(day)
    assert before < day < following
    assert table.is_worked(before)
    assert table.is_worked(following)
    assert table.count(day, following) == 1
    between = [day + i * ONE_DAY for i in range(1, (following - day).days)]
    assert not any(map(table.is_worked, between))
    assert table.on_or_after(day) == (day if table.is_worked(day) else following)


@given(
    start=DAYS,
    n=LENGTHS,
    unit=st.sampled_from(["workday", "day", "month"]),
    shifts=INTERVALS,
)
def test_the_derivation_ends_on_the_deadline_and_numbers_every_day(
    start, n, unit, shifts
):
    table = SHIPPED_TABLE
    n = n % 7 if unit == "month" else n
    excluded = [(*interval, "专家评审") for interval in intervals_from(start, shifts)]
    steps = table.explain(start, n, unit, excluded)
    assert steps[0].day == start
    assert steps[-1].day == table.due(start, n, unit, excluded).date
    assert all(a.day + ONE_DAY == b.day for a, b in pairwise(steps))
    counted = [step for step in steps if step.kind in COUNTED]
    assert [step.number for step in counted] == list(range(1, len(counted) + 1))
    assert all(step.number == 0 for step in steps if step.kind not in COUNTED)
    if unit != "month":
        assert len(counted) == n
    for step in steps:
        assert step.provisional == (step.day.year not in table.years)
        if step.kind == "excluded":
            assert step.reason == "专家评审"


@given(st.lists(st.tuples(DAYS, st.integers(0, 30))))
def test_merged_intervals_cover_the_same_days(pairs):
    intervals = [(day, day + length * ONE_DAY) for day, length in pairs]
    assume(len(intervals) < 8)

    def days(given_intervals):
        return {
            first + i * ONE_DAY
            for first, last in given_intervals
            for i in range((last - first).days + 1)
        }

    assert days(merge_intervals(intervals)) == days(intervals)


def test_an_interval_that_ends_before_it_starts_is_refused():
    with pytest.raises(ValueError, match="ends before it"):
        merge_intervals([(date(2026, 3, 2), date(2026, 3, 1))])


def test_the_derivation_names_holidays_make_up_days_and_reasons(table):
    steps = table.explain(
        date(2026, 2, 12),
        4,
        excluded=[(date(2026, 2, 13), date(2026, 2, 13), "检测 〔2026〕3号")],
    )
    told = [(s.day.isoformat()[5:], s.kind, s.number, s.reason) for s in steps]
    assert told[:5] == [
        ("02-12", "start", 0, ""),
        ("02-13", "excluded", 0, "检测 〔2026〕3号"),
        ("02-14", "makeup", 1, "春节"),
        ("02-15", "holiday", 0, "春节"),
        ("02-16", "holiday", 0, "春节"),
    ]
    assert told[-1] == ("02-26", "workday", 4, "")


def test_art203_the_derivation_shows_the_days_of_rest_at_the_end(table):
    steps = table.explain(date(2026, 2, 27), 1, "day")
    assert [(s.day.day, s.kind) for s in steps] == [(27, "start"), (28, "day")]
    steps = table.explain(date(2026, 3, 6), 1, "day")
    assert [(s.day.day, s.kind, s.number) for s in steps[1:]] == [
        (7, "day", 1),
        (8, "deferred", 0),
        (9, "deferred", 0),
    ]


@pytest.mark.parametrize(
    ("moment", "day"),
    [
        (datetime(2026, 2, 13, 15, 59, 59), date(2026, 2, 13)),
        (datetime(2026, 2, 13, 16), date(2026, 2, 14)),
        (datetime(2025, 12, 31, 20, tzinfo=UTC), date(2026, 1, 1)),
    ],
)
def test_the_hall_lives_by_beijing_time(moment, day):
    assert hall_date(moment) == day


def test_the_hall_day_starts_at_its_own_midnight():
    start = hall_day_start(date(2026, 2, 14))
    assert hall_date(start) == date(2026, 2, 14)
    assert hall_date(start - timedelta(microseconds=1)) == date(2026, 2, 13)


def test_now_is_now():
    assert abs(hall_moment() - datetime.now(UTC)) < timedelta(seconds=5)
    assert hall_date() in (hall_moment().date(), hall_moment().date() - ONE_DAY)
