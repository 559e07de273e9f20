"""Rules of a matter that goes up level by level (上报件), without a database.

行政许可法 (2019) Art. 35: the lower organ sends its opinion and all material directly
to the organ above, which may not ask the applicant for any of it again; Art. 43: the
lower organ is done within twenty days of its acceptance, unless a law or regulation
says otherwise.
"""

import hashlib
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools.canonical import canonical_bytes

from .licensing_law import FIRST_REVIEW_DAYS


class Stop(NamedTuple):
    """One organ of the chain that reviews first.

    :param organ: which organ, None where none is entered
    :param level: level of its division, "1" state to "6" village; empty if unknown
    :param basis: the law or regulation that sets another limit than Art. 43
    """

    organ: int | None
    level: str = ""
    days: int = FIRST_REVIEW_DAYS
    unit: str = "workday"
    basis: str = ""


def chain_faults(
    stops: Sequence[Stop], decider: int, decider_level: str = ""
) -> list[tuple[str, int]]:
    """What is wrong with a chain: the rule broken and the position of the stop.

    >>> chain_faults([Stop(1, "5"), Stop(2, "4")], 3, "3")
    []
    >>> chain_faults([Stop(2, "4"), Stop(1, "5")], 3, "3")
    [('not_upward', 1)]
    >>> chain_faults([Stop(3, "3", days=30)], 3, "3")
    [('organ_twice', 0), ('not_upward', 0), ('too_long', 0)]
    """
    faults, seen, below = [], {decider}, ""
    for position, stop in enumerate(stops):
        above = decider_level if position == len(stops) - 1 else ""
        if stop.organ is None:
            faults.append(("no_organ", position))
        elif stop.organ in seen:
            faults.append(("organ_twice", position))
        seen.add(stop.organ)
        downward = below and stop.level and stop.level >= below
        if downward or (above and stop.level and stop.level <= above):
            faults.append(("not_upward", position))
        below = stop.level or below
        if stop.days < 1:
            faults.append(("no_limit", position))
        elif _too_long(stop):
            faults.append(("too_long", position))
    return faults


def _too_long(stop: Stop) -> bool:
    """More than Art. 43 allows, and no law that says so."""
    if stop.basis.strip():
        return False
    return stop.unit != "workday" or stop.days > FIRST_REVIEW_DAYS


class Sheet(NamedTuple):
    """One line of the transfer list (移交清单).

    :param digests: SHA-256 of each of its electronic files
    """

    name: str
    originals: int = 0
    copies: int = 0
    pages: int = 0
    digests: tuple[str, ...] = ()


def list_digest(sheets: Iterable[Sheet]) -> str:
    """SHA-256 over the whole list, the same for the same sheets in any order."""
    rows = sorted([*sheet[:4], sorted(sheet.digests)] for sheet in sheets)
    return hashlib.sha256(canonical_bytes(rows)).hexdigest()


def differences(sent: Iterable[Sheet], found: Iterable[Sheet]) -> list[str]:
    """Names of the sheets that are not as the list says: missing, added, changed.

    >>> differences([Sheet("表", 1), Sheet("图")], [Sheet("表", 2), Sheet("图")])
    ['表']
    """
    before, after = (
        {(*sheet[:4], tuple(sorted(sheet.digests))) for sheet in sheets}
        for sheets in (sent, found)
    )
    return sorted({sheet[0] for sheet in before ^ after})
