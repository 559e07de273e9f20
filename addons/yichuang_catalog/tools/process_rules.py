"""What the steps of a matter must satisfy before it may be published.

A process has three stretches, each with a clock of its own (行政许可法):

* up to the acceptance: 5 working days to say what is missing, or the application
  counts as accepted (Art. 32(4));
* from the acceptance to the decision: the promised limit, which may not exceed the
  statutory one (Art. 42). Only the eight procedures of Art. 45 stop this clock;
* from the decision to the hand of the applicant: 10 working days (Art. 44).

The time that a stretch takes is that of its longest path: what runs side by side runs
meanwhile. Limits are compared in one unit; the only conversion made is that of hours
into working days, eight to the day (国务院关于职工工作时间的规定第三条). Calendar
days or months beside working days are refused, for nobody can tell which is longer.

>>> steps = {
...     "a": Step("受理", "acceptance", organ=1),
...     "b": Step("审查", "review", Limit(8, "workday"), ("a",), organ=1),
...     "c": Step("决定", "decision", Limit(4, "hour"), ("b",), organ=1),
... }
>>> critical(steps, "workday").nodes, str(critical(steps, "workday").length)
(('a', 'b', 'c'), '17/2')
>>> findings(steps, promise=Limit(8, "workday"))
[Finding(rule='over_promise', article='行政许可法第四十二条', key='b', number='8.5')]
>>> findings(steps, promise=Limit(9, "workday"))
[]
"""

from collections.abc import Hashable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from typing import NamedTuple

from . import graph
from .publication import NOTHING, Limit

ART_26 = "行政许可法第二十六条"
ART_32 = "行政许可法第三十二条"
ART_34 = "行政许可法第三十四条"
ART_42 = "行政许可法第四十二条"
ART_44 = "行政许可法第四十四条"
ART_45 = "行政许可法第四十五条"

HOURS_A_DAY = 8
NOTICE_LIMIT = Limit(5, "workday")
DELIVERY_LIMIT = Limit(10, "workday")
SAME_DAY = Limit(1, "workday")

BEFORE, COUNTED, BEHIND = "before", "counted", "behind"


@dataclass(frozen=True)
class Step:
    """One step, as far as the rules look at it.

    :param after: keys of the steps that it comes after
    :param organ: whatever stands for the organ that is responsible, if any
    :param special: which of the eight procedures of Art. 45 it is, if any
    :param based: whether the law that demands it is named
    :param excluded: whether its time is not counted (Art. 45)
    """

    name: str
    kind: str = "review"
    limit: Limit = NOTHING
    after: tuple = ()
    organ: Hashable = None
    consulted: tuple = ()
    special: str = ""
    based: bool = False
    excluded: bool = False


class Finding(NamedTuple):
    """A rule that a step breaks, the article that sets it, and a number if it has
    one."""

    rule: str
    article: str
    key: Hashable
    number: str = ""


Steps = Mapping[Hashable, Step]


def findings(
    steps: Steps, promise: Limit = NOTHING, legal: Limit = NOTHING, instant=False
) -> list[Finding]:
    """Every rule that the steps break; empty when there are none.

    :param promise: the promised limit of the whole
    :param legal: the statutory one, which counts where nothing is promised
    :param instant: whether the matter is decided on the spot (即办件)
    """
    if not steps:
        return []
    strangers = [
        Finding("stranger", ART_26, key)
        for key, step in steps.items()
        if any(other not in steps for other in step.after)
    ]
    if strangers:
        return strangers
    around = graph.cycle(_after(steps))
    if around:
        return [Finding("cycle", ART_26, around[0])]
    return [
        *_organs(steps),
        *_order(steps),
        *_bases(steps),
        *_limits(steps, _bound(promise, legal, instant)),
    ]


def _bound(promise, legal, instant):
    """The limit that the steps up to the decision must keep."""
    if instant and not promise.number:
        return SAME_DAY
    return promise if promise.number else legal


def stretches(steps: Steps) -> dict:
    """Before the acceptance, counted, or behind the decision, by key.

    A step that nothing ties to the acceptance or the decision is counted.

    >>> found = stretches({
    ...     "a": Step("收件", "receipt"),
    ...     "b": Step("受理", "acceptance", after=("a",)),
    ...     "c": Step("决定", "decision", after=("b",)),
    ...     "d": Step("送达", "delivery", after=("c",)),
    ...     "e": Step("公示", "other"),
    ... })
    >>> list(found.values())
    ['before', 'before', 'counted', 'behind', 'counted']
    """
    after = _after(steps)
    first = _of_kind(steps, "acceptance") or _of_kind(steps, "receipt")
    last = _of_kind(steps, "decision")
    before = graph.ancestors(after, *first) | set(first)
    behind = graph.descendants(after, *last) - graph.ancestors(after, *last) - set(last)
    return {
        key: BEHIND if key in behind else BEFORE if key in before else COUNTED
        for key in steps
    }


def critical(steps: Steps, unit: str, stretch: str = COUNTED) -> graph.Path:
    """The path that decides how long a stretch takes, in ``unit``; what has another
    unit weighs nothing.

    :raises graph.CycleError: when the steps wait for one another
    """
    where = stretches(steps)
    weight = {
        key: amount
        for key, step in steps.items()
        if where[key] == stretch
        and not step.excluded
        and (amount := _amount(step.limit, unit)) is not None
    }
    return graph.longest_path(_after(steps), weight)


def _amount(limit, unit):
    """The limit in ``unit``, or None if it cannot be told.

    >>> _amount(Limit(4, "hour"), "workday"), _amount(Limit(1, "month"), "workday")
    (Fraction(1, 2), None)
    """
    if not limit.number or limit.unit == unit:
        return Fraction(limit.number)
    if (limit.unit, unit) == ("hour", "workday"):
        return Fraction(limit.number, HOURS_A_DAY)
    return None


def _organs(steps):
    for key, step in steps.items():
        if not step.organ:
            yield Finding("without_organ", ART_26, key)
        elif step.organ in step.consulted:
            yield Finding("consulted_itself", ART_26, key)


def _order(steps):
    after = _after(steps)
    before = graph.successors(after)
    if len(steps) > 1:
        for key in steps:
            if not after[key] and not before[key]:
                yield Finding("unlinked", ART_42, key)
    decisions = _of_kind(steps, "decision")
    if not decisions:
        yield Finding("without_decision", ART_34, None)
    early = graph.ancestors(after, *_of_kind(steps, "acceptance"))
    for key in decisions:
        if key in early:
            yield Finding("decided_before_acceptance", ART_32, key)


def _bases(steps):
    for key, step in steps.items():
        if step.kind == "special" and not step.special:
            yield Finding("special_unnamed", ART_45, key)
        elif step.kind in ("special", "site", "expert") and not step.based:
            yield Finding("without_basis", ART_45, key)


def _limits(steps, bound):
    """A stretch whose units cannot be compared is not measured."""
    where = stretches(steps)
    for stretch, limit, rule, article in (
        (BEFORE, NOTICE_LIMIT, "over_notice", ART_32),
        (COUNTED, bound, "over_promise", ART_42),
        (BEHIND, DELIVERY_LIMIT, "over_delivery", ART_44),
    ):
        if not limit.number:
            continue
        strange = [
            key
            for key, step in steps.items()
            if where[key] == stretch
            and not step.excluded
            and _amount(step.limit, limit.unit) is None
        ]
        yield from (Finding("unit_differs", article, key) for key in strange)
        path = critical(steps, limit.unit, stretch)
        if not strange and path.length > limit.number:
            longest = max(
                (key for key in path.nodes if where[key] == stretch),
                key=lambda key: _amount(steps[key].limit, limit.unit) or 0,
            )
            yield Finding(rule, article, longest, _words(path.length))


def _words(amount):
    """A number of days without needless zeros.

    >>> _words(Fraction(3)), _words(Fraction(17, 2))
    ('3', '8.5')
    """
    return f"{float(amount):.2f}".rstrip("0").rstrip(".")


def _after(steps):
    return {key: list(step.after) for key, step in steps.items()}


def _of_kind(steps, kind):
    return [key for key, step in steps.items() if step.kind == kind]
