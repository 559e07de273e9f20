"""Documents on file (材料库): how far each is trusted, and what may be done with it.

The grades and what is written across a copy are those of 国办函〔2016〕108号: A comes
from the organ that issues it and is used directly; B was verified against the original
at a window and is used again; C was uploaded by its holder, and the original is looked
at; D was made by its holder, who promises that it is true. A third-party report begins
at D and becomes B once a window has verified it.

>>> first_grade("organ"), first_grade("window"), first_grade("upload")
('a', 'b', 'c')
>>> first_grade("upload", self_made=True), first_grade("upload", report=True)
('d', 'd')
>>> needs_original("c"), needs_original("d"), needs_original("d", report=True)
(True, False, True)
"""

from collections.abc import Iterable
from datetime import date
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools import chinese_date

# From the most trusted to the least.
GRADES = ("a", "b", "c", "d")
# May not be asked for again (国务院令第716号 Art. 7).
NOT_ASKED_AGAIN = ("a", "b")
ORIGINS = {"organ": "a", "window": "b"}


class Consent(NamedTuple):
    """What a holder agreed to: one case, or all matters where ``case`` is empty; until
    a day inclusive, or until it is withdrawn."""

    case: int | None
    until: date | None
    withdrawn: bool = False


def first_grade(origin: str, self_made: bool = False, report: bool = False) -> str:
    """The grade a document begins with.

    :param origin: ``organ`` (an organ's own record), ``window`` (compared with the
        original there) or ``upload``
    :param self_made: whether its holder made it, such as a form filled in
    :param report: whether it is a third-party report
    """
    if origin in ORIGINS:
        return ORIGINS[origin]
    return "d" if self_made or report else "c"


def can_be_verified(grade: str, report: bool = False) -> bool:
    """Whether a window that sees the original makes it B: what was uploaded, and
    third-party reports. What somebody made has no other original."""
    return grade == "c" or (grade == "d" and report)


def needs_original(grade: str, report: bool = False) -> bool:
    """Whether the window has to see the original before it takes it from the file."""
    return can_be_verified(grade, report)


def supersedes(new: str, old: str) -> bool:
    """Whether a later copy of the same document takes the place of the former: never
    one that is trusted less.

    >>> supersedes("a", "b"), supersedes("b", "b"), supersedes("c", "b")
    (True, True, False)
    """
    return GRADES.index(new) <= GRADES.index(old)


def covers(consents: Iterable[Consent], case: int | None, day: date) -> bool:
    """Whether one of these lets the document be used for ``case`` on ``day``.

    >>> covers([Consent(7, date(2026, 3, 1))], 7, date(2026, 3, 1))
    True
    >>> covers([Consent(7, None)], 8, date(2026, 3, 1))
    False
    >>> covers([Consent(None, None, withdrawn=True)], 8, date(2026, 3, 1))
    False
    """
    return any(
        not consent.withdrawn
        and (consent.case is None or consent.case == case)
        and (consent.until is None or consent.until >= day)
        for consent in consents
    )


def watermark(grade: str, source: str, matter: str, until: date | None) -> str:
    """What is written across a copy.

    :param source: the organ that provides it, for grade A
    :param matter: the service it is used for
    :param until: its last day of validity

    >>> watermark("a", "示例局", "食品经营许可", date(2026, 3, 1))
    '此件由示例局提供，仅供办理“食品经营许可”政务服务事项时使用，有效期至2026年3月1日'
    >>> watermark("b", "", "食品经营许可", None)
    '此件经与原件核对无误，仅供办理“食品经营许可”政务服务事项时使用'
    """
    words = {
        "a": f"此件由{source}提供",
        "b": "此件经与原件核对无误",
        "c": "此件由申请人上传，未与原件核对",
        "d": "此件由申请人自行制作并承诺真实",
    }[grade]
    end = f"，有效期至{chinese_date.plain(until)}" if until else ""
    return f"{words}，仅供办理“{matter}”政务服务事项时使用{end}"
