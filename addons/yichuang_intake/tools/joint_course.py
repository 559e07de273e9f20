"""When each matter of a joint case begins and ends, as far as it can be seen today,
and which of them decide when the whole ends (关键路径).

What has happened stands as it happened; the rest is planned behind it: a matter begins
with the day on which the last of those it comes after ended (浙江 Art. 5: the
next organ's acceptance is the receipt of the former's written completion) and takes
the working days it is promised in. Nothing that is still open ends before today.

>>> week = Workdays((), {})
>>> monday = date(2026, 3, 2)
>>> seen = course(
...     {"甲": Matter(3), "乙": Matter(1), "丙": Matter(2, ("甲", "乙"))},
...     monday, monday, week,
... )
>>> [(key, str(one.finish), one.spare) for key, one in seen.items()]
[('甲', '2026-03-05', 0), ('乙', '2026-03-03', 2), ('丙', '2026-03-09', 0)]
>>> [key for key, one in seen.items() if one.critical]
['甲', '丙']
"""

from collections.abc import Hashable, Mapping
from datetime import date
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools import graph
from odoo.addons.yichuang_catalog.tools.workdays import Workdays


class Matter(NamedTuple):
    """One matter: its working days, what it comes after, what has happened to it."""

    days: int
    after: tuple = ()
    started: date | None = None
    finished: date | None = None


class Stretch(NamedTuple):
    """From when to when one matter runs or will run.

    :param spare: by how many working days it may end later before the whole does;
        of an ended matter, 0
    :param critical: still open and without anything to spare
    """

    start: date
    finish: date
    spare: int
    critical: bool


def course(
    matters: Mapping[Hashable, Matter], begin: date, today: date, workdays: Workdays
) -> dict[Hashable, Stretch]:
    """The course of the whole, seen from ``today``, in the order of the mapping.

    :param begin: the day of the unified acceptance
    :raises graph.CycleError: matters wait for one another
    """
    after = {key: list(one.after) for key, one in matters.items()}
    order = graph.order(after)
    starts: dict = {}
    finishes: dict = {}
    for key in order:
        one = matters[key]
        starts[key], finishes[key] = _dates(
            one, [finishes[other] for other in one.after], begin, today, workdays
        )
    whole = max(finishes.values(), default=begin)
    later = graph.successors(after)
    spare: dict = {}
    for key in reversed(order):
        # What has begun does not wait for it any more.
        waiting = [one for one in later[key] if not _begun(matters[one])]
        spare[key] = min(
            (
                spare[one] + workdays.count(finishes[key], starts[one])
                for one in waiting
            ),
            default=workdays.count(finishes[key], whole),
        )
    return {
        key: Stretch(
            starts[key],
            finishes[key],
            0 if one.finished else spare[key],
            not one.finished and spare[key] == 0,
        )
        for key, one in matters.items()
    }


def end(stretches: Mapping[Hashable, Stretch], begin: date) -> date:
    """The day on which the whole ends."""
    return max((one.finish for one in stretches.values()), default=begin)


def _begun(one):
    return bool(one.started or one.finished)


def _dates(one, before, begin, today, workdays):
    if one.finished:
        return one.started or one.finished, one.finished
    if one.started:
        return one.started, max(workdays.add(one.started, one.days).date, today)
    start = max([*before, today] if before else [begin, today])
    return start, workdays.add(start, one.days).date
