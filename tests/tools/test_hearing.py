from datetime import date

import pytest

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intake.tools import hearing

QINGMING = {date(2026, 4, 4): False, date(2026, 4, 5): False, date(2026, 4, 6): False}
CALENDAR = Workdays({2026}, QINGMING)


@pytest.mark.parametrize(
    ("rule", "start", "unit", "due"),
    [
        (hearing.request_until, date(2026, 4, 1), "workday", date(2026, 4, 9)),
        (hearing.request_until, date(2026, 4, 8), "day", date(2026, 4, 13)),
        (hearing.organise_until, date(2026, 3, 2), "workday", date(2026, 3, 30)),
        (hearing.earliest_day, date(2026, 3, 2), "workday", date(2026, 3, 11)),
    ],
)
def test_art47_48_days_of_a_hearing(rule, start, unit, due):
    assert rule(start, CALENDAR, unit).date == due
