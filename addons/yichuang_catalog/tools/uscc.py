"""Unified Social Credit Code (统一社会信用代码, GB 32100-2015).

The number of every legal person and organisation of China, 18 characters of
``0123456789ABCDEFGHJKLMNPQRTUWXY`` (no I, O, S, V, Z):

* 1: authority that registers it (1 机构编制, 5 民政, 9 市场监管, Y others …)
* 2: kind of body within that authority (11 机关, 12 事业单位, 91 企业, 92 个体户 …)
* 3–8: administrative division (GB/T 2260) of the authority
* 9–17: the body itself, its former organisation code (GB 11714) with check character
* 18: check character, weights 3^i modulo 31

The inner check character (17) is wrong in codes made from historic numbers, and some
authorities use divisions of their own: :func:`doubts` names such oddities, but they
make no code invalid.

>>> validate("11370800mb28559184")
'11370800MB28559184'
>>> validate("11370800MB28559185")
Traceback (most recent call last):
    ...
InvalidChecksum: the last character does not fit the others
>>> validate("1137O800MB28559184")
Traceback (most recent call last):
    ...
InvalidFormat: 'O' does not occur in these codes
>>> format("11370800MB28559184")
'11 370800 MB2855918 4'
>>> doubts("11370800MB28559184")
[]
"""

from .exceptions import CodeError, InvalidChecksum, InvalidFormat, InvalidLength

LENGTH = 18
ALPHABET = "0123456789ABCDEFGHJKLMNPQRTUWXY"
WEIGHTS = (1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28)
AUTHORITIES = frozenset("123456789ANY")
ORGANISATION_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
ORGANISATION_WEIGHTS = (3, 7, 9, 10, 5, 8, 4, 2)


def compact(number):
    """The number without blanks and hyphens, in half-width capital letters."""
    return _half_width(number).replace(" ", "").replace("-", "").upper()


def validate(number):
    """The compact number, if it is a valid code.

    :raises CodeError: one of its subclasses, saying what is wrong
    """
    number = compact(number)
    if len(number) != LENGTH:
        raise InvalidLength(f"{len(number)} characters where {LENGTH} are needed")
    for character in number:
        if character not in ALPHABET:
            raise InvalidFormat(f"{character!r} does not occur in these codes")
    if not number[2:8].isdecimal():
        raise InvalidFormat("characters 3 to 8, the division, must be digits")
    if number[-1] != check_character(number[:-1]):
        raise InvalidChecksum("the last character does not fit the others")
    return number


def is_valid(number):
    """Whether the number is a valid code."""
    try:
        return bool(validate(number))
    except CodeError:
        return False


def format(number):
    """The number in groups, as it is read aloud."""
    number = compact(number)
    return " ".join((number[:2], number[2:8], number[8:17], number[17:]))


def check_character(number):
    """The 18th character for the first 17 (GB 32100-2015, 4.6)."""
    total = sum(
        ALPHABET.index(character) * weight
        for character, weight in zip(number, WEIGHTS, strict=True)
    )
    return ALPHABET[-total % len(ALPHABET)]


def organisation_check_character(number):
    """The check character of an organisation code for its first 8 (GB 11714)."""
    total = sum(
        ORGANISATION_ALPHABET.index(character) * weight
        for character, weight in zip(number, ORGANISATION_WEIGHTS, strict=True)
    )
    return "0123456789X0"[-total % 11]


def doubts(number):
    """What is unusual about a valid number, without making it invalid.

    :return: list of ``authority`` and ``organisation``
    """
    number = validate(number)
    found = []
    if number[0] not in AUTHORITIES:
        found.append("authority")
    if organisation_check_character(number[8:16]) != number[16]:
        found.append("organisation")
    return found


def _half_width(text):
    """Full-width letters and digits, as some input methods give them, made plain."""
    return "".join(
        chr(ord(character) - 0xFEE0) if "！" <= character <= "～" else character
        for character in text.replace("\u3000", " ").strip()
    )
