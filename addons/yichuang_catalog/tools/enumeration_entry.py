"""A member of a closed list of the trade, and how the tables write it.

>>> entry("promise", "承诺件", "Within a Promised Time", gbt39046="2").codes
{'gbt39046': ('2',)}
"""

from typing import NamedTuple


class Entry(NamedTuple):
    """One member of a list.

    ``codes`` maps a standard to the codes that mean this key in it, the first of
    which is written; ``written`` holds codes that stand for other keys too;
    ``aliases`` are other names in use.
    """

    key: str
    name: str
    label: str
    codes: dict[str, tuple[str, ...]]
    written: dict[str, str]
    aliases: tuple[str, ...]


def entry(key, name, label, *aliases, written=None, **codes):
    """An :class:`Entry`; a code may be given as one string or as several."""
    return Entry(
        key,
        name,
        label,
        {
            standard: (code,) if isinstance(code, str) else tuple(code)
            for standard, code in codes.items()
        },
        written or {},
        aliases,
    )


def same(standards, *rows):
    """Entries whose code is the same in all ``standards``: (key, name, label, code)."""
    return tuple(
        entry(*row[:3], **dict.fromkeys(standards, row[3]))
        if row[3]
        else entry(*row[:3])
        for row in rows
    )
