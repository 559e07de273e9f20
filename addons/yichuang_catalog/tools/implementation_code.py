"""Implementation code (实施编码), 31 characters, and handling-item code (业务办理项编码), 33.

* 1–18: unified social credit code of the implementing organ
* 19: level of exercise (1 state … 6 village, 7 several levels)
* 20–31: basic code of the item
* 32–33, handling-item code only: sequence of the kind of handling (new, change,
  renewal, cancellation …)

Its only check character is the 18th.

>>> validate("11370800MB285591843370117002011")
'11370800MB285591843370117002011'
>>> split("11370800MB28559184337011505600001").sequence
'01'
>>> build("11370800MB28559184", "3", "370117002011")
'11370800MB285591843370117002011'
>>> build("11370800MB28559184", "3", "370115056000", "01")
'11370800MB28559184337011505600001'
>>> is_valid("11370800MB285591848370117002011")
False
"""

from typing import NamedTuple

from . import basic_code, uscc
from .exceptions import CodeError, InvalidComponent, InvalidFormat, InvalidLength

LEVELS = "1234567"


class ImplementationCode(NamedTuple):
    """The segments of an implementation or handling-item code."""

    organ: str
    level: str
    item: str
    sequence: str


def compact(number):
    """``number`` in upper case, without spaces and hyphens."""
    return uscc.compact(number)


def split(number):
    """The segments of a valid code; ``sequence`` is empty for 31 characters."""
    number = validate(number)
    return ImplementationCode(number[:18], number[18], number[19:31], number[31:])


def build(organ, level, item, sequence=""):
    """The code of ``item`` as the organ exercises it at ``level``.

    :raises CodeError: one of the parts is not valid
    """
    return validate(f"{uscc.compact(organ)}{level}{basic_code.compact(item)}{sequence}")


def validate(number):
    """The code in its compact form.

    :raises InvalidLength: neither 31 nor 33 characters
    :raises InvalidComponent: there is no such level, or item type
    :raises CodeError: the organ's credit code or the basic code is not valid
    """
    number = compact(number)
    if len(number) not in (31, 33):
        raise InvalidLength
    uscc.validate(number[:18])
    if number[18] not in LEVELS:
        raise InvalidComponent("there is no such level of exercise")
    basic_code.validate(number[19:31])
    if not all(digit in "0123456789" for digit in number[31:]):
        raise InvalidFormat
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
    return " ".join(part for part in split(number) if part)
