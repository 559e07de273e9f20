"""Codes of items as people paste them: taken apart, or refused with the reason."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import basic_code, implementation_code
from odoo.addons.yichuang_catalog.tools.exceptions import (
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)

LIVE_USCC = ("12441500196720244T", "11440100696927671X", "11370800MB28559184")


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("000123018000", ("", "", "000123018000", "")),
        (" 0001 2301 8000 ", ("", "", "000123018000", "")),
        (
            "11370800mb28559184-3-370115056000",
            ("11370800MB28559184", "3", "370115056000", ""),
        ),
        (
            "１１３７０８００MB28559184337011505600001",
            ("11370800MB28559184", "3", "370115056000", "01"),
        ),
    ],
)
def test_a_pasted_code_is_taken_apart(text, parts):
    assert implementation_code.read(text) == parts


@pytest.mark.parametrize(
    ("text", "error"),
    [
        ("", InvalidLength),
        ("511A0138000000-511602000000-000-115113010833722043-1-00", InvalidLength),
        ("11370800MB285591853370115056000", InvalidChecksum),
        ("11370800MB285591849370115056000", InvalidComponent),
        ("11370800MB28559184337011505600000", InvalidComponent),
        ("00012301800X", InvalidFormat),
    ],
)
def test_what_is_no_code_of_an_item_is_refused(text, error):
    with pytest.raises(error):
        implementation_code.read(text)


@given(
    st.sampled_from(LIVE_USCC),
    st.sampled_from("1234567"),
    st.integers(0, 99),
    st.integers(1, 99),
)
def test_building_and_reading_agree(organ, level, main, handling):
    code = implementation_code.build(organ, level, f"3701150{main:02}000", handling)
    assert implementation_code.read(code) == (
        organ,
        level,
        f"3701150{main:02}000",
        f"{handling:02}",
    )


@pytest.mark.parametrize(
    ("code", "place"),
    [("000123018000", "国家"), ("370115056000", "山东"), ("990115056000", "")],
)
def test_where_an_item_was_set(code, place):
    assert basic_code.origin_name(code) == place
