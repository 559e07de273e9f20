"""The name of a service whose item is the same everywhere (四同).

It is the item's name. Only a handling item (业务办理项), one of several of the same
item and organ, adds in brackets what it is: 食品经营许可（变更）.

>>> fits("食品经营许可（变更）", "食品经营许可", handling=True)
True
>>> fits("食品经营许可（变更）", "食品经营许可", handling=False)
False
>>> follow("食品销售许可（变更）", "食品经营许可", handling=True)
'食品经营许可（变更）'
>>> follow("食品销售许可", "食品经营许可", handling=True)
'食品经营许可'
"""

import re

SUFFIX = re.compile(r"[（(][^（）()]+[）)]$")


def fits(name: str, item_name: str, handling: bool) -> bool:
    """Whether a service may have this name below an item of that name.

    :param handling: whether it is one of several handling items
    """
    if name == item_name:
        return True
    rest = name[len(item_name) :] if name.startswith(item_name) else ""
    return handling and bool(rest) and bool(SUFFIX.fullmatch(rest))


def follow(name: str, item_name: str, handling: bool) -> str:
    """The name that fits, keeping what a handling item adds in brackets."""
    if fits(name, item_name, handling):
        return name
    suffix = SUFFIX.search(name) if handling else None
    return item_name + (suffix[0] if suffix else "")
