"""What a version must state before it is published.

行政许可法 Art. 29, 30, 31, 42, 58, 59; 优化营商环境条例 Art. 43.
"""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.publication import (
    Content,
    Fee,
    Limit,
    Named,
    Target,
    faults,
    is_vague,
    is_vague_note,
)

COMPLETE = Content(
    laws=1,
    conditions="条件",
    quantity="无数量限制",
    procedure="申请",
    form_sample="示例",
    materials=(Named("营业执照"),),
    legal=Limit(20, "workday"),
    promise=Limit(10, "workday"),
)


def rules(**changes):
    return [fault.rule for fault in faults(replace(COMPLETE, **changes))]


def test_complete_content_has_no_fault():
    assert rules() == []


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"laws": 0}, "missing_basis"),
        ({"conditions": " \n"}, "missing_conditions"),
        ({"quantity": ""}, "missing_quantity"),
        ({"procedure": ""}, "missing_procedure"),
        ({"materials": ()}, "missing_materials"),
        ({"form_sample": ""}, "missing_form_sample"),
        ({"legal": Limit(0, "workday")}, "missing_legal_limit"),
        ({"promise": Limit(0, "workday")}, "missing_promise_limit"),
        ({"promise": Limit(21, "workday")}, "promise_over_legal"),
        ({"promise": Limit(10, "day")}, "limit_units_differ"),
        ({"materials": (Named("营业执照"), Named("其他材料"))}, "vague_material"),
        ({"notes": (Named("并提交其他相关材料"),)}, "vague_note"),
        ({"fee_charged": True}, "fee_not_listed"),
        (
            {"fee_charged": True, "fees": (Fee("工本费", "5 元", " "),)},
            "fee_without_basis",
        ),
        (
            {"fee_charged": True, "fees": (Fee("工本费", "", "《条例》第九条"),)},
            "fee_without_standard",
        ),
        (
            {"fee_charged": True, "fees": (Fee("申请表工本费", "1 元", "第九条"),)},
            "fee_for_form",
        ),
        ({"agency_required": True, "agency_basis": " "}, "agency_without_basis"),
        ({"in_person": True}, "person_without_basis"),
    ],
)
def test_each_rule_is_named_once(changes, rule):
    assert rules(**changes) == [rule]


def test_art58_each_fee_names_its_own_basis():
    fees = (
        Fee("工本费", "5 元", "《条例》第九条", Target("fee_ids", "fee", 1)),
        Fee("检测费", "80 元", "", Target("fee_ids", "fee", 2)),
    )
    [fault] = faults(replace(COMPLETE, fee_charged=True, fees=fees))
    assert (fault.rule, fault.detail, fault.target.id) == (
        "fee_without_basis",
        "检测费",
        2,
    )


def test_art58_fees_that_are_not_charged_are_not_looked_at():
    assert rules(fees=(Fee("工本费"),)) == []


@pytest.mark.parametrize(
    ("changes", "field"),
    [
        ({"laws": 0}, "law_ids"),
        ({"materials": ()}, "material_line_ids"),
        ({"promise": Limit(21, "workday")}, "promise_days"),
        ({"promise": Limit(10, "day")}, "promise_unit"),
        ({"fee_charged": True}, "fee_ids"),
        ({"agency_required": True}, "agency_basis"),
    ],
)
def test_each_fault_says_where_it_is_corrected(changes, field):
    [fault] = faults(replace(COMPLETE, **changes))
    assert fault.target.field == field


def test_art30_steps_describe_the_procedure_too():
    assert rules(procedure="", steps=3) == []


@pytest.mark.parametrize(
    ("text", "vague"),
    [
        ("并提交其他相关材料", True),
        ("提供身份证等材料", True),
        ("根据情况补充有关证明材料", True),
        ("材料逐页盖章", False),
        ("A4 纸打印，一式两份", False),
        ("其他页可以复印", False),
    ],
)
def test_art31_notes_ask_for_nothing_unnamed(text, vague):
    assert is_vague_note(text) is vague


def test_art34_on_the_spot_needs_no_limits():
    nothing = Limit(0, "workday")
    assert rules(instant=True, legal=nothing, promise=nothing) == []


@given(st.integers(1, 500), st.integers(1, 500))
def test_art42_promise_is_lawful_exactly_when_not_longer(legal, promise):
    found = rules(legal=Limit(legal, "workday"), promise=Limit(promise, "workday"))
    assert found == ([] if promise <= legal else ["promise_over_legal"])


@pytest.mark.parametrize(
    "name",
    [
        "其他材料",
        "其它有关材料",
        "法律、法规规定的其他材料",
        "申请人需要提供的相关证明材料",
        "身份证等",
        "户口簿等材料（复印件）",
        "必要的证明文件",
    ],
)
def test_art31_vague_names_are_found(name):
    assert is_vague(name)


@pytest.mark.parametrize(
    "name",
    [
        "营业执照（副本）",
        "法定代表人身份证明",
        "职业技能等级证书",
        "其他组织登记证书",
        "平面图",
    ],
)
def test_art31_precise_names_pass(name):
    assert not is_vague(name)
