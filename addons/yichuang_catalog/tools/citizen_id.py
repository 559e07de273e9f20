"""Citizen identity number (公民身份号码, GB 11643-1999).

18 characters: 6 digits division of the first registration, 8 digits date of birth,
3 digits serial (odd for men), 1 check character (ISO 7064 MOD 11-2, 0–9 or X).

The division is never a reason to refuse: divisions are founded and abolished, and
cards of residents from Hong Kong, Macao and Taiwan (81, 82, 83) and of foreigners
with permanent residence (9…) have their own.

>>> validate("11010519491231002x")
'11010519491231002X'
>>> validate("110105194912310021")
Traceback (most recent call last):
    ...
odoo.addons.yichuang_catalog.tools.exceptions.InvalidChecksum: its check character \
does not fit, so one character is mistyped
>>> birth_date("11010519491231002X")
datetime.date(1949, 12, 31)
>>> mask("11010519491231002X")
'110105********002X'
>>> format("11010519491231002X")
'110105 19491231 002X'
"""

from datetime import date

from .exceptions import (
    CodeError,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)
from .workdays import hall_date

WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST_YEARS = 130


def compact(number):
    """``number`` in upper case, without spaces and hyphens."""
    return "".join(number.split()).replace("-", "").upper()


def calc_check_character(number):
    """The 18th character for the first 17."""
    total = sum(
        weight * int(digit)
        for weight, digit in zip(WEIGHTS, number[:17], strict=True)
    )
    return CHECK_CHARACTERS[total % 11]


def birth_date(number):
    """The date of birth the number states.

    :raises InvalidComponent: there is no such day
    """
    digits = compact(number)[6:14]
    try:
        return date(int(digits[:4]), int(digits[4:6]), int(digits[6:]))
    except ValueError as error:
        raise InvalidComponent("there is no such date of birth") from error


def validate(number, today=None):
    """The number in its compact form.

    :param today: the day to judge the date of birth by, by default the hall's
    :raises InvalidLength: not 18 characters
    :raises InvalidFormat: something else than 17 digits and a digit or X
    :raises InvalidComponent: the date of birth is impossible, to come, or too long ago
    :raises InvalidChecksum: the check character does not fit
    """
    number = compact(number)
    if len(number) != 18:
        raise InvalidLength
    if not (number.isascii() and number[:17].isdecimal() and number[17] in "0123456789X"):
        raise InvalidFormat
    born, today = birth_date(number), today or hall_date()
    if born > today:
        raise InvalidComponent("the date of birth lies in the future")
    if today.year - born.year > OLDEST_YEARS:
        raise InvalidComponent("nobody is that old")
    if number[17] != calc_check_character(number):
        raise InvalidChecksum
    return number


def is_valid(number, today=None):
    """Whether the number is valid."""
    try:
        validate(number, today)
    except CodeError:
        return False
    return True


def format(number):  # noqa: A001
    """The number in three groups: division, date of birth, serial."""
    number = compact(number)
    return " ".join((number[:6], number[6:14], number[14:]))


def mask(number):
    """The number as screens show it: the date of birth hidden."""
    number = compact(number)
    return f"{number[:6]}********{number[14:]}" if len(number) == 18 else "*" * len(number)
