"""ISO 7064 MOD 37,36: one check character over letters and digits (GB/T 17710).

The hybrid system of ISO/IEC 7064 with the alphabet 0–9, A–Z. It finds every single
mistyped character and nearly every swap of two neighbours.

>>> check_character("A12425GABC1234002")
'M'
>>> validate("A12425GABC1234002M")
'A12425GABC1234002M'
>>> is_valid("A12425GABC1234003M")
False
"""

from .exceptions import CodeError, InvalidChecksum, InvalidFormat, InvalidLength

ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
MODULUS = len(ALPHABET)


def check_character(text):
    """The character that makes ``text`` with it valid."""
    rest = MODULUS
    for character in text:
        rest = (rest + _value(character)) % MODULUS or MODULUS
        rest = rest * 2 % (MODULUS + 1)
    return ALPHABET[(1 - rest) % MODULUS]


def validate(text):
    """``text``, if its last character is the check character of the rest."""
    if len(text) < 2:
        raise InvalidLength("a checked text has two characters or more")
    for character in text:
        _value(character)
    if check_character(text[:-1]) != text[-1]:
        raise InvalidChecksum("the last character does not fit the others")
    return text


def is_valid(text):
    """Whether the last character is the check character of the rest."""
    try:
        return bool(validate(text))
    except CodeError:
        return False


def _value(character):
    value = ALPHABET.find(character)
    if value < 0:
        raise InvalidFormat(f"{character!r} is not one of 0–9, A–Z")
    return value
