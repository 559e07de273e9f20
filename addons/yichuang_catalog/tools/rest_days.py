"""The shipped table of rest and make-up days, 2014–2026, from the official notices.

Each row is a day whose arrangement a notice names: ``date``, ``name`` of the holiday,
``is_off`` (1 a day of rest, 0 a day worked in its place) and the ``notice``. Weekends
and working days that no notice mentions are not listed.

>>> days = read_rest_days(SHIPPED)
>>> days[0].date, days[0].name, days[0].is_off, days[0].notice
(datetime.date(2014, 1, 1), '元旦', True, '国办发明电〔2013〕28号')
"""

import csv
from dataclasses import dataclass
from datetime import date
from pathlib import Path

from .workdays import Workdays

SHIPPED = Path(__file__).parents[1] / "data" / "rest_days_2014_2026.csv"


@dataclass(frozen=True, slots=True)
class RestDay:
    """One day named by a notice.

    :param notice: number of the notice (文号) that rules the day
    """

    date: date
    name: str
    is_off: bool
    notice: str


def read_rest_days(path):
    """The rows of a table of rest days, in its order."""
    with open(path, encoding="utf-8", newline="") as source:
        return [
            RestDay(
                date.fromisoformat(row["date"]),
                row["name"],
                row["is_off"] == "1",
                row["notice"],
            )
            for row in csv.DictReader(source)
        ]


def workdays_from(days):
    """The working-day table of rest days; their years count as announced."""
    days = list(days)
    return Workdays(
        {day.date.year for day in days},
        {day.date: not day.is_off for day in days},
        {day.date: day.name for day in days},
    )
