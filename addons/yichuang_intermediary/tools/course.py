"""The one bar of a case (全流程时间条): what it spent its working days on, planned and
actual, each with the party it waited for, and how much of it lay outside the organ
(体外时间).

The organ's own time keeps its legal pauses; the time of the whole never pauses. Parts
may run beside each other: a day on which two of them ran is one day of the whole.

>>> week = Workdays((), {})
>>> bar = course(
...     [
...         Stage("selection", "hall", 5, date(2026, 3, 2), date(2026, 3, 6)),
...         Stage("work", "agency", 5, date(2026, 3, 6), date(2026, 3, 18)),
...         Stage("approval", "department", 10, date(2026, 3, 18)),
...     ],
...     date(2026, 3, 20),
...     week,
... )
>>> [(row.kind, row.planned, row.actual, row.late, row.open) for row in bar.rows]
[('selection', 5, 4, 0, False), ('work', 5, 8, 3, False), ('approval', 10, 2, 0, True)]
>>> bar.whole, bar.outside, bar.share
(14, 12, 85)
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools.workdays import (
    ONE_DAY,
    Workdays,
    merge_intervals,
)

# In the order of the bar; whether the time lies outside the organ (体外).
KINDS = {
    "selection": True,
    "contract": True,
    "waiting": True,
    "work": True,
    "suspended": True,
    "acceptance": True,
    "rework": True,
    "approval": False,
    "review": True,
}


class Stage(NamedTuple):
    """One stretch of a case's time: the days after its first up to its last.

    :param planned: its working days by law, promise or contract; 0 for none
    :param end: none while it is still open
    """

    kind: str
    party: str
    planned: int
    start: date
    end: date | None = None


class Row(NamedTuple):
    """One part of the bar: all stretches of one kind and one party.

    :param left: where it begins and ``width`` how long it is, in per cent of the whole
    """

    kind: str
    party: str
    planned: int
    actual: int
    late: int
    open: bool
    left: int
    width: int


class Course(NamedTuple):
    """The bar, in working days.

    :param share: of the time outside in the whole, in per cent, rounded down
    """

    rows: list[Row]
    whole: int
    outside: int
    share: int


def course(stages: Iterable[Stage], today: date, workdays: Workdays) -> Course:
    """The bar of a case, seen from ``today``."""
    stages = list(stages)
    if not stages:
        return Course([], 0, 0, 0)
    begin = min(one.start for one in stages)
    finish = max(begin, *(one.end or today for one in stages))
    whole = workdays.count(begin, finish)
    groups: dict[tuple[str, str], list[Stage]] = {}
    order = list(KINDS)
    for one in sorted(stages, key=lambda one: (order.index(one.kind), one.start)):
        groups.setdefault((one.kind, one.party), []).append(one)
    rows = [
        _row(key, mine, begin, whole, today, workdays) for key, mine in groups.items()
    ]
    outside = _days([one for one in stages if KINDS[one.kind]], today, workdays)
    return Course(rows, whole, outside, _per_cent(outside, whole))


def without(stage: Stage, pauses: Iterable[tuple[date, date]], today: date):
    """A stretch without the days of its pauses, as stretches of the same kind; what is
    planned stands with the first.

    :param pauses: first and last day of each, both excluded from it

    >>> stage = Stage("approval", "department", 10, date(2026, 3, 2))
    >>> [
    ...     (str(one.start), one.end and str(one.end), one.planned)
    ...     for one in without(
    ...         stage, [(date(2026, 3, 4), date(2026, 3, 5))], date(2026, 3, 9)
    ...     )
    ... ]
    [('2026-03-02', '2026-03-03', 10), ('2026-03-05', None, 0)]
    """
    start, planned = stage.start, stage.planned
    last = stage.end or today
    for first, until in merge_intervals(pauses):
        if until <= start or first > last:
            continue
        if first - ONE_DAY > start:
            yield stage._replace(start=start, end=first - ONE_DAY, planned=planned)
            planned = 0
        start = until
    if start < last or not stage.end:
        yield stage._replace(start=min(start, last), planned=planned)


def _row(key, mine, begin, whole, today, workdays):
    planned = sum(one.planned for one in mine)
    actual = _days(mine, today, workdays)
    return Row(
        *key,
        planned=planned,
        actual=actual,
        late=max(actual - planned, 0) if planned else 0,
        open=any(one.end is None for one in mine),
        left=_per_cent(workdays.count(begin, mine[0].start), whole),
        width=_per_cent(actual, whole),
    )


def _days(stages, today, workdays):
    """Working days on which at least one of these ran."""
    spans = [(one.start + ONE_DAY, one.end or today) for one in stages]
    merged = merge_intervals(span for span in spans if span[0] <= span[1])
    return sum(workdays.count(first - ONE_DAY, last) for first, last in merged)


def _per_cent(part, whole):
    return min(part * 100 // whole, 100) if whole else 0
