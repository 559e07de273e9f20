from datetime import date

import pytest

from odoo.addons.yichuang_intake.tools import ban


@pytest.mark.parametrize(
    ("ground", "start", "last"),
    [
        ("concealed", date(2026, 3, 2), date(2027, 3, 2)),
        ("concealed", date(2024, 2, 29), date(2025, 2, 28)),
        ("deceit", date(2026, 12, 31), date(2029, 12, 31)),
        ("deceit", date(2026, 10, 1), date(2029, 10, 1)),  # a holiday does not matter
        ("credit", date(2026, 3, 2), None),
    ],
)
def test_art78_79_last_day_of_a_ban(ground, start, last):
    assert ban.last_day(start, ground) == last
