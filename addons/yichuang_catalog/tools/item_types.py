"""The types of government-service items (事项类型), GB/T 39046—2020 table A.1.

A stable key of our own stands for each, because provinces number them
differently; code and name are those of the standard.

>>> by_code("01").key
'license'
>>> by_name("其他行政权力").key
'other_power'
>>> by_code("99") is None
True
"""

from typing import NamedTuple


class ItemType(NamedTuple):
    """One type: our key, the standard's code and name, the English label."""

    key: str
    code: str
    name: str
    label: str


ITEM_TYPES = (
    ItemType("license", "01", "行政许可", "Administrative Licence"),
    ItemType("penalty", "02", "行政处罚", "Administrative Penalty"),
    ItemType("coercion", "03", "行政强制", "Administrative Coercion"),
    ItemType("levy", "04", "行政征收", "Administrative Levy"),
    ItemType("benefit", "05", "行政给付", "Administrative Benefit"),
    ItemType("inspection", "06", "行政检查", "Administrative Inspection"),
    ItemType("confirmation", "07", "行政确认", "Administrative Confirmation"),
    ItemType("reward", "08", "行政奖励", "Administrative Reward"),
    ItemType("ruling", "09", "行政裁决", "Administrative Ruling"),
    ItemType("other_power", "10", "其他行政权力", "Other Administrative Power"),
    ItemType("public_service", "20", "公共服务", "Public Service"),
)

# Names that sources use for the same type.
ALIASES = {"其他类别": "other_power", "其他权力": "other_power"}

_BY_CODE = {kind.code: kind for kind in ITEM_TYPES}
_BY_NAME = {kind.name: kind for kind in ITEM_TYPES}
_BY_KEY = {kind.key: kind for kind in ITEM_TYPES}


def by_code(code: str) -> ItemType | None:
    """The type with this code; a lost leading zero is given back."""
    return _BY_CODE.get(code.strip().zfill(2))


def by_name(name: str) -> ItemType | None:
    """The type with this Chinese name or one of its aliases."""
    name = name.strip()
    return _BY_NAME.get(name) or _BY_KEY.get(ALIASES.get(name, ""))
