"""Unified social credit code (统一社会信用代码, GB 32100-2015).

18 characters of the alphabet ``0123456789ABCDEFGHJKLMNPQRTUWXY`` (no I, O, S, V, Z):

* 1: registering authority (1 organs' establishment office, 5 civil affairs,
  9 market regulation, Y other, and extensions)
* 2: kind of organisation within it
* 3–8: administrative division of the registration (GB/T 2260)
* 9–17: subject code, the former organisation code (GB 11714), whose last
  character is a check character of its own; old registrations break it, so it is
  only looked at where somebody asks (:func:`organisation_code_fits`)
* 18: check character: weights are the powers of 3 modulo 31

>>> validate("11370800MB28559184")
'11370800MB28559184'
>>> compact(" 11370800-mb28559184 ")
'11370800MB28559184'
>>> validate("11370800MB28559185")
Traceback (most recent call last):
    ...
odoo.addons.yichuang_catalog.tools.exceptions.InvalidChecksum: its check character \
does not fit, so one character is mistyped
>>> is_valid("TE5116020105116050")
False
>>> calc_check_character("11370800MB2855918")
'4'
>>> format("11370800MB28559184")
'11370800 MB2855918 4'
"""

from .exceptions import CodeError, InvalidChecksum, InvalidFormat, InvalidLength

ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
WEIGHTS = tuple(pow(3, place, 31) for place in range(17))
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def compact(number):
    """``number`` in upper case, without spaces and hyphens."""
    return "".join(number.split()).replace("-", "").upper()


def calc_check_character(number):
    """The 18th character for the first 17."""
    total = sum(
        weight * ALPHABET.index(character)
        for weight, character in zip(WEIGHTS, number[:17], strict=True)
    )
    return ALPHABET[-total % 31]


def validate(number):
    """The code in its compact form.

    :raises InvalidLength: not 18 characters
    :raises InvalidFormat: a character outside the alphabet, or a letter in the division
    :raises InvalidChecksum: the check character does not fit
    """
    number = compact(number)
    if len(number) != 18:
        raise InvalidLength
    if set(number) - set(ALPHABET) or not number[2:8].isdecimal():
        raise InvalidFormat
    if number[17] != calc_check_character(number):
        raise InvalidChecksum
    return number


def is_valid(number):
    """Whether the code is valid."""
    try:
        validate(number)
    except CodeError:
        return False
    return True


def format(number):  # noqa: A001
    """The code in three groups: authority and division, subject, check character."""
    number = compact(number)
    return " ".join((number[:8], number[8:17], number[17:]))


def organisation_code_fits(number):
    """Whether the subject code's own check character fits (GB 11714).

    Old registrations break it: a reason to look twice, never to refuse.
    """
    code = compact(number)[8:17]
    total = sum(
        weight * ORGANISATION_ALPHABET.index(character)
        for weight, character in zip(ORGANISATION_WEIGHTS, code[:8], strict=True)
    )
    check = 11 - total % 11
    return code[8] == {10: "X", 11: "0"}.get(check, str(check))
