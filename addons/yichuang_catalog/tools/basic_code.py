"""Basic code of an item (基本编码), 12 digits, the same at every level.

* 1–2: division that set the item, 00 for the state, else the province (GB/T 2260)
* 3–4: item type (GB/T 39046 A.1)
* 5–6: line ministry
* 7–9: main item within type and ministry
* 10–12: sub-item, 000 for none

There is no check digit.

>>> validate("000123018000")
'000123018000'
>>> split("210223060000").ministry
'23'
>>> format("000123018000")
'00 01 23 018 000'
>>> is_valid("000023018000")
False
"""

import re
from typing import NamedTuple

from .exceptions import CodeError, InvalidComponent, InvalidFormat, InvalidLength

TYPES = re.compile(r"0[1-9]|1\d|2\d|99")


class BasicCode(NamedTuple):
    """The segments of a basic code."""

    division: str
    type: str
    ministry: str
    main: str
    sub: str


def compact(number):
    """``number`` without spaces and hyphens."""
    return "".join(number.split()).replace("-", "")


def split(number):
    """The segments of a valid code."""
    number = validate(number)
    return BasicCode(number[:2], number[2:4], number[4:6], number[6:9], number[9:])


def validate(number):
    """The code in its compact form.

    :raises InvalidLength: not 12 characters
    :raises InvalidFormat: something else than digits
    :raises InvalidComponent: there is no such item type
    """
    number = compact(number)
    if len(number) != 12:
        raise InvalidLength
    if not (number.isascii() and number.isdecimal()):
        raise InvalidFormat
    if not TYPES.fullmatch(number[2:4]):
        raise InvalidComponent("its digits 3 and 4 are not an item type")
    return number


def is_valid(number):
    """Whether the code is valid."""
    try:
        validate(number)
    except CodeError:
        return False
    return True


def format(number):  # noqa: A001
    """The code with a space between its segments."""
    return " ".join(split(number))
