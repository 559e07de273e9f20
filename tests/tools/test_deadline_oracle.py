"""Ten thousand random timelines against an oracle that knows nothing of bisecting.

The oracle walks day by day over plain sets and was written from the text of the law
alone (行政许可法 Art. 42, 45, 82): slow, obvious and independent of the code it checks.
"""

import calendar
import random
from datetime import date, timedelta

import pytest
from test_deadline import MAKEUP, REST

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intake.tools.deadline import Entry, LedgerError, derive

WORKDAYS = Workdays({2026}, {day: day in MAKEUP for day in REST | MAKEUP})
ONE = timedelta(days=1)
TIMELINES = 10_000


def worked(day):
    if day.year == 2026:
        return day in MAKEUP or (day.weekday() < 5 and day not in REST)
    return day.weekday() < 5


def oracle(start, length, unit, pauses):
    """The last day of a period, by walking."""
    excluded = set()
    for first, last in pauses:
        day = first
        while day <= last:
            excluded.add(day)
            day += ONE
    if unit == "workday":
        day, left = start, length
        while left:
            day += ONE
            if worked(day) and day not in excluded:
                left -= 1
        return day
    if unit == "day":
        day = start + timedelta(days=length)
    else:
        month = start.month - 1 + length
        year, month = start.year + month // 12, month % 12 + 1
        day = date(year, month, min(start.day, calendar.monthrange(year, month)[1]))
    # Each excluded day after the start pushes the end by one, which may take in more.
    counted = start
    while counted < day:
        counted += ONE
        if counted in excluded:
            day += ONE
    while not worked(day) or day in excluded:
        day += ONE
    return day


def lawful_end(entries):
    """What the oracle makes of a ledger; None where the law allows no such entry."""
    start, *changes = entries
    length, pauses, extended = start.days, {}, False
    end = oracle(start.from_on, length, start.unit, [])
    for number, entry in enumerate(changes):
        if entry.from_on > end or entry.from_on < start.from_on:
            return None
        if entry.kind == "pause":
            pauses[entry.key or number] = (entry.from_on, entry.to_on)
        elif extended:
            return None
        else:
            extended = True
            length += entry.days
        end = oracle(start.from_on, length, start.unit, pauses.values())
    return end


def timeline(rng):
    """A random ledger: mostly lawful, sometimes not."""
    unit = rng.choice(("workday", "workday", "day", "month"))
    begin = date(2025, 11, 15) + rng.randrange(420) * ONE
    length = rng.randint(0, 4 if unit == "month" else 60)
    entries = [Entry("start", begin, days=length, unit=unit)]
    moment = begin
    for _index in range(rng.randrange(5)):
        moment += rng.randrange(12) * ONE
        if rng.random() < 0.25:
            entries.append(
                Entry("extension", moment, days=rng.randint(1, 15), unit=unit)
            )
        else:
            entries.append(
                Entry(
                    "pause",
                    moment,
                    to_on=moment + rng.randrange(25) * ONE,
                    key=rng.choice(("", "", "a", "b")),
                )
            )
    return entries


@pytest.mark.parametrize("seed", range(10))
def test_random_timelines_agree_with_a_naive_oracle(seed):
    rng = random.Random(seed)
    refused = 0
    for _index in range(TIMELINES // 10):
        entries = timeline(rng)
        expected = lawful_end(entries)
        if expected is None:
            refused += 1
            with pytest.raises(LedgerError):
                derive(entries, WORKDAYS)
            continue
        found = derive(entries, WORKDAYS)
        assert found.due == expected, entries
        announced = {found.start.year, found.due.year} <= {2026}
        if announced:
            assert not found.provisional, entries
        if found.due.year > 2026 and found.due.year != found.start.year:
            assert found.provisional, entries
    assert 0 < refused < TIMELINES // 20
