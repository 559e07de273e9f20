"""The types of government-service items (事项类型), GB/T 39046—2020 table A.1.

Code and name are those of the standard; what provinces write instead, and the lists
besides this one, are in ``enumerations``.

>>> by_code("01").key
'license'
>>> by_name("其他行政权力").key
'other_power'
>>> by_code("99") is None
True
"""

from typing import NamedTuple

from . import enumerations
from .exceptions import CodeError

STANDARD = "gbt39046"


class ItemType(NamedTuple):
    """One type: our key, the standard's code and name, the English label."""

    key: str
    code: str
    name: str
    label: str


ITEM_TYPES = tuple(
    ItemType(
        row.key,
        enumerations.to_code("item_type", row.key, STANDARD),
        row.name,
        row.label,
    )
    for row in enumerations.entries("item_type")
)

# Powers that begin with an application (依申请): with public services, what normally
# enters a hall.
ON_APPLICATION = (
    "license",
    "benefit",
    "confirmation",
    "reward",
    "ruling",
    "other_power",
    "public_service",
)

_BY_KEY = {kind.key: kind for kind in ITEM_TYPES}


def by_code(code: str) -> ItemType | None:
    """The type with this code; a lost leading zero is given back."""
    try:
        return _BY_KEY[enumerations.from_code("item_type", code, STANDARD)]
    except CodeError:
        return None


def by_name(name: str) -> ItemType | None:
    """The type with this Chinese name or one of its aliases."""
    try:
        return _BY_KEY[enumerations.from_name("item_type", name)]
    except CodeError:
        return None
