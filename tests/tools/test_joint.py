"""One promise, one form and one set of materials for several services."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import joint_form, joint_limit, joint_materials
from odoo.addons.yichuang_catalog.tools.joint_form import Question
from odoo.addons.yichuang_catalog.tools.joint_materials import Demand
from odoo.addons.yichuang_catalog.tools.publication import Limit

ORDER = {"甲": [], "乙": ["甲"], "丙": ["甲"]}
LIMITS = {
    key: Limit(number, "workday") for key, number in zip(ORDER, (5, 8, 3), strict=True)
}


@pytest.mark.parametrize(
    ("promise", "rules"),
    [
        (0, ["missing"]),
        (12, ["below_path"]),
        (13, []),
        (45, []),
        (46, ["over_joint"]),
        (60, ["over_joint"]),  # 45 and the 15 that only the government's head grants
    ],
)
def test_art42_2_joint_promise(promise, rules):
    found = joint_limit.findings(promise, LIMITS, ORDER)
    assert [finding.rule for finding in found] == rules


def test_art42_2_the_path_is_named():
    (finding,) = joint_limit.findings(10, LIMITS, ORDER)
    assert finding.path == ("甲", "乙")
    assert finding.number == 13


@pytest.mark.parametrize("unit", ["day", "month"])
def test_art82_other_units_are_refused_by_name(unit):
    limits = {**LIMITS, "丙": Limit(3, unit)}
    (finding,) = joint_limit.findings(20, limits, ORDER)
    assert finding[:2] == ("unit_differs", "丙")
    # what is done on the spot has no unit
    assert not joint_limit.findings(20, {**LIMITS, "丙": Limit(0, unit)}, ORDER)


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("联系电话", "联系 电话：", True),
        ("住所（经营场所）", "住所(经营场所)", True),
        ("ＩＤ", "id", True),
        ("联系电话", "联系人", False),
        ("法定代表人姓名", "姓名", False),
    ],
)
def test_the_same_question(one, other, same):
    assert (joint_form.key(one) == joint_form.key(other)) is same


def test_the_same_question_is_asked_once():
    (asked,) = joint_form.merge(
        [
            Question("甲", "联系电话", help="手机", basis="第十条"),
            Question("乙", "联系电话", required=True, help="手机", basis="第二条"),
        ]
    )
    assert asked.sources == ("甲", "乙")
    assert asked.required
    assert asked.helps == ("手机",)
    assert asked.bases == ("第十条", "第二条")
    assert asked.kinds == ("text",)


def test_questions_in_different_ways_are_a_conflict():
    (asked,) = joint_form.merge(
        [Question("甲", "面积", "number"), Question("乙", "面积", "text")]
    )
    assert asked.kind == "number"
    assert asked.kinds == ("number", "text")


def test_all_choices_are_offered_and_the_difference_is_told():
    asked = joint_form.merge(
        [
            Question("甲", "业态", "choice", ("餐饮", "零售")),
            Question("乙", "业态", "choice", ("零售", "食堂")),
            Question("甲", "性别", "choice", ("男", "女")),
            Question("乙", "性别", "choice", ("女", "男")),
        ]
    )
    assert asked[0].choices == ("餐饮", "零售", "食堂")
    assert [one.choices_differ for one in asked] == [True, False]


@given(
    st.lists(
        st.tuples(st.sampled_from("甲乙丙"), st.sampled_from(["姓名", "姓 名", "电话"]))
    )
)
def test_no_question_is_lost_or_asked_twice(questions):
    merged = joint_form.merge(Question(*question) for question in questions)
    keys = [joint_form.key(asked.name) for asked in merged]
    assert len(keys) == len(set(keys))
    assert set(keys) == {joint_form.key(name) for _source, name in questions}
    for asked in merged:
        assert set(asked.sources) == {
            source
            for source, name in questions
            if joint_form.key(name) == joint_form.key(asked.name)
        }


def test_the_most_that_anybody_needs_is_enough():
    (needed,) = joint_materials.merge(
        [
            Demand("甲", "身份证", "身份证", "optional", 0, 3, "verify_copy"),
            Demand("乙", "身份证", "身份证", "deferrable", 1, 1, "original"),
        ]
    )
    assert (needed.originals, needed.copies) == (1, 3)
    assert (needed.asked, needed.saved) == (5, 1)
    assert needed.necessity == "deferrable"
    assert needed.receive_mode == "both"
    assert not needed.spared


def test_art31_what_the_theme_produces_is_not_asked():
    needed = joint_materials.merge(
        [
            Demand("乙", "执照", "执照", copies=1, makers=("甲",)),
            Demand("丙", "执照", "执照", originals=1, copies=1, makers=("甲",)),
        ]
    )[0]
    assert needed.spared
    assert (needed.originals, needed.copies, needed.saved) == (0, 0, 3)
    assert needed.inside == ("乙", "丙")
    assert needed.makers == ("甲",)


def test_a_service_that_changes_its_own_result_asks_for_the_old_one():
    needed = joint_materials.merge(
        [
            Demand("甲", "执照", "执照", originals=1, makers=("甲",)),
            Demand("乙", "执照", "执照", copies=1, makers=("甲",)),
        ]
    )[0]
    assert not needed.spared
    assert (needed.originals, needed.copies) == (1, 0)
    assert needed.inside == ("乙",)


def test_a_result_is_not_needed_before_it_exists():
    demands = [
        Demand("乙", "执照", "执照", copies=1, makers=("甲",)),
        Demand("甲", "批复", "批复", copies=1, makers=("丙",)),
    ]
    (missing,) = joint_materials.out_of_order(demands, ORDER)
    assert missing == ("甲", "批复", "丙")


DEMANDS = st.lists(
    st.builds(
        Demand,
        source=st.sampled_from("甲乙丙"),
        material=st.sampled_from("ab"),
        name=st.just("材料"),
        necessity=st.sampled_from(joint_materials.NECESSITIES),
        originals=st.integers(0, 3),
        copies=st.integers(0, 3),
        makers=st.sampled_from([(), ("甲",), ("乙", "丙")]),
    )
)


@given(DEMANDS)
def test_what_is_asked_is_brought_saved_or_passed_on(demands):
    for needed in joint_materials.merge(demands):
        assert needed.saved >= 0
        assert needed.asked == needed.saved + needed.originals + needed.copies
        wanted = [
            demand
            for demand in demands
            if demand.material == needed.material
            and not set(demand.makers) - {demand.source}
        ]
        assert needed.spared == (not wanted)
        for demand in wanted:
            assert demand.originals <= needed.originals
            assert demand.copies <= needed.copies
