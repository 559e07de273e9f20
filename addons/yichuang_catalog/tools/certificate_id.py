"""Identifier of an electronic certificate (电子证照标识, GB/T 36904-2018).

``1.2.156.3005.2`` . type . issuer . serial . version . check, where

* type (证照类型代码): USCC of the authority that defines the type, and three
  characters of its own numbering: 21
* issuer (颁发机构代码): USCC of the issuing body; a few live systems write the code of
  its division instead
* serial (流水号): letters and digits
* version (版本号): three digits, counting re-issues from 001 (000 is seen as well)
* check (校验位): ISO 7064 MOD 37,36 (GB/T 17710) over the parts from type to version,
  written without dots

Identifiers from live systems:

>>> for identifier in (
...     "1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U",
...     "1.2.156.3005.2.11100000000013338W009.11330105002500287C.2025052201.002.0",
...     "1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9",
... ):
...     parts = parse(identifier)
...     assert build(*parts) == identifier
>>> parts
Parts(type='11100000MB03271699022', issuer='340100', serial='000000016', version=1)
>>> validate("1.2.156.3005.2.11100000MB03271699022.340100.000000016.002.9")
Traceback (most recent call last):
    ...
InvalidChecksum: the check character does not fit the rest
"""

import re
from typing import NamedTuple

from . import mod37_36, uscc
from .exceptions import (
    CodeError,
    InvalidChecksum,
    InvalidComponent,
    InvalidFormat,
    InvalidLength,
)

ROOT = "1.2.156.3005.2"
TYPE_LENGTH = 21
LAST_VERSION = 999


class Parts(NamedTuple):
    type: str
    issuer: str
    serial: str
    version: int


def compact(identifier):
    """The identifier without blanks, in capital letters."""
    return re.sub(r"\s", "", identifier).upper()


def build(type, issuer, serial, version=1):
    """The identifier of these parts, with its check character.

    >>> build("11100000000013338W011", "11370800MB28559184", "2026000123")
    '1.2.156.3005.2.11100000000013338W011.11370800MB28559184.2026000123.001.X'
    """
    if not 0 <= version <= LAST_VERSION:
        raise InvalidComponent(f"there is no version {version}")
    parts = (type, issuer, serial, f"{version:03}")
    check = mod37_36.check_character("".join(parts))
    return validate(".".join((ROOT, *parts, check)))


def validate(identifier):
    """The compact identifier, if it is valid.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    identifier = compact(identifier)
    parse(identifier)
    return identifier


def is_valid(identifier):
    """Whether the identifier is valid."""
    try:
        return bool(validate(identifier))
    except CodeError:
        return False


def parse(identifier):
    """The parts of an identifier, which is checked.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    identifier = compact(identifier)
    if not identifier.startswith(f"{ROOT}."):
        raise InvalidFormat(f"it must begin with {ROOT}")
    fields = identifier.removeprefix(f"{ROOT}.").split(".")
    if len(fields) != 5:
        raise InvalidFormat("type, issuer, serial, version and check are needed")
    type_code, issuer, serial, version, check = fields
    if len(type_code) != TYPE_LENGTH:
        raise InvalidLength(f"the type has {TYPE_LENGTH} characters")
    uscc.validate(type_code[:18])
    if not serial or not issuer:
        raise InvalidLength("issuer and serial must not be empty")
    if len(issuer) == uscc.LENGTH:
        uscc.validate(issuer)
    elif not re.fullmatch(r"\d{6}|\d{9}|\d{12}", issuer):
        raise InvalidFormat("the issuer is neither a USCC nor a division")
    if not re.fullmatch(r"\d{3}", version):
        raise InvalidFormat("the version has three digits")
    if mod37_36.check_character("".join(fields[:4])) != check:
        raise InvalidChecksum("the check character does not fit the rest")
    return Parts(type_code, issuer, serial, int(version))


def format(identifier):
    """The identifier as it is printed."""
    return compact(identifier)
