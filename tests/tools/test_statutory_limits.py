"""The shipped library of statutory limits, fact by fact, and its matching by name."""

import csv
from datetime import date
from pathlib import Path

import pytest

import odoo.addons.yichuang_catalog as catalogue
from odoo.addons.yichuang_catalog.tools.limit_match import suggestions

PATH = (
    Path(catalogue.__path__[0])
    / "data"
    / "statutory_limits"
    / "yichuang.statutory.limit.csv"
)
with PATH.open(encoding="utf-8") as file:
    LIBRARY = list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("law", "article", "number", "unit", "starts"),
    [
        ("取水许可和水资源费征收管理条例", "第十九条", 45, "workday", "acceptance"),
        ("建筑法", "第八条", 7, "day", "receipt"),
        ("烟花爆竹安全管理条例", "第二十四条", 3, "day", "acceptance"),
        ("烟花爆竹安全管理条例", "第十九条", 20, "day", "acceptance"),
        ("道路运输条例", "第二十四条", 20, "day", "acceptance"),
        ("互联网上网服务营业场所管理条例", "第十一条", 20, "workday", "receipt"),
        ("互联网上网服务营业场所管理条例", "第十一条", 15, "workday", "receipt"),
        ("人力资源市场暂行条例", "第十九条", 20, "day", "receipt"),
        ("农药管理条例", "第二十四条", 20, "workday", "acceptance"),
        ("兽药管理条例", "第二十二条", 30, "workday", "receipt"),
        ("排污许可管理条例", "第十二条", 20, "day", "acceptance"),
        ("排污许可管理条例", "第十二条", 30, "day", "acceptance"),
        ("排污许可管理条例", "第十二条", 45, "day", "acceptance"),
        ("营业性演出管理条例", "第十三条", 3, "day", "acceptance"),
        ("旅行社条例", "第七条", 20, "workday", "acceptance"),
        ("企业投资项目核准和备案管理条例", "第十条", 20, "workday", "acceptance"),
        ("法律援助法", "第四十三条", 7, "day", "receipt"),
        ("住房公积金管理条例", "第二十五条", 3, "day", "acceptance"),
        ("不动产登记暂行条例", "第二十条", 30, "workday", "acceptance"),
        ("消防法", "第十五条", 10, "workday", "acceptance"),
        ("行政许可法", "第四十二条", 20, "workday", "acceptance"),
        ("行政许可法", "第四十二条", 45, "workday", "acceptance"),
        ("市场主体登记管理条例", "第十九条", 3, "workday", "other"),
        ("社会团体登记管理条例", "第十二条", 60, "day", "receipt"),
        ("环境影响评价法", "第二十二条", 60, "day", "receipt"),
        ("环境影响评价法", "第二十二条", 30, "day", "receipt"),
    ],
)
def test_the_limit_is_as_the_law_has_it(law, article, number, unit, starts):
    [row] = [
        row
        for row in LIBRARY
        if (row["law_name"], row["article"], row["number"])
        == (law, article, str(number))
        and row["active"] == "1"
        and row["on_organ"] == "1"
    ]
    assert (row["unit"], row["starts"]) == (unit, starts)
    assert row["verified"] == "1"


def test_every_row_says_what_is_to_be_done_and_how_it_was_checked():
    for row in LIBRARY:
        assert row["action"], row
        assert row["note"], row
        assert row["unit"] in ("workday", "day", "month", "hour", "year")
        assert date.fromisoformat(row["edition"]).year >= 1985
    assert len({row["id"] for row in LIBRARY}) == len(LIBRARY) >= 353


def test_no_row_claims_a_check_that_was_not_made():
    for row in LIBRARY:
        assert (row["verified"] == "1") == row["note"].startswith("已"), row


def test_what_binds_somebody_else_is_never_suggested():
    assert not [row for row in LIBRARY if row["on_organ"] == "0" and row["keywords"]]


@pytest.mark.parametrize(
    ("name", "law"),
    [
        ("取水许可审批", "取水许可和水资源费征收管理条例"),
        ("建筑工程施工许可证核发", "建筑法"),
        ("烟花爆竹经营(零售)许可", "烟花爆竹安全管理条例"),
        ("公众聚集场所投入使用、营业前消防安全检查", "消防法"),
        ("农药经营许可", "农药管理条例"),
        ("举办营业性演出审批", "营业性演出管理条例"),
        ("工伤认定", "工伤保险条例"),
    ],
)
def test_items_are_matched_by_the_words_of_their_names(name, law):
    by_id = {row["id"]: row for row in LIBRARY if row["keywords"]}
    found = suggestions(name, {key: row["keywords"] for key, row in by_id.items()})
    assert law in {by_id[key]["law_name"] for key in found}


@pytest.mark.parametrize(
    "name",
    [
        "夜间建筑施工许可",
        "工伤认定政策咨询",
        "建筑工程施工许可信息查询",
        "农药经营许可证补发",
        "第三类易制毒化学品运输备案证明",
    ],
)
def test_items_that_sound_otherwise_are_not_matched(name):
    assert not suggestions(name, {row["id"]: row["keywords"] for row in LIBRARY})
