"""Due dates as a pure function of a clock's ledger and the working-day table.

A clock is a ledger: one start, then pauses, extensions and at most one stop, each
with the article it rests on. Nothing else decides when a period ends, so the same
ledger and the same calendar give the same date on any day, on any machine, and a
calculation sheet (期限计算书) can show every day of it.

How days are counted is in ``yichuang_catalog/tools/workdays.py``. What a ledger may
say is here (行政许可法 Art. 42, 45):

* a pause excludes every day from its first to its last, and its length is stated
  beforehand, for the applicant has to be told; overlapping pauses count once;
* an extension adds to the length, it does not begin a new period;
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
    """

    kind: str
    from_on: date
    to_on: date | None = None
    days: int = 0
    unit: str = "workday"
    article: str = ""
    reason: str = ""


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


def derive(ledger: Iterable[Entry], workdays: Workdays) -> Derivation:
    """The last day of the period that a ledger describes.

    :raises LedgerError: the ledger is not lawful, see above
    """
    start, *changes = list(ledger) or [None]
    if start is None or start.kind != "start":
        raise LedgerError("a ledger begins with a start")
    if start.unit not in UNITS or start.days < 0:
        raise LedgerError("a period has a length and a unit")
    length, pauses, stopped = start.days, [], None
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
            pauses.append((entry.from_on, entry.to_on, entry.reason))
        elif entry.kind == "extension":
            if entry.unit != start.unit or entry.days <= 0:
                raise LedgerError("an extension adds to the length, in its unit")
            length += entry.days
        else:
            raise LedgerError(f"unknown kind of entry: {entry.kind}")
        end = workdays.due(start.from_on, length, start.unit, pauses)
    return Derivation(
        start=start.from_on,
        days=length,
        unit=start.unit,
        due=end.date,
        provisional=end.provisional,
        pauses=tuple(pauses),
        stopped=stopped,
    )
