from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools import file_review
from odoo.addons.yichuang_intake.tools.file_facts import (
    Extension,
    File,
    Hearing,
    Interested,
    Paper,
    Special,
)

D = [date(2026, 3, day) for day in range(1, 32)]
LIMITS = frozenset({"法定办结期限", "承诺办结期限"})
NOTICE = frozenset({"需要补正的全部内容", "补正期限", "逾期后果"})
GROUNDED = frozenset({"理由", "法律依据"})


def paper(kind, number="〔2026〕1号", **values):
    served = {"served_on": D[10], "serve_by": D[15], "sealed": True}
    return Paper(kind, number, D[8], **{**served, **values})


GOOD = File(
    received_on=D[1],
    accepted_on=D[4],
    decided_on=D[9],
    today=D[20],
    outcome="granted",
    notice_due_on=D[8],
    notified_on=D[2],
    notices=1,
    named={"申请书": D[3], "证明": D[4]},
    promise_due_on=D[12],
    stages=(("审查", 2), ("决定", 2)),
    allowed_days=5,
    window=frozenset({"甲"}),
    reviewer="乙",
    decider="丙",
    opinion="经审查，材料齐全，符合条件。",
    papers=(
        paper("supplement", "补1", stated=NOTICE),
        paper("acceptance", "受1", stated=LIMITS),
        paper("grant", "准1"),
    ),
    specials=(Special("review", D[6], D[5]),),
    extensions=(Extension("案情复杂", "首长", told=True),),
    hearings=(Hearing(D[4], requested=True, held=True),),
    interested=(Interested("丙", D[4], D[6], heard=True),),
    checks=(2,),
)
DENIED = paper("denial", "否1", stated=GROUNDED, remedies=True)
# Rule, what is changed in a good file, what the rule then finds.
CASES = [
    ("answer_in_time", {"notified_on": D[9], "accepted_on": D[10]}, "fail"),
    ("answer_in_time", {"notified_on": D[8], "accepted_on": D[10]}, "pass"),
    ("answer_in_time", {"deemed": True}, "fail"),
    ("answer_in_time", {"notified_on": None, "accepted_on": None}, "na"),
    (
        "answer_in_time",
        {"notified_on": None, "refused_on": D[9], "accepted_on": None},
        "fail",
    ),
    ("acceptance_states_due", {"papers": (paper("acceptance"),)}, "fail"),
    ("acceptance_states_due", {"papers": ()}, "fail"),
    ("acceptance_states_due", {"papers": (), "accepted_on": None}, "na"),
    ("supplement_notice", {"papers": ()}, "fail"),
    ("supplement_notice", {"notified_on": None}, "na"),
    (
        "supplement_notice",
        {"papers": (paper("supplement", stated=NOTICE, served_on=None),)},
        "fail",
    ),
    (
        "supplement_notice",
        {"papers": (paper("supplement", stated=NOTICE, sealed=False),)},
        "fail",
    ),
    (
        "supplement_notice",
        {"papers": (paper("supplement", stated=frozenset()),)},
        "fail",
    ),
    ("one_notice", {"notices": 2}, "fail"),
    ("one_notice", {"notified_on": None, "notices": 0}, "na"),
    ("supplements_match", {"named": {"申请书": None}}, "fail"),
    ("supplements_match", {"named": {}}, "na"),
    ("accepted_when_complete", {"accepted_on": D[5]}, "fail"),
    ("accepted_when_complete", {"named": {}}, "na"),
    ("materials_complete", {"missing": ("证明",)}, "fail"),
    ("materials_complete", {"decided_on": None}, "na"),
    ("separation", {"decider": "甲"}, "fail"),
    ("separation", {"decider": "甲", "one_person_allowed": True}, "pass"),
    ("separation", {"reviewer": "甲", "one_person_allowed": True}, "fail"),
    ("separation", {"decider": "乙"}, "fail"),
    ("separation", {"by_law": True}, "na"),
    ("opinion_reasoned", {"opinion": "同意。"}, "fail"),
    ("opinion_reasoned", {"opinion": "乙"}, "fail"),
    ("opinion_reasoned", {"opinion": " "}, "fail"),
    ("opinion_reasoned", {"opinion": "", "on_the_spot": True}, "na"),
    ("specials", {"specials": (Special("review", D[6], D[7]),)}, "fail"),
    ("specials", {"specials": (Special("review", D[6]),)}, "fail"),
    ("specials", {"specials": (Special("site", D[6], D[6]),)}, "fail"),
    (
        "specials",
        {"specials": (Special("site", D[6], D[6], stops_legal=False),)},
        "pass",
    ),
    ("specials", {"specials": ()}, "na"),
    ("extensions", {"extensions": (Extension("", "首长", told=True),)}, "fail"),
    ("extensions", {"extensions": (Extension("因", "", told=True),)}, "fail"),
    ("extensions", {"extensions": (Extension("因", "首长"),)}, "fail"),
    ("extensions", {"extensions": GOOD.extensions * 2}, "fail"),
    ("extensions", {"extensions": ()}, "na"),
    ("site_checks", {"checks": (2, 1)}, "fail"),
    ("site_checks", {"checks": ()}, "na"),
    ("hearings", {"hearings": (Hearing(),)}, "fail"),
    ("hearings", {"hearings": (Hearing(D[4], chair_handles=True),)}, "fail"),
    ("hearings", {"hearings": (Hearing(D[4], requested=True),)}, "fail"),
    ("hearings", {"hearings": (Hearing(D[4], public=True),)}, "fail"),
    ("hearings", {"hearings": (Hearing(D[4]),)}, "pass"),
    ("hearings", {"hearings": ()}, "na"),
    ("interested", {"interested": ()}, "na"),
    ("interested", {"interested": (Interested("丙"),)}, "fail"),
    ("interested", {"interested": (Interested("丙", D[4], D[6]),)}, "pass"),
    ("interested", {"interested": (Interested("丙", D[4], D[12]),)}, "fail"),
    (
        "interested",
        {"interested": (Interested("丙", D[4], D[12], heard=True),)},
        "pass",
    ),
    ("stages", {"allowed_days": 3}, "fail"),
    ("stages", {"stages": ()}, "na"),
    ("decision_in_time", {"decided_on": D[13]}, "fail"),
    ("decision_in_time", {"decided_on": D[12]}, "pass"),
    ("decision_in_time", {"papers": (paper("grant", sealed=False),)}, "fail"),
    ("decision_in_time", {"papers": ()}, "fail"),
    ("decision_in_time", {"by_law": True}, "fail"),
    ("decision_in_time", {"decided_on": None}, "na"),
    ("refusal_reasoned", {"papers": (DENIED,), "outcome": "denied"}, "pass"),
    ("refusal_reasoned", {"papers": (replace(DENIED, remedies=False),)}, "fail"),
    (
        "refusal_reasoned",
        {"papers": (replace(DENIED, stated=frozenset({"理由"})),)},
        "fail",
    ),
    ("refusal_reasoned", {"papers": (), "outcome": "denied"}, "fail"),
    ("numbered", {"papers": (paper("grant", ""),)}, "fail"),
    ("numbered", {"papers": (paper("grant"), paper("acceptance"))}, "fail"),
    ("numbered", {"papers": ()}, "na"),
    ("served", {"papers": (paper("grant", served_on=D[16]),)}, "fail"),
    ("served", {"papers": (paper("grant", served_on=None),)}, "fail"),
    ("served", {"papers": (paper("grant", served_on=None),), "today": D[15]}, "na"),
    ("served", {"papers": (paper("receipt", served_on=None),)}, "na"),
]


def test_a_good_file_gets_all_points():
    findings = file_review.review(GOOD)
    broken = {code for code, found in findings.items() if found.result == "fail"}
    silent = {code for code, found in findings.items() if found.result == "na"}
    assert (broken, silent) == (set(), {"refusal_reasoned"})
    assert file_review.score(findings) == 100
    assert all(found.evidence for found in findings.values())


@pytest.mark.parametrize(("code", "changes", "result"), CASES)
def test_each_rule_finds_what_it_is_about(code, changes, result):
    finding = file_review.RULES[code].check(replace(GOOD, **changes))
    assert finding.result == result, finding.evidence
    assert finding.evidence


def test_every_rule_can_fail_and_can_have_nothing_to_look_at():
    found = {(code, result) for code, _changes, result in CASES}
    for code in file_review.RULES:
        assert (code, "fail") in found, code
        assert file_review.RULES[code].check(File()).result == "na", code


@given(
    st.fixed_dictionaries(
        {code: st.sampled_from(["pass", "fail", "na"]) for code in file_review.RULES}
    )
)
def test_a_fault_less_never_lowers_the_score(results):
    before = file_review.score(results)
    assert 0 <= before <= 100
    for code, result in results.items():
        if result == "fail":
            assert file_review.score({**results, code: "pass"}) >= before


@pytest.mark.parametrize(
    ("points", "grade"),
    [
        (100, "excellent"),
        (90, "excellent"),
        (89.9, "good"),
        (80, "good"),
        (79.9, "passed"),
        (60, "passed"),
        (59.9, "failed"),
        (0, "failed"),
    ],
)
def test_grades_begin_at_their_thresholds(points, grade):
    assert file_review.grade(points) == grade
