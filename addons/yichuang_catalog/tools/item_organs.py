"""Whose credit code is whose in a sheet of items (see ``item_sheet``).

Sheets give one department several codes, those of the bodies under it, and sometimes
that of a neighbour. ``rows`` have a ``department`` and a ``uscc``.
"""

from collections import Counter

from . import uscc


def owners(rows) -> dict[str, str]:
    """The department that each valid credit code belongs to: the one that uses it
    most, the first of those where several do."""
    uses = {}
    for row in rows:
        if row.department and uscc.is_valid(row.uscc):
            uses.setdefault(row.uscc, Counter())[row.department] += 1
    return {code: count.most_common(1)[0][0] for code, count in uses.items()}


def principals(rows) -> dict[str, str]:
    """The credit code that each department itself bears, empty where it has none.

    That is the one of an organ of state (first digits 11, GB 32100) that it uses
    most; the others are those of bodies under it.
    """
    owner = owners(rows)
    uses = {}
    for row in rows:
        if row.department:
            own = uses.setdefault(row.department, Counter())
            if owner.get(row.uscc) == row.department:
                own[row.uscc] += 1
    return {
        name: max(count, key=lambda code: (code.startswith("11"), count[code]))
        if count
        else ""
        for name, count in uses.items()
    }


def organ_of(row, owner: dict[str, str]) -> tuple[str, str]:
    """Department and credit code of the organ that handles a row; the code is empty
    where the sheet gives none that belongs to the department."""
    return row.department, row.uscc if owner.get(row.uscc) == row.department else ""
