"""Basic code of a catalogue item (基本编码): 12 digits without check digit.

* 1–2: where the item was set: 00 nationally, else the province (GB/T 2260)
* 3–4: type of item (GB/T 39046 A.1: 01 licence … 10 other powers, 20 public service)
* 5–6: line ministry (主管部门)
* 7–9: main item within type and ministry
* 10–12: sub-item, 000 for none

>>> split("000123018000")
Parts(origin='00', item_type='01', ministry='23', main='018', sub='000')
>>> validate("0001 2301 8000")
'000123018000'
>>> is_valid("000023018000")
False
>>> format("442199806003")
'44-21-99-806-003'
"""

import re
from typing import NamedTuple

from .exceptions import CodeError, InvalidComponent, InvalidFormat, InvalidLength

LENGTH = 12


class Parts(NamedTuple):
    origin: str
    item_type: str
    ministry: str
    main: str
    sub: str


def compact(code):
    """The code without blanks and hyphens."""
    return re.sub(r"[\s-]", "", code)


def validate(code):
    """The compact code, if it is a basic code.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    code = compact(code)
    if len(code) != LENGTH:
        raise InvalidLength(f"{len(code)} digits where {LENGTH} are needed")
    if not re.fullmatch("[0-9]+", code):
        raise InvalidFormat("only digits are allowed")
    item_type = split(code).item_type
    if not ("01" <= item_type <= "29" or item_type == "99"):
        raise InvalidComponent(f"there is no item type {item_type}")
    return code


def is_valid(code):
    """Whether the code is a basic code."""
    try:
        return bool(validate(code))
    except CodeError:
        return False


def format(code):
    """The code with its parts apart."""
    return "-".join(split(code))


def split(code):
    """The parts of the code."""
    code = compact(code)
    return Parts(code[:2], code[2:4], code[4:6], code[6:9], code[9:])
