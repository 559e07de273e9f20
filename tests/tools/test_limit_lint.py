"""Stated limits held against the law (行政许可法 Art. 42, 82, and special laws)."""

import bisect
import csv
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import odoo.addons.yichuang_catalog as catalogue
from odoo.addons.yichuang_catalog.tools.limit_lint import (
    RULES,
    LawLimit,
    Stated,
    compare,
    law_key,
    lint,
    span,
    typical_days,
)
from odoo.addons.yichuang_catalog.tools.publication import Limit

UNITS = ("workday", "day", "month", "hour", "year")


def law(number, unit="workday", starts="acceptance", name="测试法", **values):
    return LawLimit(1, name, "第一条", Limit(number, unit), starts, **values)


def stated(legal, promise=None, unit="workday", **values):
    values.setdefault("laws", ("测试法",))
    limit = Limit(legal, unit)
    return Stated(limit, Limit(promise or legal, unit), **values)


def rules(*arguments, **keywords):
    return [finding.rule for finding in lint(*arguments, **keywords)]


WATER = LawLimit(2, "取水许可和水资源费征收管理条例", "第十九条", Limit(45, "workday"))
BUILDING = LawLimit(3, "建筑法", "第八条", Limit(7, "day"), "receipt")
FIREWORKS = LawLimit(4, "烟花爆竹安全管理条例", "第十九条", Limit(20, "day"))
TRANSPORT = LawLimit(5, "道路运输条例", "第二十四条", Limit(20, "day"))
DISCHARGE = [
    LawLimit(6 + place, "排污许可管理条例", "第十二条", Limit(number, "day"))
    for place, number in enumerate((20, 30, 45))
]
FUND = LawLimit(9, "住房公积金管理条例", "第二十五条", Limit(3, "day"))
AID = LawLimit(10, "法律援助法", "第四十三条", Limit(7, "day"), "receipt")
PROPERTY = LawLimit(11, "不动产登记暂行条例", "第二十条", Limit(30, "workday"))
SHOWS = LawLimit(12, "营业性演出管理条例", "第十三条", Limit(3, "day"))
INTERNET = LawLimit(
    13, "互联网上网服务营业场所管理条例", "第十一条", Limit(20, "workday"), "receipt"
)
PROJECTS = LawLimit(
    14, "企业投资项目核准和备案管理条例", "第十条", Limit(20, "workday")
)


def cites(one, **values):
    return {"laws": (one.law,), **values}


@pytest.mark.parametrize(
    ("case", "limits", "found"),
    [
        # 行政许可法 Art. 42: 20 working days unless a special law says otherwise
        (stated(20, 10, licence=True), [], []),
        (stated(20, licence=True), [], []),
        (stated(21, licence=True), [], ["legal_over_law", "promise_over_law"]),
        (stated(21, 20, licence=True), [], ["legal_over_law"]),
        (stated(45, joint=True, licence=True), [], []),
        (
            stated(46, joint=True, licence=True),
            [],
            ["legal_over_law", "promise_over_law"],
        ),
        (stated(60, 20, licence=True, reported=True), [], ["limit_without_basis"]),
        (
            stated(60, 20, licence=True, note="《某条例》第九条"),
            [],
            ["limit_without_basis"],
        ),
        # Art. 82: the law counts working days
        (stated(20, unit="day", licence=True), [], ["unit_mixed"]),
        (
            stated(30, unit="day", licence=True),
            [],
            ["unit_mixed", "limit_without_basis"],
        ),
        (
            stated(60, 20, unit="day", licence=True),
            [],
            ["legal_over_law", "unit_mixed"],
        ),
        # What is no licence has no general limit
        (stated(10), [], ["limit_without_basis"]),
        (stated(10, note="《失业保险条例》第十六条"), [], []),
        # A matter decided on the spot states none (Art. 34)
        (stated(0, instant=True, licence=True), [], []),
        # 取水许可和水资源费征收管理条例 Art. 19: 45 working days
        (stated(45, 30, **cites(WATER)), [WATER], []),
        (stated(46, 30, **cites(WATER)), [WATER], ["legal_over_law"]),
        (
            stated(50, 46, **cites(WATER)),
            [WATER],
            ["legal_over_law", "promise_over_law"],
        ),
        (stated(45, 30, unit="day", **cites(WATER)), [WATER], ["unit_mixed"]),
        # 建筑法 Art. 8: seven calendar days from receipt
        (stated(7, 3, unit="day", **cites(BUILDING)), [BUILDING], ["starts_differ"]),
        (
            stated(7, 3, unit="day", note="自收到申请之日起", **cites(BUILDING)),
            [BUILDING],
            [],
        ),
        (
            stated(7, 3, **cites(BUILDING)),
            [BUILDING],
            ["unit_mixed", "starts_differ"],
        ),
        (
            stated(8, 3, **cites(BUILDING)),
            [BUILDING],
            ["legal_over_law", "unit_mixed", "starts_differ"],
        ),
        # 烟花爆竹安全管理条例 Art. 19: 20 calendar days
        (stated(20, 10, unit="day", **cites(FIREWORKS)), [FIREWORKS], []),
        (
            stated(20, 5, **cites(FIREWORKS)),
            [FIREWORKS],
            ["legal_over_law", "unit_mixed"],
        ),
        # 道路运输条例 Art. 24: 20 calendar days
        (stated(14, 5, **cites(TRANSPORT)), [TRANSPORT], ["unit_mixed"]),
        (
            stated(20, 15, **cites(TRANSPORT)),
            [TRANSPORT],
            ["legal_over_law", "unit_mixed"],
        ),
        # 排污许可管理条例 Art. 12: 20, 30 or 45 calendar days by kind
        (stated(20, 10, unit="day", **cites(DISCHARGE[0])), DISCHARGE, []),
        (
            stated(45, 30, unit="day", **cites(DISCHARGE[0])),
            DISCHARGE,
            ["law_shorter_exists"],
        ),
        (
            stated(46, 45, unit="day", **cites(DISCHARGE[0])),
            DISCHARGE,
            ["legal_over_law"],
        ),
        # 住房公积金管理条例 Art. 25: three calendar days
        (stated(3, 1, unit="day", **cites(FUND)), [FUND], []),
        (
            stated(4, unit="day", **cites(FUND)),
            [FUND],
            ["legal_over_law", "promise_over_law"],
        ),
        (stated(3, 1, **cites(FUND)), [FUND], ["unit_mixed"]),
        # 法律援助法 Art. 43: seven calendar days from receipt
        (
            stated(7, 5, unit="day", note="收件之日起", **cites(AID)),
            [AID],
            [],
        ),
        # 不动产登记暂行条例 Art. 20: 30 working days
        (stated(30, 5, **cites(PROPERTY)), [PROPERTY], []),
        (stated(1, 1, unit="month", **cites(PROPERTY)), [PROPERTY], ["unit_mixed"]),
        (
            stated(3, 1, unit="month", **cites(PROPERTY)),
            [PROPERTY],
            ["legal_over_law", "unit_mixed"],
        ),
        # 营业性演出管理条例 Art. 13: three calendar days
        (stated(3, 2, unit="day", **cites(SHOWS)), [SHOWS], []),
        # 互联网上网服务营业场所管理条例 Art. 11: 20 working days from receipt
        (stated(20, 10, **cites(INTERNET)), [INTERNET], ["starts_differ"]),
        # 企业投资项目核准和备案管理条例 Art. 10: 20 working days
        (
            stated(60, 20, **cites(PROJECTS)),
            [PROJECTS],
            ["legal_over_law"],
        ),
        # The law that is linked is not among those cited
        (
            stated(20, 10, laws=("另一部法",)),
            [law(20)],
            ["limit_without_basis"],
        ),
        (stated(20, 10, laws=("中华人民共和国测试法",)), [law(20)], []),
        # An event of its own starts the clock
        (stated(20), [law(20, starts="other")], ["starts_differ"]),
        # What does not bind the organ is no limit of its decision
        (
            stated(20, licence=True),
            [law(5, on_organ=False)],
            ["not_on_organ"],
        ),
        # Unverified rows warn, and keep nothing from publication
        (stated(20), [law(20, verified=False)], ["unverified"]),
        # Art. 42: the promise is not longer than the statutory limit
        (stated(20, 21), [law(30)], ["promise_over_legal"]),
    ],
)
def test_art42_stated_limits_keep_the_law(case, limits, found):
    assert rules(case, limits) == found


def test_art42_a_cited_law_explains_a_longer_limit():
    case = stated(45, 30, licence=True, laws=("取水许可和水资源费征收管理条例",))
    [finding] = lint(case, cited=[law(90, name=WATER.law), WATER])
    assert (finding.rule, finding.law) == ("limit_without_basis", WATER)
    assert (finding.blocking, finding.verdict) == (False, "within")


def test_only_what_was_verified_blocks():
    for verified in (True, False):
        [finding, *_rest] = lint(stated(30, 10), [law(20, verified=verified)])
        assert finding.rule == "legal_over_law"
        assert finding.blocking is verified


@pytest.mark.parametrize(
    ("note", "blocking"),
    [
        ("", True),
        ("《建筑法》第八条", True),
        ("《建筑法》第九条：延期不适用第八条", False),
    ],
)
def test_a_limit_explained_by_another_article_only_warns(note, blocking):
    [finding, *_rest] = lint(stated(20, 5, note=note, **cites(BUILDING)), [BUILDING])
    assert (finding.rule, finding.blocking) == ("legal_over_law", blocking)


def test_working_days_that_may_exceed_calendar_days_are_not_decided():
    [finding] = lint(stated(14, 5, **cites(TRANSPORT)), [TRANSPORT])
    assert (finding.rule, finding.verdict) == ("unit_mixed", "unclear")
    assert not finding.blocking


def test_calendar_days_never_exceed_as_many_working_days():
    [finding] = lint(stated(45, 30, unit="day", **cites(WATER)), [WATER])
    assert (finding.rule, finding.verdict) == ("unit_mixed", "within")


@pytest.mark.parametrize(
    ("one", "other", "verdict"),
    [
        ((24, "hour"), (1, "day"), "within"),
        ((25, "hour"), (1, "day"), "longer"),
        ((30, "day"), (1, "month"), "unclear"),
        ((33, "day"), (1, "month"), "longer"),
        ((12, "month"), (1, "year"), "unclear"),
        ((13, "month"), (1, "year"), "longer"),
        ((20, "workday"), (20, "day"), "longer"),
        ((7, "workday"), (7, "day"), "unclear"),
        ((1, "workday"), (20, "day"), "within"),
    ],
)
def test_units_are_compared_by_the_days_they_span(one, other, verdict):
    assert compare(Limit(*one), Limit(*other)) == verdict


def test_names_of_laws_are_told_apart_by_their_words():
    assert law_key("《中华人民共和国消防法》（2021修正）") == "消防法"
    assert law_key("消防法") != law_key("消防条例")


def test_conversion_is_told_in_typical_days():
    assert [typical_days(Limit(20, unit)) for unit in ("workday", "day")] == [28, 20]


limits = st.builds(Limit, st.integers(1, 400), st.sampled_from(UNITS))
laws = st.builds(
    lambda limit, starts, on_organ, verified: LawLimit(
        1, "测试法", "第一条", limit, starts, on_organ, verified
    ),
    limits,
    st.sampled_from(("acceptance", "receipt", "other")),
    st.booleans(),
    st.booleans(),
)
statements = st.builds(
    Stated,
    limits,
    limits,
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.booleans(),
    st.sampled_from(("", "自收到申请之日起", "第九条")),
    st.sampled_from(((), ("测试法",), ("另一部法",))),
)


@given(limits, limits)
def test_no_two_periods_are_each_longer_than_the_other(one, other):
    assert "longer" not in {compare(one, other)} & {compare(other, one)}


@given(limits)
def test_a_period_is_within_itself(one):
    assert compare(one, one) == "within"
    assert span(one)[0] <= span(one)[1]


@given(limits, limits, limits)
def test_longer_is_transitive(one, two, three):
    if compare(one, two) == compare(two, three) == "longer":
        assert compare(three, one) != "longer"


@given(statements, st.lists(laws, max_size=4), st.lists(laws, max_size=3))
def test_findings_come_in_order_and_blocking_ones_say_why(case, linked, cited):
    found = lint(case, linked, cited)
    places = [RULES.index(finding.rule) for finding in found]
    assert places == sorted(places)
    for finding in found:
        if finding.blocking:
            assert finding.verdict == "longer"
            assert finding.rule in (
                "legal_over_law",
                "promise_over_law",
                "promise_over_legal",
            )


@given(statements, laws)
def test_what_keeps_the_law_in_its_own_words_is_never_blocked(case, one):
    one = one._replace(on_organ=True)
    case = case._replace(
        legal=one.limit, promise=one.limit, laws=(one.law,), note="自收到申请之日起"
    )
    assert {finding.rule for finding in lint(case, [one])} <= {"unverified"}


@given(statements, st.lists(laws, min_size=1, max_size=3))
def test_a_shorter_stated_limit_is_never_worse(case, linked):
    shorter = case._replace(
        legal=case.legal._replace(number=1), promise=case.legal._replace(number=1)
    )
    before = {finding.rule for finding in lint(case, linked) if finding.blocking}
    after = {finding.rule for finding in lint(shorter, linked) if finding.blocking}
    assert "legal_over_law" not in after - before


def official_workdays():
    """Ordinals of the working days of 2014 to 2026, from the shipped calendar."""
    path = Path(catalogue.__path__[0]) / "data" / "rest_days_2014_2026.csv"
    with path.open(encoding="utf-8") as file:
        special = {
            date.fromisoformat(row["date"]): row["is_off"] == "1"
            for row in csv.DictReader(file)
        }
    day, found = date(2014, 1, 1), []
    while day.year < 2027:
        if not special.get(day, day.weekday() >= 5):
            found.append(day.toordinal())
        day += timedelta(days=1)
    return found


WORKDAYS = official_workdays()


@given(
    st.integers(date(2014, 1, 1).toordinal(), date(2025, 6, 30).toordinal()),
    st.integers(1, 250),
)
def test_working_days_span_what_the_official_calendars_say(start, number):
    end = WORKDAYS[bisect.bisect_right(WORKDAYS, start) + number - 1]
    shortest, longest = span(Limit(number, "workday"))
    assert shortest <= end - start <= longest
