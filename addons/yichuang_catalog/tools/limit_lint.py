"""Whether the limits a service states keep the law, as plain rules.

A service states a statutory limit and a promised one; the library of statutory limits
says what the law allows for its item. 日 is not 工作日: limits in different units are
compared by the calendar days they can span, and where that settles nothing, nothing
is concluded. Without a special limit an administrative licence has 20 working days,
45 when several organs handle it jointly (行政许可法 Art. 42, 82).

>>> law = LawLimit(1, "建筑法", "第八条", Limit(7, "day"), starts="receipt")
>>> stated = Stated(Limit(7, "workday"), Limit(5, "workday"), laws=("建筑法",))
>>> [(finding.rule, finding.verdict) for finding in lint(stated, [law])]
[('unit_mixed', 'unclear'), ('starts_differ', '')]
>>> longer = stated._replace(legal=Limit(8, "workday"))
>>> [finding.rule for finding in lint(longer, [law])]
['legal_over_law', 'unit_mixed', 'starts_differ']
"""

import re
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from .publication import NOTHING, Limit


class LawLimit(NamedTuple):
    """A period that an article sets.

    ``starts`` is ``acceptance``, ``receipt`` or ``other``; ``on_organ`` tells whether
    it binds the organ that decides; ``verified`` whether somebody compared it with
    the wording of the law.
    """

    id: int
    law: str
    article: str
    limit: Limit
    starts: str = "acceptance"
    on_organ: bool = True
    verified: bool = True


class Stated(NamedTuple):
    """What a service states: its limits, the kind of matter, the note that explains
    the statutory limit and the names of the laws it cites."""

    legal: Limit
    promise: Limit = NOTHING
    instant: bool = False
    licence: bool = False
    joint: bool = False
    reported: bool = False
    note: str = ""
    laws: tuple[str, ...] = ()


class Finding(NamedTuple):
    """One thing that is wrong or doubtful.

    ``blocking`` findings keep a version from publication; ``verdict`` says how the
    stated limit compares with the law's: ``longer``, ``within`` or ``unclear``.
    """

    rule: str
    stated: Limit
    law: LawLimit | None = None
    blocking: bool = False
    verdict: str = ""


GENERAL = LawLimit(0, "行政许可法", "第四十二条", Limit(20, "workday"))
JOINT = LawLimit(0, "行政许可法", "第四十二条", Limit(45, "workday"))

RULES = (
    "legal_over_law",
    "promise_over_law",
    "promise_over_legal",
    "unit_mixed",
    "limit_without_basis",
    "starts_differ",
    "law_shorter_exists",
    "not_on_organ",
    "unverified",
)

ARTICLE = re.compile(r"第[〇零一二三四五六七八九十百千\d]+条")
FROM_RECEIPT = re.compile(r"收到|收件|接到")
TITLE = re.compile(r"[《》〈〉\s]|[（(].*?[）)]|^中华人民共和国")


@lru_cache(maxsize=4096)
def law_key(name: str) -> str:
    """The name of a law without what is written sometimes and sometimes not.

    >>> law_key("《中华人民共和国建筑法》"), law_key("中华人民共和国建筑法（2019修正）")
    ('建筑法', '建筑法')
    """
    return TITLE.sub("", re.sub(r"[《》]", "", name))


@lru_cache(maxsize=4096)
def span(limit: Limit) -> tuple[Fraction, Fraction]:
    """The fewest and the most calendar days that a period can take.

    The bounds for working days hold for every start in the official calendars of 2014
    to 2026: no run of working days was longer than seven, and festivals stretch a
    period by less than is allowed for here.

    >>> [tuple(map(int, span(Limit(*one)))) for one in ((20, "workday"), (1, "month"))]
    [(22, 39), (28, 32)]
    """
    number = Fraction(limit.number)
    if not number:
        return number, number
    if limit.unit == "workday":
        shortest = number + (limit.number - 1) // 7
        return shortest, Fraction(-(-7 * limit.number // 5) + 10 + limit.number // 15)
    if limit.unit == "hour":
        return number / 24, number / 24
    if limit.unit in ("month", "year"):
        months = limit.number * (12 if limit.unit == "year" else 1)
        return Fraction(365 * months // 12 - 2), Fraction(366 * months // 12 + 2)
    return number, number


@lru_cache(maxsize=4096)
def compare(one: Limit, other: Limit) -> str:
    """How a period compares with another: ``longer``, ``within`` (not longer), or
    ``unclear`` when the units differ and the calendar decides.

    >>> compare(Limit(21, "workday"), Limit(20, "workday"))
    'longer'
    >>> compare(Limit(20, "day"), Limit(20, "workday"))
    'within'
    >>> compare(Limit(20, "workday"), Limit(20, "day"))
    'longer'
    >>> compare(Limit(20, "workday"), Limit(30, "day"))
    'unclear'
    """
    if one.unit == other.unit:
        return "longer" if one.number > other.number else "within"
    (shortest, longest), (least, most) = span(one), span(other)
    if shortest > most:
        return "longer"
    return "within" if longest <= least else "unclear"


def typical_days(limit: Limit) -> int:
    """About how many calendar days a period takes without festivals, rounded.

    >>> [typical_days(Limit(*limit)) for limit in ((20, "workday"), (2, "month"))]
    [28, 61]
    """
    days = {"workday": 1.4, "month": 30.44, "year": 365.25, "hour": 1 / 24}
    return round(limit.number * days.get(limit.unit, 1))


def lint(stated: Stated, linked=(), cited=()) -> list[Finding]:
    """Everything that is wrong or doubtful about the limits of one service.

    :param stated: what it states; where the note names another article than those
        of ``linked`` (an extension, a change), their limits warn and block nothing
    :param linked: the statutory limits confirmed for its item, :class:`LawLimit`
    :param cited: further limits in the laws it cites; the closest that explains the
        stated limit is named (``verdict`` is ``within`` then), and binds nothing
    :return: findings in the order of ``RULES``
    """
    if not stated.legal.number:
        return []
    binding = [law for law in linked if law.on_organ]
    found = [
        *(_against_links(stated, binding) if binding else _by_default(stated, cited)),
        *_own_limits(stated),
        *(
            Finding("not_on_organ", stated.legal, law)
            for law in linked
            if not law.on_organ
        ),
        *(
            Finding("unverified", stated.legal, law)
            for law in linked
            if not law.verified
        ),
    ]
    return sorted(found, key=lambda finding: RULES.index(finding.rule))


def _own_limits(stated):
    """Art. 42: the promise is not longer than the statutory limit."""
    if stated.promise.number and compare(stated.promise, stated.legal) == "longer":
        yield Finding(
            "promise_over_legal", stated.promise, blocking=True, verdict="longer"
        )


def _against_links(stated, binding):
    widest = max(binding, key=lambda law: span(law.limit)[1])
    elsewhere = set(ARTICLE.findall(stated.note)) - {law.article for law in binding}
    sure = all(law.verified for law in binding) and not elsewhere
    verdict = _best_verdict(stated.legal, binding)
    if verdict == "longer":
        yield Finding("legal_over_law", stated.legal, widest, sure, verdict)
    if stated.promise.number and _best_verdict(stated.promise, binding) == "longer":
        yield Finding("promise_over_law", stated.promise, widest, sure, "longer")
    if stated.legal.unit not in {law.limit.unit for law in binding}:
        yield Finding(
            "unit_mixed",
            stated.legal,
            widest,
            verdict=compare(stated.legal, widest.limit),
        )
    names = {law_key(name) for name in stated.laws}
    if not names.intersection(law_key(law.law) for law in binding):
        yield Finding("limit_without_basis", stated.legal, widest)
    if widest.starts != "acceptance" and not FROM_RECEIPT.search(stated.note):
        yield Finding("starts_differ", stated.legal, widest)
    shortest = min(binding, key=lambda law: span(law.limit)[1])
    if verdict != "longer" and compare(stated.legal, shortest.limit) == "longer":
        yield Finding("law_shorter_exists", stated.legal, shortest, verdict="longer")


def _by_default(stated, cited):
    """No special limit is linked: the general one binds a licence; everything else
    needs a basis of its own."""
    covering = min(
        (
            law
            for law in cited
            if law.on_organ and compare(stated.legal, law.limit) == "within"
        ),
        key=lambda law: span(law.limit)[1],
        default=None,
    )
    fits = "within" if covering else ""
    explained = ARTICLE.search(stated.note)
    if not stated.licence:
        if not explained:
            yield Finding("limit_without_basis", stated.legal, covering, verdict=fits)
        return
    general = JOINT if stated.joint else GENERAL
    verdict = compare(stated.legal, general.limit)
    if stated.legal.unit != general.limit.unit and not covering:
        yield Finding("unit_mixed", stated.legal, general, verdict=verdict)
    if verdict == "within":
        return
    if covering or explained or stated.reported or verdict == "unclear":
        yield Finding("limit_without_basis", stated.legal, covering, verdict=fits)
        return
    yield Finding("legal_over_law", stated.legal, general, True, verdict)
    if compare(stated.promise, general.limit) == "longer":
        yield Finding("promise_over_law", stated.promise, general, True, "longer")


def _best_verdict(limit, binding):
    """How the limit stands to the limit of the law that is kindest to it."""
    verdicts = {compare(limit, law.limit) for law in binding}
    return next(
        verdict for verdict in ("within", "unclear", "longer") if verdict in verdicts
    )
