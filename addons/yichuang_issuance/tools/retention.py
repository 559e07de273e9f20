"""How long the file of a matter is kept, and how it is ordered.

The periods are those of 机关文件材料归档范围和文书档案保管期限规定 (国家档案局令第8号):
permanent, thirty years, ten years. The structure of a file package is modelled on
GB/T 42727-2023 (政务服务事项电子文件归档规范): stages, inventory, metadata, checks; the
names of the elements are our own.

>>> keep_until(date(2026, 11, 29), "10"), keep_until(date(2026, 11, 29), "permanent")
(datetime.date(2036, 12, 31), None)
>>> chosen([Rule("", "", "10"), Rule("license", "granted", "30")], "license", "granted")
'30'
>>> chosen([], "license", "denied")
'10'
"""

from datetime import date
from typing import NamedTuple

PERIODS = (
    ("permanent", "Permanent"),
    ("30", "Thirty Years"),
    ("10", "Ten Years"),
)
TITLES = {"permanent": "永久", "30": "30年", "10": "10年"}
# How an archive number (档号) calls the period (DA/T 13).
MARKS = {"permanent": "Y", "30": "D30", "10": "D10"}
# Where no rule fits.
SHORTEST = "10"

STAGES = {
    "apply": "01-申请",
    "accept": "02-受理",
    "review": "03-审查",
    "decide": "04-决定",
    "deliver": "05-送达",
}
# In which stage each kind of document stands; what is not named belongs to review.
STAGE_OF = {
    "market_mandate": "apply",
    "receipt": "accept",
    "acceptance": "accept",
    "supplement": "accept",
    "not_needed": "accept",
    "refusal": "accept",
    "unsupplemented": "accept",
    "deferral": "accept",
    "undertaking": "accept",
    "deemed_acceptance": "accept",
    "promise": "accept",
    "grant": "decide",
    "denial": "decide",
    "deemed_renewal": "decide",
    "withdrawal": "decide",
    "deemed_withdrawal": "decide",
    "revocation": "decide",
    "termination": "decide",
    "joint_answer": "decide",
    "proof": "deliver",
}


class Rule(NamedTuple):
    """One rule: type of item and outcome, empty for any, and the period."""

    item_type: str
    outcome: str
    period: str


def chosen(rules, item_type, outcome):
    """The period of the rule that names most of what is known; the first of equals."""
    fitting = [
        rule
        for rule in rules
        if rule.item_type in ("", item_type) and rule.outcome in ("", outcome)
    ]
    if not fitting:
        return SHORTEST
    return max(fitting, key=lambda rule: bool(rule.item_type) + bool(rule.outcome))[2]


def keep_until(ended_on: date, period: str) -> date | None:
    """The last day of keeping: whole years, counted from the first of January after
    the matter ended; none where it is permanent."""
    if period == "permanent":
        return None
    return date(ended_on.year + int(period), 12, 31)
