"""One set of materials for several services (一套材料).

What several services ask for is handed in once, in the largest number any of them
wants. What one of the services itself produces is not asked from the applicant: the
organs pass it on (行政许可法第三十一条 forbids asking for what is not needed).

>>> merged = merge([
...     Demand("营业执照", "身份证", "身份证", copies=2),
...     Demand("食品经营许可", "身份证", "身份证", originals=1, copies=1),
...     Demand("食品经营许可", "执照", "营业执照", copies=1, makers=("营业执照",)),
... ])
>>> [(one.name, one.originals, one.copies, one.saved, one.spared) for one in merged]
[('身份证', 1, 2, 1, False), ('营业执照', 0, 0, 1, True)]
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from . import graph

NECESSITIES = ("required", "deferrable", "optional")


@dataclass(frozen=True)
class Demand:
    """One material that one service asks for.

    :param source: whatever stands for the service
    :param material: what stands for the material; equal for the same material
    :param makers: the services of the theme whose result this material is
    """

    source: Hashable
    material: Hashable
    name: str
    necessity: str = "required"
    originals: int = 0
    copies: int = 0
    receive_mode: str = "original"
    makers: tuple = ()


@dataclass(frozen=True)
class Needed:
    """One material of the merged list.

    :param sources: the services that use it, in their order
    :param spared: whether the applicant need not bring it at all
    :param inside: the services that get it from another one of the theme
    :param makers: the services of the theme that produce it
    :param asked: sheets that the services ask for one by one, originals and copies
    :param saved: how many of these the theme saves
    """

    material: Hashable
    name: str
    necessity: str
    originals: int
    copies: int
    receive_mode: str
    sources: tuple
    inside: tuple
    makers: tuple
    asked: int
    saved: int
    spared: bool


class Missing(NamedTuple):
    """A service that needs the result of another one without coming after it."""

    source: Hashable
    material: Hashable
    maker: Hashable


def merge(demands: Iterable[Demand]) -> list[Needed]:
    """The materials, each once, in the order in which they are first asked for."""
    groups: dict = {}
    for demand in demands:
        groups.setdefault(demand.material, []).append(demand)
    return [_needed(group) for group in groups.values()]


def out_of_order(
    demands: Iterable[Demand], after: Mapping[Hashable, Iterable[Hashable]]
) -> list[Missing]:
    """Where a result is needed before it exists.

    >>> demand = Demand("乙", "证", "证", copies=1, makers=("甲",))
    >>> out_of_order([demand], {"甲": [], "乙": []})
    [Missing(source='乙', material='证', maker='甲')]
    >>> out_of_order([demand], {"甲": [], "乙": ["甲"]})
    []
    """
    return [
        Missing(demand.source, demand.material, maker)
        for demand in demands
        for maker in _others(demand)
        if maker not in graph.ancestors(after, demand.source)
    ]


def _needed(group):
    brought = [demand for demand in group if not _others(demand)]
    originals = max((demand.originals for demand in brought), default=0)
    copies = max((demand.copies for demand in brought), default=0)
    asked = sum(demand.originals + demand.copies for demand in group)
    return Needed(
        material=group[0].material,
        name=group[0].name,
        necessity=_strictest(NECESSITIES, (one.necessity for one in brought or group)),
        originals=originals,
        copies=copies,
        receive_mode=_receive_mode([one.receive_mode for one in brought or group]),
        sources=_once(demand.source for demand in group),
        inside=_once(demand.source for demand in group if _others(demand)),
        makers=_once(maker for demand in group for maker in _others(demand)),
        asked=asked,
        saved=asked - originals - copies,
        spared=not brought,
    )


def _others(demand):
    """Who hands this to the service; it does not hand its own result to itself."""
    return [maker for maker in demand.makers if maker != demand.source]


def _strictest(scale, values):
    return min(values, key=scale.index)


def _receive_mode(modes):
    """How it is received when all their wishes are met.

    >>> _receive_mode(["original", "verify_copy"]), _receive_mode(["verify_copy"])
    ('both', 'verify_copy')
    """
    return modes[0] if len(set(modes)) == 1 else "both"


def _once(values):
    return tuple(dict.fromkeys(values))
