"""The article's own table, exactly."""

import pytest

from odoo.addons.yichuang_intake.tools.before_after import Row, Side, rows

# 11 departments at 21 windows, then 4 windows to take in and 1 to hand out.
APRIL = Side(11, 21, 21, 229 / 21, 422, 21, satisfied=90, rated=100)
MAY = Side(11, 5, 4, 229, 944, 21, satisfied=100, rated=100)
ARTICLE = [
    ("departments", 11, 11, 1.0, 0.0),
    ("windows", 21, 5, 0.2381, -76.1905),
    ("intake", 21, 4, 0.1905, -80.9524),
    ("services", 10.9048, 229, 21.0, 2000.0),
    ("matters", 422, 944, 2.2370, 123.6967),
    ("days", 21, 21, 1.0, 0.0),
    ("per_window_day", 0.9569, 11.2381, 11.7441, 1074.4076),
    ("satisfaction", 90.0, 100.0, 1.1111, 11.1111),
    ("rated", 100, 100, 1.0, 0.0),
]


@pytest.mark.parametrize(("name", "before", "after", "ratio", "change"), ARTICLE)
def test_row_of_the_article(name, before, after, ratio, change):
    found = {row.name: row for row in rows(APRIL, MAY)}[name]
    assert found.before == pytest.approx(before, abs=1e-4)
    assert found.after == pytest.approx(after, abs=1e-4)
    assert found.ratio == pytest.approx(ratio, abs=1e-4)
    assert found.change == pytest.approx(change, abs=1e-3)


def test_nothing_before_is_no_ratio():
    assert Row("matters", 0, 5).ratio is None
    assert Row("matters", None, 5).change is None
    assert Row("satisfaction", 90.0, None).ratio is None
    assert Side(1, 0, 0, 0, 5, 21).per_window_day is None
    assert Side(1, 1, 1, 1, 5, 21).satisfaction is None
