"""The ways in which a document is served, and what the proof of delivery (送达回证)
must say of each.

行政许可法 Art. 44 asks for service and leaves the ways to 民事诉讼法 (2023) Art. 87–95.

>>> lacking("post", {"recipient": "收发室"})
['tracking_number']
>>> lacking("direct", {"recipient": "王某", "recipient_kind": "household"})
['substitute_reason']
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from .licensing_law import PUBLIC_NOTICE_DAYS


@dataclass(frozen=True)
class Way:
    """One way of service.

    :param title: its name on the proof of delivery
    :param article: what it rests on
    :param needed: names of the particulars that must be stated
    :param in_person: officers serve, by name
    """

    title: str
    article: str
    needed: tuple[str, ...] = ()
    in_person: bool = False


CODE = "民事诉讼法"
WAYS = {
    "direct": Way("直接送达", f"{CODE} 第八十八条", ("recipient",), in_person=True),
    "left": Way(
        "留置送达",
        f"{CODE} 第八十九条",
        ("place", "refusal_reason", "witnesses"),
        in_person=True,
    ),
    "electronic": Way("电子送达", f"{CODE} 第九十条", ("address",)),
    "post": Way("邮寄送达", f"{CODE} 第九十一条", ("recipient", "tracking_number")),
    "agent": Way("委托送达", f"{CODE} 第九十一条", ("recipient", "agent")),
    "public": Way(
        "公告送达", f"{CODE} 第九十五条", ("place", "announced_on", "public_reason")
    ),
}
# Whoever takes a document for the addressee, and how the proof calls them (Art. 88).
RECIPIENTS = {
    "addressee": "受送达人本人",
    "household": "同住成年家属",
    "office": "单位收发部门",
    "representative": "代理人",
    "designated": "指定代收人",
}


def lacking(way: str, stated: Mapping[str, object]) -> list[str]:
    """Names of the particulars that this way must state and that are empty."""
    needed = list(WAYS[way].needed)
    if "recipient" in needed and stated.get("recipient_kind", "addressee") not in (
        "addressee",
        "",
        False,
    ):
        needed.append("substitute_reason")
    return [name for name in needed if not str(stated.get(name) or "").strip()]


def counts_as_served(announced_on: date, days: int = PUBLIC_NOTICE_DAYS) -> date:
    """The first day on which an announced document counts as served (Art. 95).

    >>> counts_as_served(date(2026, 3, 1))
    datetime.date(2026, 4, 1)
    """
    return announced_on + timedelta(days=days + 1)
