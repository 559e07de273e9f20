"""What a version must say about coming in person, applying online and reductions.

Each rule is a promise to the applicant that is empty without the other half: an
online service without an address, a second visit without a reason (国办发〔2018〕45号:
最多跑一次), a reduction without the rule that grants it (GB/T 39046 Table 4).

>>> contradictions(Access(visits=1, online_depth="none"))
[]
>>> contradictions(Access(visits=3, online_depth="4", online_url="ftp://a"))
['visits_without_reason', 'online_without_address']
"""

import re
from dataclasses import dataclass

WEB_ADDRESS = re.compile(r"https?://[^\s/]+\.[^\s/]+(/\S*)?$")
APPLY_ONLINE = ("3", "4")

ONE_VISIT = "国办发〔2018〕45号"
FIELD_SET = "GB/T 39046"
SOURCES = {
    "visits_without_reason": ONE_VISIT,
    "online_without_address": FIELD_SET,
    "channel_without_depth": FIELD_SET,
    "reduction_without_basis": FIELD_SET,
}
FIELDS = {
    "visits_without_reason": "visit_reason",
    "online_without_address": "online_url",
    "channel_without_depth": "online_depth",
    "reduction_without_basis": "fee_ids",
}


@dataclass(frozen=True)
class Access:
    """How one applies.

    :param visits: how often somebody has to come
    :param online_depth: none, or 1 to 4; from 3 on one applies online
    :param online_channel: whether a way to apply online is among those named
    :param reductions: for each fee that may be reduced, the rule that says so
    """

    visits: int = 0
    visit_reason: str = ""
    online_depth: str = "none"
    online_url: str = ""
    online_channel: bool = False
    reductions: tuple[str, ...] = ()


def contradictions(access):
    """Names of the rules that are broken, in the order in which people read.

    :rtype: list[str]
    """
    online = access.online_depth in APPLY_ONLINE
    broken = {
        "visits_without_reason": access.visits > 1 and not access.visit_reason.strip(),
        "online_without_address": online
        and not WEB_ADDRESS.match(access.online_url.strip()),
        "channel_without_depth": access.online_channel and not online,
        "reduction_without_basis": not all(
            basis.strip() for basis in access.reductions
        ),
    }
    return [rule for rule, is_it in broken.items() if is_it]
