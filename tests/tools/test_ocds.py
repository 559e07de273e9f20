"""OCDS 1.1: what is written fits the official schema, and tells what was given."""

import json
from dataclasses import replace

import jsonschema
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tests.open_contracting import schemas

from odoo.addons.yichuang_intermediary.tools import ocds

OWNER = ocds.Party("owner-1", "示例业主")
HALL = ocds.Party("hall-1", "示例大厅")
FIRST = ocds.Party("", "甲检测公司", "91379901MA3T000121")
SECOND = ocds.Party("", "乙检测公司", "91379901MA3T000222")
OPEN = ocds.Process(
    ocid="x_yichuang-MK-2026-000001",
    number="MK-2026-000001",
    language="zh",
    title="检测报告",
    description="检测并出具报告",
    service="消防检测",
    method="随机抽取",
    mode="random",
    cap_fen=1_234_500,
    published="2026-03-02T08:00:00+08:00",
    sign_close="2026-03-06T17:00:00+08:00",
    owner=OWNER,
    hall=HALL,
)
DEAL = ocds.Deal(
    key="HT-2026-000001-award",
    supplier=FIRST,
    fen=1_234_500,
    awarded="2026-03-12T09:00:00+08:00",
    contract="HT-2026-000001",
    contract_status="active",
    signed="2026-03-14T09:00:00+08:00",
    starts="2026-03-16T00:00:00+08:00",
    ends="2026-04-14T00:00:00+08:00",
    milestones=[ocds.Milestone("m1", "交付成果", due="2026-04-14T00:00:00+08:00")],
)
DONE = replace(
    OPEN,
    closed="2026-03-06T17:00:05+08:00",
    tenderers=[FIRST, SECOND],
    valid=2,
    deals=[
        replace(
            DEAL,
            contract_status="terminated",
            ended="2026-04-20T00:00:00+08:00",
            late_days=4,
            overrun_reason="汛期无法进场",
            hashes=["ab" * 32],
        )
    ],
    case="HALL-260303-0001-A",
)
BROKEN = replace(DONE, deals=[replace(DONE.deals[0], broken=True)])
FAILED = replace(
    OPEN,
    closed="2026-03-06T17:00:05+08:00",
    failed="2026-03-07T09:00:00+08:00",
    fail_reason="有效报名不足",
)
DECLINED = replace(
    DONE,
    deals=[
        replace(DEAL, status="cancelled", contract_status="cancelled", signed=""),
        replace(DEAL, key="HT-2026-000002-award", supplier=SECOND),
    ],
)


@pytest.mark.parametrize("schema", schemas())
@pytest.mark.parametrize("process", [OPEN, DONE, BROKEN, FAILED, DECLINED])
def test_releases_and_record_fit_the_schema(schema, process):
    found = ocds.releases(process)
    validator = jsonschema.Draft4Validator(schema)
    for release in found:
        validator.validate(release)
    compiled = ocds.record(found, "https://x/", "2026-03-02T08:00:00+08:00", "大厅")
    validator.validate(compiled["records"][0]["compiledRelease"])


@pytest.mark.parametrize("schema", schemas())
@pytest.mark.parametrize(
    "spoil",
    [
        lambda release: release.pop("ocid"),
        lambda release: release.update(tag=["invented"]),
        lambda release: release["tender"].update(status="drawn"),
    ],
)
def test_schema_refuses_what_is_wrong(schema, spoil):
    [release] = ocds.releases(OPEN)
    spoil(release)
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.Draft4Validator(schema).validate(release)


def test_one_release_for_each_event_in_its_order():
    for process, tags in (
        (OPEN, ["tender"]),
        (FAILED, ["tender", "tenderUpdate"]),
        (DONE, ["tender", "award", "contract", "implementation"]),
        (BROKEN, ["tender", "award", "contract", "contractTermination"]),
        (DECLINED, ["tender", "awardCancellation", "award", "contract"]),
    ):
        found = ocds.releases(process)
        assert [release["tag"][0] for release in found] == tags
        assert len({release["id"] for release in found}) == len(
            {(release["date"], release["tag"][0]) for release in found}
        )


def test_threat2_nobody_learns_from_an_open_notice_who_signed_up():
    text = json.dumps(ocds.releases(replace(OPEN, tenderers=[FIRST], valid=1)))
    assert FIRST.code not in text
    assert "numberOfTenderers" not in text


def test_overrun_and_its_reason_are_published():
    last = ocds.releases(DONE)[-1]["contracts"][0]
    assert last["description"] == "汛期无法进场"
    assert ocds.row(DONE)["workingDaysLate"] == 4


@given(st.integers(0, 2_100_000_000))
@settings(max_examples=60)
def test_amounts_are_exact_to_the_fen(fen):
    [release] = ocds.releases(replace(OPEN, cap_fen=fen))
    written = json.loads(json.dumps(release))["tender"]["value"]["amount"]
    assert round(written * 100) == fen
    assert f"{written:.2f}" == f"{fen // 100}.{fen % 100:02d}"


@given(st.text(max_size=20))
@settings(max_examples=60)
def test_no_cell_is_a_formula(text):
    assert not ocds.safe_cell(text).startswith(("=", "+", "-", "@", "\t", "\r"))
