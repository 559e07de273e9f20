"""Which materials several services ask for in common, and what one application for
all of them saves (减材料).

Each service on its own wants its numbers of originals and copies; together the
largest number any of them wants is enough (``joint_materials``), and what one of them
issues itself is passed on (一套材料).

>>> found = table([
...     Demand("食品经营许可", "id", "身份证", originals=0, copies=2),
...     Demand("营业执照", "id", "身份证", originals=1, copies=1),
...     Demand("营业执照", "form", "申请书", originals=1),
... ])
>>> [(row.needed.name, row.is_shared, row.saved) for row in found.rows]
[('身份证', True, 1), ('申请书', False, 0)]
>>> found.asked, found.needed, found.saved
(Sheets(originals=2, copies=3), Sheets(originals=2, copies=2), 1)
"""

from collections.abc import Hashable, Iterable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

from .joint_materials import Demand, Needed, merge

__all__ = ["Demand", "Overlap", "Repeated", "Row", "Sheets", "repeated", "table"]


class Sheets(NamedTuple):
    """Numbers of originals and copies."""

    originals: int
    copies: int


@dataclass(frozen=True)
class Row:
    """One material: what is needed for all, and who asks for how many."""

    needed: Needed
    demands: tuple[Demand, ...]

    @property
    def is_shared(self) -> bool:
        """Whether more than one service asks for it."""
        return len(self.needed.sources) > 1

    @property
    def saved(self) -> int:
        """Sheets, originals and copies, that need not be handed in."""
        return self.needed.saved


@dataclass(frozen=True)
class Overlap:
    """The materials of several services, the shared ones first, most saved first."""

    rows: tuple[Row, ...]

    @property
    def asked(self) -> Sheets:
        """What the services ask for one by one."""
        demands = [demand for row in self.rows for demand in row.demands]
        return Sheets(
            sum(demand.originals for demand in demands),
            sum(demand.copies for demand in demands),
        )

    @property
    def needed(self) -> Sheets:
        """What one application for all of them needs."""
        return Sheets(
            sum(row.needed.originals for row in self.rows),
            sum(row.needed.copies for row in self.rows),
        )

    @property
    def saved(self) -> int:
        """Sheets that one application saves."""
        return sum(self.asked) - sum(self.needed)


class Repeated(NamedTuple):
    """A material, that is a fact, that several organs have proved to them."""

    material: Hashable
    organs: tuple
    sources: tuple


def table(demands: Iterable[Demand]) -> Overlap:
    """The materials with who asks for them; among equals in the order in which they
    are asked for."""
    demands = list(demands)
    by_material: dict = {}
    for demand in demands:
        by_material.setdefault(demand.material, []).append(demand)
    rows = [
        Row(needed, tuple(by_material[needed.material])) for needed in merge(demands)
    ]
    rows.sort(key=lambda row: (not row.is_shared, -row.saved))
    return Overlap(tuple(rows))


def repeated(
    demands: Iterable[Demand], organ: Mapping[Hashable, Hashable]
) -> list[Repeated]:
    """The materials that two or more organs ask for: the same fact is verified more
    than once (交叉审批).

    >>> demands = [Demand(one, "场地证明", "场地证明") for one in "ab"]
    >>> repeated(demands, {"a": "住建局", "b": "消防"})
    [Repeated(material='场地证明', organs=('住建局', '消防'), sources=('a', 'b'))]
    >>> repeated(demands, {"a": "住建局", "b": "住建局"})
    []

    :param organ: the organ of each service
    """
    asked: dict = {}
    for demand in demands:
        asked.setdefault(demand.material, {})[demand.source] = organ[demand.source]
    return [
        Repeated(material, tuple(dict.fromkeys(sources.values())), tuple(sources))
        for material, sources in asked.items()
        if len(set(sources.values())) > 1
    ]
