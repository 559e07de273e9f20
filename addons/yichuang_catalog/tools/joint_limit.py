"""The one promise of several services that are handled as one.

Matters handled jointly are decided within 45 working days
(行政许可法第四十二条第二款). The 15 more that the head of the government may grant in a
single case are no promise that a hall could make beforehand. A promise below the
longest path of the services' own promises could not be kept.

>>> limits = {"甲": Limit(5, "workday"), "乙": Limit(8, "workday")}
>>> findings(12, limits, {"甲": [], "乙": ["甲"]})
[Finding(rule='below_path', key=None, number=13, path=('甲', '乙'))]
>>> findings(13, limits, {"甲": [], "乙": ["甲"]})
[]
>>> findings(46, limits, {"甲": [], "乙": []})
[Finding(rule='over_joint', key=None, number=45, path=())]
"""

from collections.abc import Hashable, Iterable, Mapping
from typing import NamedTuple

from . import graph
from .publication import Limit

ARTICLE = "行政许可法第四十二条第二款"
UNIT = "workday"
JOINT_DAYS = 45


class Finding(NamedTuple):
    """A rule that the promise breaks: by which service or path, at which number."""

    rule: str
    key: Hashable = None
    number: int = 0
    path: tuple = ()


def critical(
    limits: Mapping[Hashable, Limit], after: Mapping[Hashable, Iterable[Hashable]]
) -> graph.Path:
    """The services that decide how long the whole takes, in working days; what is
    promised in another unit weighs nothing.

    :raises graph.CycleError: when the services wait for one another
    """
    days = {key: limit.number for key, limit in limits.items() if limit.unit == UNIT}
    return graph.longest_path(after, days)


def findings(
    promise: int,
    limits: Mapping[Hashable, Limit],
    after: Mapping[Hashable, Iterable[Hashable]],
) -> list[Finding]:
    """Every rule that the promise breaks; empty when there are none.

    :param promise: the promised working days of the whole, 0 for none
    :param limits: the promise of each service, its number 0 for on the spot
    :param after: the services that each comes after
    """
    strange = [
        Finding("unit_differs", key)
        for key, limit in limits.items()
        if limit.number and limit.unit != UNIT
    ]
    if not promise:
        return [Finding("missing"), *strange]
    if promise > JOINT_DAYS:
        return [Finding("over_joint", number=JOINT_DAYS), *strange]
    if strange:
        return strange
    length, path = critical(limits, after)
    if promise < length:
        return [Finding("below_path", number=length, path=path)]
    return []
