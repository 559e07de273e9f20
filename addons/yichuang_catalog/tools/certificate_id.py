"""Identifier of an electronic certificate (电子证照标识, GB/T 36904).

``1.2.156.3005.2 . type . issuer . serial . version . check``:

* root: the object identifier of electronic certificates
* type (证照类型代码), 21 characters: credit code of the authority that defines the
  type, 3 digits sequence
* issuer (颁发机构代码): its credit code, in some systems a division code
* serial (流水号): digits and capital letters, as many as the issuer likes
* version: 3 digits, one more with every re-issue
* check: ISO 7064 MOD 37,36 over type, issuer, serial and version without the dots

>>> build("11100000000013338W011", "11430000006122244L", "20230000403", 1)
'1.2.156.3005.2.11100000000013338W011.11430000006122244L.20230000403.001.U'
>>> split("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.9").serial
'000000016'
>>> is_valid("1.2.156.3005.2.11100000MB03271699022.340100.000000016.001.8")
False
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
WORD = re.compile(r"[0-9A-Z]+")


class CertificateId(NamedTuple):
    """The parts of an identifier."""

    type: str
    issuer: str
    serial: str
    version: str
    check: str


def compact(number):
    """``number`` without spaces, in upper case."""
    return "".join(number.split()).upper()


def validate_type(code):
    """The type code (证照类型代码) in its compact form.

    :raises InvalidLength: not 21 characters
    :raises InvalidFormat: its last 3 characters are not digits
    :raises CodeError: the authority's credit code is not valid
    """
    code = compact(code)
    if len(code) != 21:
        raise InvalidLength
    uscc.validate(code[:18])
    if not re.fullmatch(r"[0-9]{3}", code[18:]):
        raise InvalidFormat
    return code


def build(type_code, issuer, serial, version):
    """The identifier of version ``version`` (1 to 999) of a certificate.

    :raises CodeError: one of the parts is not valid
    """
    if not 1 <= version <= 999:
        raise InvalidComponent("a version is a number from 1 to 999")
    parts = (validate_type(type_code), issuer, serial, f"{version:03}")
    check = mod37_36.calc_check_character("".join(parts))
    return validate(".".join((ROOT, *parts, check)))


def split(number):
    """The parts of a valid identifier."""
    return CertificateId(*validate(number).removeprefix(f"{ROOT}.").split("."))


def validate(number):
    """The identifier in its compact form.

    The type's credit code is not looked at: some authorities' codes predate
    GB 32100.

    :raises InvalidComponent: another root
    :raises InvalidLength: not five parts after it, or a part of a wrong length
    :raises InvalidFormat: a part with other characters than it may have
    :raises InvalidChecksum: the check character does not fit
    """
    number = compact(number)
    if not number.startswith(f"{ROOT}."):
        raise InvalidComponent("it does not begin with the root of certificates")
    parts = number.removeprefix(f"{ROOT}.").split(".")
    if len(parts) != 5:
        raise InvalidLength
    if not all(WORD.fullmatch(part) for part in parts):
        raise InvalidFormat
    type_code, _issuer, _serial, version, check = parts
    if len(type_code) != 21 or len(version) != 3 or len(check) != 1:
        raise InvalidLength
    if not version.isdecimal():
        raise InvalidFormat
    if mod37_36.calc_check_character("".join(parts[:4])) != check:
        raise InvalidChecksum
    return number


def is_valid(number):
    """Whether the identifier is valid."""
    try:
        validate(number)
    except CodeError:
        return False
    return True
