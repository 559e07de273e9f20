"""Number on the receipt (收件凭证): ``HALL-YYMMDD-NNNN-c``.

Short enough to be read out and keyed in at any window:

* HALL: short code of the hall, 1 to 8 letters or digits
* YYMMDD: the day of receipt
* NNNN: serial number of that day, from 0001; more digits when a day needs them
* c: check character, ISO 7064 MOD 37,36 over the rest without hyphens, so that a
  mistyped number is noticed at once

>>> build("SFX", date(2026, 2, 12), 7)
'SFX-260212-0007-1'
>>> validate("sfx 260212 0007 1")
'SFX-260212-0007-1'
>>> is_valid("SFX-260212-0008-1")
False
>>> parse("SFX-260212-0007-1")
Parts(hall='SFX', day=datetime.date(2026, 2, 12), serial=7)
"""

import re
from datetime import date
from typing import NamedTuple

from . import mod37_36
from .exceptions import (
    CodeError,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
)

_PATTERN = re.compile(
    r"([A-Z0-9]{1,8})[- ]([0-9]{6})[- ]([0-9]{4,6})[- ]([A-Z0-9])", re.ASCII
)


class Parts(NamedTuple):
    hall: str
    day: date
    serial: int


def compact(number):
    """The number in capital letters, its parts separated by single hyphens."""
    return re.sub(r"[\s\-－—–]+", "-", number.strip()).upper()


def build(hall, day, serial):
    """The number of the ``serial``-th receipt of ``day`` in the hall."""
    if not 1 <= serial <= 999_999:
        raise InvalidComponent(f"there is no serial number {serial}")
    parts = (hall.upper(), f"{day:%y%m%d}", f"{serial:04}")
    check = mod37_36.check_character("".join(parts))
    return validate("-".join((*parts, check)))


def validate(number):
    """The number in its normal form, if it is valid.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    number = compact(number)
    parse(number)
    return number


def is_valid(number):
    """Whether the number is valid."""
    try:
        return bool(validate(number))
    except CodeError:
        return False


def parse(number):
    """The parts of a number, which is checked.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    found = _PATTERN.fullmatch(compact(number))
    if not found:
        raise InvalidFormat("expected the form HALL-YYMMDD-NNNN-c")
    hall, day, serial, check = found.groups()
    if mod37_36.check_character(hall + day + serial) != check:
        raise InvalidChecksum("the check character does not fit: a slip of the hand")
    try:
        received_on = date(2000 + int(day[:2]), int(day[2:4]), int(day[4:]))
    except ValueError:
        raise InvalidComponent(f"there is no day {day}") from None
    if not int(serial):
        raise InvalidComponent("serial numbers begin with 1")
    return Parts(hall, received_on, int(serial))


def format(number):
    """The number as it is printed."""
    return compact(number)
