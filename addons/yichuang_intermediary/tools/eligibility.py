"""Whether an agency meets the conditions of a service or a notice (资格条件).

A condition asks for a certificate of a kind, if need be of a least grade and a scope,
or for a number of practitioners who hold one. Conditions of one group are alternatives
(any of); all others must be met together (all of).

>>> from datetime import date
>>> today = date(2026, 11, 30)
>>> asked = [Condition("测绘资质 乙级", "surveying", worst_level=2)]
>>> low = [Held("surveying", "丙测1", level=3)]
>>> [row.reason for row in judge(asked, low, (), today)]
['grade']
>>> fits(judge(asked, [Held("surveying", "甲测1", level=1)], (), today))
True
"""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from typing import NamedTuple

# From the one furthest from what is asked to the nearest.
REASONS = ("none", "unverified", "scope", "grade", "not_yet", "expired", "count")


class Held(NamedTuple):
    """A certificate that somebody holds.

    :param level: 1 for the highest grade of the kind; 0 where it has no grades
    :param person: who holds it, for the certificates of practitioners
    :param good: whether the hall has verified it
    """

    kind: str
    number: str
    level: int = 0
    scope: str = ""
    valid_from: date | None = None
    valid_to: date | None = None
    person: str = ""
    good: bool = True


class Condition(NamedTuple):
    """What is asked.

    :param worst_level: the lowest grade that will do; 0 for any
    :param count: how many practitioners; 0 asks for a certificate of the agency
    :param group: conditions of one group are alternatives
    """

    label: str
    kind: str
    worst_level: int = 0
    scope: str = ""
    count: int = 0
    group: str = ""


class Row(NamedTuple):
    """How one condition stands.

    :param met: whether this very condition is met
    :param covered: whether it is met, or an alternative to it is
    :param reason: one of ``REASONS`` where it is not met; ``expires`` where it is met
        today but not until the work is done; else empty
    :param found: how many practitioners there are
    """

    condition: Condition
    met: bool
    covered: bool
    reason: str = ""
    number: str = ""
    valid_to: date | None = None
    found: int = 0


def judge(
    conditions: Sequence[Condition],
    held: Iterable[Held],
    practitioners: Iterable[Held],
    day: date,
    until: date | None = None,
) -> list[Row]:
    """How each condition stands on a day.

    :param until: the day the work will be done; what runs out before is told, but
        does not shut anybody out, for it may be renewed
    """
    held, practitioners = tuple(held), tuple(practitioners)
    rows = [
        _people(condition, practitioners, day, until)
        if condition.count
        else _certificate(condition, held, day, until)
        for condition in conditions
    ]
    good = {row.condition.group for row in rows if row.met and row.condition.group}
    return [
        row._replace(covered=row.met or row.condition.group in good) for row in rows
    ]


def fits(rows: Iterable[Row]) -> bool:
    """Whether every condition is met, itself or by an alternative."""
    return all(row.covered for row in rows)


def narrowing(table: Mapping[object, Sequence[Row]]) -> list[tuple[str, int]]:
    """Which single condition shuts out most: by how many more agencies would fit
    without it, the greatest number first (tailoring meter).

    :param table: the rows of each agency, in the same order for all
    """
    judged = list(table.values())
    if not judged:
        return []
    now = sum(map(fits, judged))
    places = {}
    for at, row in enumerate(judged[0]):
        places.setdefault(row.condition.group or at, []).append(at)
    cuts = [
        (
            " / ".join(judged[0][at].condition.label for at in together),
            sum(fits(_without(rows, together)) for rows in judged) - now,
        )
        for together in places.values()
    ]
    return sorted(cuts, key=lambda cut: (-cut[1], cut[0]))


def _without(rows, places):
    return [row for at, row in enumerate(rows) if at not in places]


def _certificate(condition, held, day, until):
    """The best of the certificates there are."""
    best = Row(condition, met=False, covered=False, reason="none")
    rank = -1
    for one in held:
        if one.kind != condition.kind:
            continue
        reason = _fault(condition, one, day)
        mine = REASONS.index(reason) if reason else len(REASONS)
        if mine > rank or (mine == rank and _later(one.valid_to, best.valid_to)):
            rank = mine
            best = Row(
                condition,
                met=not reason,
                covered=not reason,
                reason=reason or _running_out(one, until),
                number=one.number,
                valid_to=one.valid_to,
            )
    return best


def _people(condition, practitioners, day, until):
    """As many different people as are asked for."""
    good = [
        one
        for one in practitioners
        if one.kind == condition.kind and not _fault(condition, one, day)
    ]
    people = {one.person for one in good}
    met = len(people) >= condition.count
    ends = [one.valid_to for one in good if _running_out(one, until)]
    reason = "" if met else "count"
    return Row(
        condition,
        met=met,
        covered=met,
        reason="expires" if met and ends else reason,
        valid_to=min(ends) if ends else None,
        found=len(people),
    )


def _fault(condition, one, day):
    if not one.good:
        return "unverified"
    if condition.scope and condition.scope not in one.scope:
        return "scope"
    if condition.worst_level and not 1 <= one.level <= condition.worst_level:
        return "grade"
    if one.valid_from and one.valid_from > day:
        return "not_yet"
    if one.valid_to and one.valid_to < day:
        return "expired"
    return ""


def _running_out(one, until):
    return "expires" if until and one.valid_to and one.valid_to < until else ""


def _later(first, second):
    """Whether the first ends later; no end is the latest."""
    return second is not None and (first is None or first > second)
