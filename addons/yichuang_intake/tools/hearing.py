"""The days of a hearing (听证), 行政许可法 Art. 47 and 48.

The day something is told on is not counted. The unit, ``workday`` or ``day``, is the
hall's setting: Art. 82 counts the organ's periods in working days, and a right told
of is not shortened by a holiday.
"""

from datetime import date

from odoo.addons.yichuang_catalog.tools.workdays import Due, Workdays

from .licensing_law import (
    HEARING_NOTICE_DAYS,
    HEARING_ORGANISE_DAYS,
    HEARING_REQUEST_DAYS,
)


def request_until(told_on: date, workdays: Workdays, unit: str = "workday") -> Due:
    """The last day on which a hearing may be requested (Art. 47)."""
    return workdays.due(told_on, HEARING_REQUEST_DAYS, unit)


def organise_until(requested_on: date, workdays: Workdays, unit: str = "workday"):
    """The last day on which a requested hearing is to be organised (Art. 47)."""
    return workdays.due(requested_on, HEARING_ORGANISE_DAYS, unit)


def earliest_day(notified_on: date, workdays: Workdays, unit: str = "workday"):
    """The first day a hearing notified on this day may be held (Art. 48)."""
    return workdays.due(notified_on, HEARING_NOTICE_DAYS, unit)
