"""Due dates as a pure function of a clock's ledger and the working-day table.

A clock is a ledger: one start, then pauses, extensions and at most one stop, each
with the article it rests on. Nothing else decides when a period ends, so the same
ledger and the same calendar give the same date on any day, on any machine, and a
calculation sheet (期限计算书) can show every day of it.

How days are counted is in ``yichuang_catalog/tools/workdays.py``. What a ledger may
say is here (行政许可法 Art. 42, 45):

* a pause excludes every day from its first to its last, and its length is stated
  beforehand, for the applicant has to be told; overlapping pauses count once;
* a pause that is named a second time stands as it is named last: a procedure that
  ended early excludes only the days it took;
* an extension adds to the length, it does not begin a new period, and comes once;
* a period that has run out can be neither paused nor extended;
* nothing happens to a clock before its start or after its stop.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from odoo.addons.yichuang_catalog.tools.workdays import UNITS, Step, Workdays


class LedgerError(ValueError):
    """The ledger does not describe a clock that could lawfully have run."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One line of a ledger.

    :param kind: ``start``, ``pause``, ``extension`` or ``stop``
    :param from_on: the day it takes effect; of a pause, its first day
    :param to_on: of a pause, its last day
    :param days: length of the period, or by how much it is extended
    :param unit: unit of the length: workday, day or month
    :param key: of a pause, which procedure it belongs to; empty for one of its own
    :param recorded: the day it was entered, if that is another than ``from_on``
    """

    kind: str
    from_on: date
    to_on: date | None = None
    days: int = 0
    unit: str = "workday"
    article: str = ""
    reason: str = ""
    key: str = ""
    recorded: date | None = None


@dataclass(frozen=True, slots=True)
class Derivation:
    """When a period ends, and what it was derived from.

    :param pauses: ``(first, last, reason)`` tuples
    """

    start: date
    days: int
    unit: str
    due: date
    provisional: bool
    pauses: tuple[tuple[date, date, str], ...] = ()
    stopped: date | None = None

    def steps(self, workdays: Workdays) -> list[Step]:
        """Every day of the period, for the 期限计算书."""
        return workdays.explain(self.start, self.days, self.unit, self.pauses)


def derive(
    ledger: Iterable[Entry], workdays: Workdays, as_of: date | None = None
) -> Derivation:
    """The last day of the period that a ledger describes.

    :param as_of: as the ledger stood at the end of that day; all of it by default
    :raises LedgerError: the ledger is not lawful, see above
    """
    start, *changes = [
        entry
        for entry in ledger
        if as_of is None or (entry.recorded or entry.from_on) <= as_of
    ] or [None]
    if start is None or start.kind != "start":
        raise LedgerError("a ledger begins with a start")
    if start.unit not in UNITS or start.days < 0:
        raise LedgerError("a period has a length and a unit")
    length, paused, stopped = start.days, {}, None
    end = workdays.due(start.from_on, length, start.unit)
    for entry in changes:
        if stopped:
            raise LedgerError("nothing happens to a clock after its stop")
        if entry.from_on < start.from_on:
            raise LedgerError("nothing happens to a clock before its start")
        if entry.kind == "stop":
            stopped = entry.from_on
            continue
        if entry.from_on > end.date:
            raise LedgerError("a period that has run out is over")
        if entry.kind == "pause":
            if not entry.to_on or entry.to_on < entry.from_on:
                raise LedgerError("a pause has a first and a last day")
            paused[entry.key or len(paused)] = (
                entry.from_on,
                entry.to_on,
                entry.reason,
            )
        elif entry.kind == "extension":
            if entry.unit != start.unit or entry.days <= 0:
                raise LedgerError("an extension adds to the length, in its unit")
            if length != start.days:
                raise LedgerError("a period is extended once")
            length += entry.days
        else:
            raise LedgerError(f"unknown kind of entry: {entry.kind}")
        end = workdays.due(start.from_on, length, start.unit, list(paused.values()))
    return Derivation(
        start=start.from_on,
        days=length,
        unit=start.unit,
        due=end.date,
        provisional=end.provisional,
        pauses=tuple(paused.values()),
        stopped=stopped,
    )


# Grounds that stop a clock, by the kind of the clock. Only the eight of Art. 45 stop
# the time of the law; a hall may let others stop its own promise; nothing stops the
# time to tell what is missing and the time to deliver.
ART45_GROUNDS = (
    "hearing",
    "tender",
    "auction",
    "inspection",
    "testing",
    "quarantine",
    "appraisal",
    "review",
)
LOCAL_GROUNDS = ("publicity", "site", "rectification", "consultation")
BY_LAW = ("legal", "first_review", "step", "promise", "joint_legal", "joint")
BY_PROMISE = ("step", "promise", "joint")


def stopped_by(ground: str, local: Iterable[str] = ()) -> tuple[str, ...]:
    """Kinds of clocks that a procedure stops (行政许可法 Art. 45).

    :param ground: one of ``ART45_GROUNDS`` or ``LOCAL_GROUNDS``
    :param local: local grounds by which this hall lets its promise wait

    >>> stopped_by("hearing")
    ('legal', 'first_review', 'step', 'promise', 'joint_legal', 'joint')
    >>> stopped_by("publicity"), stopped_by("publicity", {"publicity"})
    ((), ('step', 'promise', 'joint'))
    """
    if ground in ART45_GROUNDS:
        return BY_LAW
    return BY_PROMISE if ground in LOCAL_GROUNDS and ground in local else ()
