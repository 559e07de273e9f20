"""When one can come by appointment: the slots of a day.

>>> [f"{slot:%H:%M}" for slot in slots(date(2026, 3, 2), [Opening(9, 10.5, 30, 2)])]
['09:00', '09:30', '10:00']
>>> capacity(datetime(2026, 3, 2, 9, 30), [Opening(9, 10.5, 30, 2)])
2
>>> capacity(datetime(2026, 3, 2, 10, 30), [Opening(9, 10.5, 30, 2)])
0
"""

from collections.abc import Iterable
from datetime import date, datetime, time, timedelta
from typing import NamedTuple

HOUR = 60


class Opening(NamedTuple):
    """Hours in which people come by appointment.

    :param start: hour of the day, 9.5 for half past nine
    :param end: when the last slot has ended
    :param minutes: how long a slot is
    :param places: how many people each slot takes
    """

    start: float
    end: float
    minutes: int
    places: int


def _begins(day: date, opening: Opening) -> Iterable[datetime]:
    midnight = datetime.combine(day, time())
    minute, last = round(opening.start * HOUR), round(opening.end * HOUR)
    while minute + opening.minutes <= last:
        yield midnight + timedelta(minutes=minute)
        minute += opening.minutes


def slots(day: date, openings: Iterable[Opening]) -> list[datetime]:
    """The moments of that day at which a slot begins, on the hall's clock."""
    return sorted({begin for row in openings for begin in _begins(day, row)})


def capacity(moment: datetime, openings: Iterable[Opening]) -> int:
    """How many people may come at that moment; 0 where no slot begins then."""
    return sum(row.places for row in openings if moment in _begins(moment.date(), row))
