"""Sheets of the hotline: what is taken is what was written, and nothing is lost."""

from datetime import datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from odoo.addons.yichuang_intake.tools.referral_sheet import (
    COLUMNS,
    DEMANDED,
    MOMENTS,
    moment,
    read,
)

HEADERS = [names[0] for names in COLUMNS.values()]
TEXT = st.text("工单甲乙丙A1 ", max_size=6)
CELLS = st.lists(TEXT, max_size=len(HEADERS))
moments = st.datetimes(datetime(2000, 1, 1), datetime(2099, 1, 1)).map(
    lambda at: at.replace(second=0, microsecond=0)
)


@given(moments, st.sampled_from([form for form in MOMENTS if "%M" in form]))
def test_every_way_to_write_a_moment_is_read(at, form):
    assert moment(at.strftime(form)) == at - timedelta(hours=8)


@given(st.text(max_size=12))
def test_no_text_breaks_the_reader(text):
    assert moment(text) is None or isinstance(moment(text), datetime)


@given(st.lists(CELLS, max_size=6))
def test_a_row_is_taken_or_told_why_not(rows):
    orders, faults = read(HEADERS, list(enumerate(rows, start=2)))
    taken = {order["row"] for order in orders}
    told = {fault.row for fault in faults}
    assert taken | told == set(range(2, len(rows) + 2))
    assert not taken & told
    assert len({order["number"] for order in orders}) == len(orders)


@pytest.mark.parametrize("key", DEMANDED)
def test_a_sheet_without_a_needed_column_is_told(key):
    headers = [name for name in HEADERS if name != COLUMNS[key][0]]
    orders, [fault] = read(headers, [(2, ["甲"] * len(headers))])
    assert (orders, fault.reason, fault.column) == ([], "no_column", COLUMNS[key][0])


def test_other_names_of_columns_are_known():
    headers = ["工单号", "派单时间", "工单类型", "主要内容", "来电号码"]
    [order], faults = read(
        headers, [(2, ["G1", "2026年3月2日 09:30", "表扬", "谢", "1"])]
    )
    assert (order["kind"], order["phone"], faults) == ("praise", "1", [])
