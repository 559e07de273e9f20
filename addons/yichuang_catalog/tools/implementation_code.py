"""Implementation code (实施编码, 31) and handling item code (业务办理项编码, 33).

What one organ does of one catalogue item:

* 1–18: Unified Social Credit Code of the implementing organ (see ``uscc``)
* 19: level at which it is exercised (GB/T 39046 A.2: 1 national, 2 provincial, 3 city,
  4 county, 5 township, 6 village, 7 graded)
* 20–31: basic code of the catalogue item (see ``basic_code``)
* 32–33: only in the handling item code: its number within the implementation (new,
  change, renewal …), 01–99

>>> build("11370800MB28559184", "3", "370115056000")
'11370800MB285591843370115056000'
>>> build("11370800MB28559184", "3", "370115056000", 1)
'11370800MB28559184337011505600001'
>>> parent("11370800MB28559184337011505600001")
'11370800MB285591843370115056000'
>>> read("11370800mb28559184 3 370115056000 01")
Parts(uscc='11370800MB28559184', level='3', basic_code='370115056000', handling='01')
>>> read("370115056000")
Parts(uscc='', level='', basic_code='370115056000', handling='')
>>> validate("11370800MB285591848370115056000")
Traceback (most recent call last):
    ...
InvalidComponent: there is no level 8
"""

from typing import NamedTuple

from . import basic_code, uscc
from .exceptions import CodeError, InvalidComponent, InvalidFormat, InvalidLength

LENGTH = 31
HANDLING_LENGTH = 33
LEVELS = frozenset("1234567")


class Parts(NamedTuple):
    uscc: str
    level: str
    basic_code: str
    handling: str


def compact(code):
    """The code without blanks and hyphens, in capital letters."""
    return uscc.compact(code)


def build(organ, level, basic, handling=None):
    """The code of these parts, each of them checked.

    :param organ: Unified Social Credit Code of the implementing organ
    :param level: level at which it is exercised, ``"1"`` to ``"7"``
    :param basic: basic code of the catalogue item
    :param handling: number of the handling item, for its 33-character code
    """
    code = f"{uscc.validate(organ)}{level}{basic_code.validate(basic)}"
    if handling is None:
        return validate(code)
    return validate(f"{code}{handling:02}")


def validate(code):
    """The compact code, if it is an implementation or a handling item code.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    code = compact(code)
    if len(code) not in (LENGTH, HANDLING_LENGTH):
        raise InvalidLength(
            f"{len(code)} characters where {LENGTH} or {HANDLING_LENGTH} are needed"
        )
    parts = split(code)
    uscc.validate(parts.uscc)
    if parts.level not in LEVELS:
        raise InvalidComponent(f"there is no level {parts.level}")
    basic_code.validate(parts.basic_code)
    if parts.handling and not parts.handling.isdecimal():
        raise InvalidFormat("the last two characters must be digits")
    if parts.handling == "00":
        raise InvalidComponent("handling items are numbered from 01")
    return code


def read(code):
    """The parts of a pasted code of 12, 31 or 33 characters; what a shorter code does
    not state is empty.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    code = compact(code)
    if len(code) == basic_code.LENGTH:
        return Parts("", "", basic_code.validate(code), "")
    return split(validate(code))


def is_valid(code):
    """Whether the code is an implementation or a handling item code."""
    try:
        return bool(validate(code))
    except CodeError:
        return False


def is_handling(code):
    """Whether the code is that of a handling item."""
    return len(compact(code)) == HANDLING_LENGTH


def parent(code):
    """The implementation code to which a handling item code belongs."""
    return compact(code)[:LENGTH]


def format(code):
    """The code with its parts apart."""
    return " ".join(part for part in split(code) if part)


def split(code):
    """The parts of the code."""
    code = compact(code)
    return Parts(code[:18], code[18:19], code[19:31], code[31:])
