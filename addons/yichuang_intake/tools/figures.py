"""The figures of a hall (统计指标), each by one formula over plain counts.

A figure is a ratio of two sums, so that it may be grouped in any way: the figure of a
month is the ratio of the month's sums, never an average of the days' figures. Where
nothing was counted a figure says nothing (``None``), which is not zero.

The formulas are those of the hall's reference of figures; where a law, a national
standard or a case of the article is behind one, its docstring says so.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

# Five of seven days are worked when no calendar day is named.
WORKDAYS_OF_DAY = Fraction(5, 7)
# A month of a limit, in calendar days (as the catalogue's limits are compared).
DAYS_OF_MONTH = 30


@dataclass(frozen=True, slots=True)
class Ratio:
    """A figure: ``share`` in percent, ``mean``, or ``saving`` (1 − share) in percent.

    ``above`` and ``below`` name the counters that are summed; ``better`` is which way
    the hall wants it to go; ``scale`` makes minutes of seconds.
    """

    above: tuple[str, ...]
    below: tuple[str, ...]
    kind: str = "share"
    better: str = "high"
    scale: int = 1

    def value(self, sums: Mapping[str, int]) -> float | None:
        """The figure of these sums.

        >>> Ratio(("a",), ("b",)).value({"a": 9, "b": 10})
        90.0
        >>> Ratio(("a",), ("b",), "saving").value({"a": 3, "b": 4})
        25.0
        >>> Ratio(("a",), ("b",)).value({"a": 0, "b": 0}) is None
        True
        """
        above, below = self.parts(sums)
        if not below:
            return None
        part = above / below / self.scale
        if self.kind == "mean":
            return part
        return 100 * (1 - part if self.kind == "saving" else part)

    def parts(self, sums: Mapping[str, int]) -> tuple[int, int]:
        """What stands above and below the line."""
        return (
            sum(sums.get(name) or 0 for name in self.above),
            sum(sums.get(name) or 0 for name in self.below),
        )


# Counters are those of ``yichuang.figure.day``; the order is that of reports.
RATIOS = {
    # 按时办结率: decided by the last day of the statutory limit ÷ decided
    "in_law_rate": Ratio(("in_law",), ("decided",)),
    # 承诺期内办结率: decided by the last day promised ÷ decided
    "in_promise_rate": Ratio(("in_promise",), ("decided",)),
    # 提前办结率: decided at least one working day early ÷ decided 承诺件
    "early_rate": Ratio(("early",), ("promise_kind",)),
    # 即办率 of cases: decided on the day of receipt ÷ decided
    "same_day_rate": Ratio(("same_day",), ("decided",)),
    # 实际提速: 1 − mean working days used ÷ mean working days of the statutory limit
    "speedup_rate": Ratio(("used_days",), ("limit_days",), "saving"),
    # 跑动次数: days on which the applicant came ÷ decided
    "visits_mean": Ratio(("visits",), ("decided",), "mean", "low"),
    # 最多跑一次: decided with one visit at most ÷ decided
    "once_rate": Ratio(("once",), ("decided",)),
    # 材料复用率: listed materials taken from what is on file ÷ listed materials
    "reuse_rate": Ratio(("reused",), ("listed",)),
    # 一次告知执行率: one supplement notice at most ÷ any (行政许可法 Art. 32(4))
    "one_notice_rate": Ratio(("noticed_once",), ("noticed",)),
    # 补正率: supplement notices ÷ received
    "supplement_rate": Ratio(("noticed",), ("received",), better="low"),
    # 不予受理率: refused ÷ accepted or refused
    "refusal_rate": Ratio(("refused",), ("accepted", "refused"), better="low"),
    # 退件率: online applications sent back at first sight ÷ those looked at
    "return_rate": Ratio(("sent_back",), ("judged",), better="low"),
    # 平均等候: minutes from taking a number to the first call ÷ numbers called
    "wait_mean": Ratio(("wait_seconds",), ("waited",), "mean", "low", 60),
    # 平均办理时长: minutes at the window ÷ numbers served
    "serve_mean": Ratio(("serve_seconds",), ("served",), "mean", "low", 60),
    # 弃号率: numbers given up ÷ numbers taken
    "give_up_rate": Ratio(("given_up",), ("tickets",), better="low"),
    # 窗口忙闲比: minutes busy ÷ minutes open
    "occupancy_rate": Ratio(("busy_seconds",), ("open_seconds",)),
    # 满意率: grades 1–3 ÷ grades given by people (GB/T 39734); defaults are in neither
    "satisfied_rate": Ratio(("satisfied",), ("rated",)),
    # 主动评价率: ratings given by people ÷ ratings asked for
    "rated_rate": Ratio(("rated",), ("rating_asked",)),
    # 差评联系率: contacted by the last day ÷ bad ratings given with a name
    "contact_rate": Ratio(("contact_met",), ("contact_due",)),
    # 差评整改率: put right by the last day ÷ bad ratings due
    "fix_rate": Ratio(("fix_met",), ("fix_due",)),
    # 差评回访率: called back ÷ bad ratings due
    "call_back_rate": Ratio(("called_back",), ("fix_due",)),
    # 热线按时答复率: answered by the last day ÷ matters of the hotline due
    "referral_rate": Ratio(("referral_met",), ("referral_due",)),
    # 热线回访率: called back ÷ matters of the hotline due
    "referral_call_rate": Ratio(("referral_called",), ("referral_due",)),
}


def closing(opening: int, accepted: int, finished: int) -> int:
    """在办量 at the end: opening + 受理量 − 办结量.

    >>> closing(12, 30, 25)
    17
    """
    return opening + accepted - finished


def share(part: int, whole: int) -> float | None:
    """Percent of a whole; nothing where there is no whole.

    >>> share(3, 4), share(0, 0)
    (75.0, None)
    """
    return 100 * part / whole if whole else None


def as_workdays(length: int, unit: str) -> Fraction:
    """A limit in working days (日 → 工作日), exactly: five of seven days are worked,
    and a month counts thirty days.

    >>> as_workdays(20, "workday"), as_workdays(7, "day"), as_workdays(7, "month")
    (Fraction(20, 1), Fraction(5, 1), Fraction(150, 1))
    """
    if unit == "workday":
        return Fraction(length)
    if unit == "month":
        length *= DAYS_OF_MONTH
    elif unit != "day":
        raise ValueError(f"a limit is counted in no such unit: {unit}")
    return length * WORKDAYS_OF_DAY


def compression(limits: Iterable[tuple[int | None, str, int, str]]) -> float | None:
    """承诺时限压缩比: 1 − Σ promised ÷ Σ statutory, over services with a statutory
    limit, both in working days; what is decided on the spot (即办件) takes no day, a
    service that promises nothing (``None``) promises the statutory limit.

    :param limits: promised length and unit, statutory length and unit, by service

    >>> compression([(5, "workday", 20, "workday"), (0, "workday", 0, "workday")])
    75.0
    >>> compression([(0, "workday", 5, "workday"), (None, "workday", 5, "workday")])
    50.0
    """
    promised = statutory = Fraction(0)
    for length, unit, legal, legal_unit in limits:
        if legal > 0:
            whole = as_workdays(legal, legal_unit)
            statutory += whole
            promised += whole if length is None else as_workdays(length, unit)
    return float(100 * (1 - promised / statutory)) if statutory else None


def visits(days: Iterable[date]) -> int:
    """跑动次数 of one matter: the different days on which its applicant came."""
    return len(set(days))


def satisfaction(grades: Iterable[tuple[int, bool]]) -> dict[str, float | int | None]:
    """满意率 = grades 1–3 ÷ grades given by people (GB/T 39046 A.8, GB/T 39734).

    A grade that nobody gave (默认好评) praises nobody: it is told beside it.

    :param grades: grade 1 (very satisfied) to 5, and whether it is a default one

    >>> satisfaction([(1, False), (4, False), (3, True)])["rate"]
    50.0
    """
    given = [grade for grade, default in grades if not default]
    every = len(given) + sum(1 for _grade, default in grades if default)
    return {
        "rate": share(sum(1 for grade in given if grade <= 3), len(given)),
        "active": len(given),
        "active_rate": share(len(given), every),
        "default": every - len(given),
        "bad": sum(1 for grade in given if grade >= 4),
    }


def gini(loads: Sequence[float]) -> float | None:
    """忙闲不均: Gini coefficient of the windows' load, 0 when all bear the same.

    >>> gini([5, 5, 5]), gini([0, 0, 0, 12])
    (0.0, 0.75)
    """
    total = sum(loads)
    if not total:
        return None
    ranked = sorted(loads)
    weighted = sum(rank * load for rank, load in enumerate(ranked, 1))
    count = len(ranked)
    return 2 * weighted / (count * total) - (count + 1) / count


def percentile(counts: Mapping[int, int], share_below: float = 0.9) -> int | None:
    """The least value that ``share_below`` of all do not exceed (P90 等待): nearest
    rank, over how often each value occurred.

    >>> percentile({5: 9, 30: 1}), percentile({5: 8, 30: 2}), percentile({})
    (5, 30, None)
    """
    total = sum(counts.values())
    reached = 0
    for value in sorted(counts):
        reached += counts[value]
        if reached >= share_below * total and reached:
            return value
    return None


def points(value: float | None, target: float, weight: int, better: str = "high"):
    """Points of a monthly score (考核): the weight in full when the target is met, else
    in proportion. A figure that says nothing gives no points and weighs nothing.

    >>> points(90, 100, 20), points(2, 1, 20, "low"), points(None, 1, 20)
    (18.0, 10.0, None)
    """
    if value is None:
        return None
    if better == "low":
        part = 1.0 if value <= target else target / value
    else:
        part = 1.0 if value >= target else value / target
    return round(weight * max(part, 0.0), 4)
