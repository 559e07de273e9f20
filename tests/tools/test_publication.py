"""What a version must state before it is published (行政许可法 Art. 30, 31, 42, 58)."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools.publication import (
    Content,
    Limit,
    faults,
    is_vague,
)

COMPLETE = Content(
    laws=1,
    conditions="条件",
    quantity="无数量限制",
    procedure="申请",
    form_sample="示例",
    materials=("营业执照",),
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
        ({"materials": ("营业执照", "其他材料")}, "vague_material"),
        ({"fee_charged": True}, "fee_without_basis"),
    ],
)
def test_each_rule_is_named_once(changes, rule):
    assert rules(**changes) == [rule]


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
