"""The last day of a validity in months (民法典 Art. 202, 203)."""

from calendar import monthrange
from datetime import date, timedelta


def last_day(first_day, months):
    """The last day on which a certificate of that many months is valid.

    It is the day before the anniversary; where the month has no such day, the end of
    the month, which the anniversary would have been past.

    >>> last_day(date(2026, 11, 23), 60)
    datetime.date(2031, 11, 22)
    >>> last_day(date(2026, 8, 31), 6)
    datetime.date(2027, 2, 28)
    >>> last_day(date(2024, 2, 29), 12)
    datetime.date(2025, 2, 28)
    >>> last_day(date(2026, 3, 1), 12)
    datetime.date(2027, 2, 28)
    """
    index = first_day.year * 12 + first_day.month - 1 + months
    year, month = divmod(index, 12)
    month += 1
    end = monthrange(year, month)[1]
    if first_day.day > end:
        return date(year, month, end)
    return date(year, month, first_day.day) - timedelta(days=1)
