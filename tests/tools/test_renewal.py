from datetime import date

import pytest

from odoo.addons.yichuang_catalog.tools.workdays import Workdays
from odoo.addons.yichuang_intake.tools import renewal

QINGMING = {date(2026, 4, 4): False, date(2026, 4, 5): False, date(2026, 4, 6): False}
CALENDAR = Workdays({2026}, QINGMING)


@pytest.mark.parametrize(
    ("expires", "last"),
    [
        (date(2026, 4, 2), date(2026, 4, 2)),
        (date(2026, 4, 6), date(2026, 4, 3)),  # the holiday does not prolong it
        (date(2026, 3, 31), date(2026, 3, 31)),  # the day of acceptance itself
    ],
)
def test_art50_is_decided_on_the_last_working_day_before_the_permission_ends(
    expires, last
):
    accepted = date(2026, 3, 31)
    days = renewal.days_to_decide(accepted, expires, CALENDAR)
    assert CALENDAR.due(accepted, days, "day").date == last
