"""A bare signature is no opinion (北京市政务服务条例 Art. 33: 不得只签署姓名)."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools.opinions import STOCK, is_bare


@pytest.mark.parametrize(
    "text",
    [
        "",
        "   ",
        "同意",
        "同意。",
        "拟同意，请领导审批",
        "不同意！",
        "已阅 2026年3月2日",
        "李审查　同意",
        "ＯＫ",
        "Approved, yes.",
        "符合条件，同意。",
        "李审查 2026-03-02 同意上报",
        "李审查",
        "经审查，拟同意。",
        "OK, agreed",
    ],
)
def test_art33_signature_date_or_stock_word_is_bare(text):
    assert is_bare(text, names=["审查 李审查"])


@pytest.mark.parametrize(
    "text",
    [
        "经审查，材料齐全，符合法定形式。",
        "经营场所与居民楼相连，不符合卫生规范。",
        "取水口位置与论证报告一致，同意。",
        "不同意：取水口位于一级保护区。",
        "The drawing matches the site.",
    ],
)
def test_reason_is_an_opinion(text):
    assert not is_bare(text, names=["李审查"])


@given(st.lists(st.sampled_from(STOCK), max_size=8), st.text("，。！ 、;", max_size=6))
def test_stock_words_never_add_up_to_a_reason(words, between):
    assert is_bare(between.join(["", *words, ""]))
