"""When a renewal is applied for and decided (行政许可法 Art. 50)."""

from datetime import date, timedelta

from odoo.addons.yichuang_catalog.tools.workdays import Workdays

from .licensing_law import RENEWAL_DAYS


def is_late(received: date, expires: date) -> bool:
    """Whether a renewal is applied for less than thirty calendar days before the last
    day of the permission. Late, it is handled all the same.

    >>> is_late(date(2026, 5, 1), date(2026, 5, 31))
    False
    >>> is_late(date(2026, 5, 2), date(2026, 5, 31))
    True
    """
    return (expires - received).days < RENEWAL_DAYS


def days_to_decide(accepted: date, expires: date, workdays: Workdays) -> int:
    """Calendar days from acceptance to the last working day on which a renewal can be
    decided: the permission ends on its day, working or not, so the period is not
    prolonged to the next working day.

    :param expires: the last day of the permission, not before ``accepted``
    """
    day = expires
    while day > accepted and not workdays.is_worked(day):
        day -= timedelta(days=1)
    return (day - accepted).days
