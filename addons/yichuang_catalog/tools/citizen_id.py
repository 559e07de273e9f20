"""Citizen identity number (公民身份号码, GB 11643-1999).

The number of every citizen, and of holders of residence permits for people from Hong
Kong, Macao and Taiwan (81–83) and for foreigners (9…): 18 characters.

* 1–6: administrative division of the first registration (GB/T 2260)
* 7–14: date of birth
* 15–17: serial number, odd for men, even for women
* 18: check character 0–9 or X (ISO 7064 MOD 11-2)

Divisions come and go, and cards of abolished ones stay valid, so a division that no
table knows never makes a number invalid. No message repeats the number or tells what
would make it valid.

>>> validate("11010519491231002x")
'11010519491231002X'
>>> validate("110105194912310021")
Traceback (most recent call last):
    ...
InvalidChecksum: the last character does not fit the others
>>> validate("110105194902310028")
Traceback (most recent call last):
    ...
InvalidComponent: there is no such date of birth
>>> birth_date("11010519491231002X"), sex("11010519491231002X")
(datetime.date(1949, 12, 31), 'female')
>>> mask("11010519491231002X")
'110105********002X'
"""

import re
from datetime import date

from .exceptions import (
    CodeError,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)
from .workdays import hall_date

LENGTH = 18
WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
CHECK_CHARACTERS = "10X98765432"
OLDEST = 130
_PATTERN = re.compile(r"[1-9][0-9]{16}[0-9X]")


def compact(number):
    """The number without blanks and hyphens, with a capital X."""
    plain = number.translate(_HALF_WIDTH)
    return re.sub(r"[\s-]", "", plain).upper()


def validate(number, today=None):
    """The compact number, if it is a valid number of a living person.

    :param today: the day by which the age is judged, by default the hall's today
    :raises CodeError: one of its subclasses, saying what is wrong
    """
    number = compact(number)
    if len(number) != LENGTH:
        raise InvalidLength(f"{len(number)} characters where {LENGTH} are needed")
    if not _PATTERN.fullmatch(number):
        raise InvalidFormat("17 digits, then a digit or X are needed")
    born = birth_date(number)
    today = today or hall_date()
    if born > today:
        raise InvalidComponent("the date of birth has not come yet")
    if today.year - born.year > OLDEST:
        raise InvalidComponent("nobody born so long ago is alive")
    if number[-1] != check_character(number[:-1]):
        raise InvalidChecksum("the last character does not fit the others")
    return number


def is_valid(number, today=None):
    """Whether the number is valid."""
    try:
        return bool(validate(number, today))
    except CodeError:
        return False


def format(number):
    """The number in groups: division, birthday, serial number with check."""
    number = compact(number)
    return " ".join((number[:6], number[6:14], number[14:]))


def mask(number):
    """The number as it may be shown: without the birthday.

    Whatever has another length shows at most its first and last character.
    """
    number = compact(number)
    if len(number) == LENGTH:
        return f"{number[:6]}{'*' * 8}{number[14:]}"
    if len(number) < 4:
        return "*" * len(number)
    return f"{number[0]}{'*' * (len(number) - 2)}{number[-1]}"


def birth_date(number):
    """The date of birth in the number.

    :raises InvalidComponent: there is no such day
    """
    text = compact(number)[6:14]
    try:
        return date(int(text[:4]), int(text[4:6]), int(text[6:]))
    except ValueError:
        raise InvalidComponent("there is no such date of birth") from None


def sex(number):
    """``male`` or ``female``, by the serial number."""
    return "male" if int(compact(number)[16]) % 2 else "female"


def region(number):
    """Code of the division of the first registration; for information only."""
    return compact(number)[:6]


def check_character(number):
    """The 18th character for the first 17."""
    total = sum(
        int(digit) * weight for digit, weight in zip(number, WEIGHTS, strict=True)
    )
    return CHECK_CHARACTERS[total % 11]


# Full-width letters and digits, as some input methods give them.
_HALF_WIDTH = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
