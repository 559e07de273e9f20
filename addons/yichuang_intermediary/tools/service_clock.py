"""The time of a service contract, by the party that it waits for (服务时钟).

Facts are entered in the order in which they happened; between two of them the contract
waits for one party. A stretch covers the days after its first up to and including its
last, for the day something begins on does not count (民法典 Art. 201). So stretches
that follow one another share no day, and the days of all parties add up to the whole.

>>> week = Workdays((), {})
>>> facts = [
...     Fact("draw_up", date(2026, 3, 2)),
...     Fact("begin", date(2026, 3, 4)),
...     Fact("hand_over", date(2026, 3, 5)),
...     Fact("suspend", date(2026, 3, 9)),
... ]
>>> [(one.kind, one.party, str(one.start)) for one in stretches(facts)][2:]
[('work', 'agency', '2026-03-05'), ('suspended', 'law', '2026-03-09')]
>>> by_party(stretches(facts), date(2026, 3, 10), week)
{'both': 2, 'owner': 1, 'agency': 2, 'law': 1}
>>> due(5, stretches(facts), week, date(2026, 3, 13)).date
datetime.date(2026, 3, 18)
"""

from collections.abc import Iterable, Sequence
from datetime import date
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools.workdays import Due, Workdays

# Whom the contract waits for in each kind of stretch.
PARTIES = {
    "select": "hall",
    "contract": "both",
    "wait_data": "owner",
    "work": "agency",
    "suspended": "law",
    "acceptance": "owner",
    "rework": "agency",
    "disputed": "law",
}
# The stretch that each fact begins; "" for none, "back" for the one before the pause.
BEGUN = {
    "publish": "select",
    "draw_up": "contract",
    "begin": "wait_data",
    "hand_over": "work",
    "list_missing": "wait_data",
    "suspend": "suspended",
    "resume": "back",
    "deliver": "acceptance",
    "return": "rework",
    "dispute": "disputed",
    "settle": "back",
    "accept": "",
    "end": "",
}
PAUSES = ("suspended", "disputed")
# Per cent of the agreed time at which the parties are told.
LEVELS = (80, 100, 120)


class Fact(NamedTuple):
    """Something that happened to the contract on a day."""

    kind: str
    on: date


class Stretch(NamedTuple):
    """Time in which the contract waited for one party; open while it still does."""

    kind: str
    start: date
    end: date | None = None

    @property
    def party(self) -> str:
        return PARTIES[self.kind]

    def days(self, today: date, workdays: Workdays) -> int:
        """Working days of it so far."""
        return max(workdays.count(self.start, self.end or today), 0)


def begun(fact: str, before: Sequence[str]) -> str:
    """The kind of stretch that a fact begins.

    :param before: the kinds of all stretches so far, in order
    :return: empty where nothing is waited for any more
    """
    kind = BEGUN[fact]
    if kind != "back":
        return kind
    return next((kind for kind in reversed(before) if kind not in PAUSES), "")


def stretches(facts: Iterable[Fact]) -> list[Stretch]:
    """All time from the first fact on, the last stretch open unless it ended."""
    found: list[Stretch] = []
    for fact in facts:
        if found and found[-1].end is None:
            found[-1] = found[-1]._replace(end=fact.on)
        kind = begun(fact.kind, [one.kind for one in found])
        if kind:
            found.append(Stretch(kind, fact.on))
    return found


def by_party(
    found: Iterable[Stretch], today: date, workdays: Workdays
) -> dict[str, int]:
    """Working days for which each party was waited for."""
    days: dict[str, int] = {}
    for one in found:
        days[one.party] = days.get(one.party, 0) + one.days(today, workdays)
    return days


def worked(found: Iterable[Stretch], today: date, workdays: Workdays) -> int:
    """Working days the agency has used of its time, before its first delivery."""
    return sum(one.days(today, workdays) for one in found if one.kind == "work")


def due(
    limit: int,
    found: Sequence[Stretch],
    workdays: Workdays,
    resume_on: date | None = None,
) -> Due | None:
    """The last day of the agency's time, as far as it can be seen.

    :param limit: working days agreed, extensions included
    :param resume_on: the last day of a stretch that is not the agency's and still
        open, where it is known
    :return: none while the agency's time has not begun and no day is foreseen for it
    """
    used = 0
    for one in found:
        if one.kind != "work":
            continue
        if one.end is None:
            return _add(one.start, limit - used, workdays)
        days = workdays.count(one.start, one.end)
        if used + days >= limit:
            return _add(one.start, limit - used, workdays)
        used += days
    return _add(resume_on, limit - used, workdays) if resume_on else None


def _add(start, days, workdays):
    return workdays.add(start, max(days, 0))


def level_day(
    level: int, limit: int, found: Sequence[Stretch], workdays: Workdays
) -> date | None:
    """The day on which so many per cent of the time are used; none while the agency's
    time does not run."""
    if not found or found[-1].kind != "work" or found[-1].end:
        return None
    # Rounded up: four fifths of seven days are used on the sixth.
    return due(-(-limit * level // 100), found, workdays).date


def next_level(told: int) -> int:
    """The next per cent to tell of; 0 when all have been.

    >>> [next_level(told) for told in (0, 80, 100, 120)]
    [80, 100, 120, 0]
    """
    return next((level for level in LEVELS if level > told), 0)
