"""How long somebody may not apply again, 行政许可法 Art. 78 and 79.

>>> last_day(date(2026, 3, 2), "concealed")
datetime.date(2027, 3, 2)
>>> last_day(date(2024, 2, 29), "deceit")
datetime.date(2027, 2, 28)
>>> last_day(date(2026, 3, 2), "credit")
"""

from datetime import date

from odoo.addons.yichuang_catalog.tools.workdays import Workdays

from .licensing_law import CONCEALMENT_BAN_MONTHS, DECEIT_BAN_MONTHS

MONTHS = {"concealed": CONCEALMENT_BAN_MONTHS, "deceit": DECEIT_BAN_MONTHS}


def last_day(from_on: date, ground: str) -> date | None:
    """The last day of a ban that begins on ``from_on``, none where it lasts until it is
    lifted. It counts in months to the day of the same number (民法典 Art. 202) and ends
    on rest days too, for it is no period within which somebody acts."""
    months = MONTHS.get(ground)
    if not months:
        return None
    return Workdays((), {}).add_months(from_on, months, roll=False).date
