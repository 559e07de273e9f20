"""Mail numbers of couriers, checked before a document is entrusted to them.

International and EMS numbers follow UPU S10: two letters, eight digits and a check
digit, two letters of the country. Chinese domestic numbers are ten to twenty letters
and digits without a public check.

>>> problem("EE123456785CN"), problem("EE123456789CN")
('', 'mistyped')
>>> problem("1234567890123"), problem("12 34"), problem("顺丰1234567890")
('', 'short', 'strange')
"""

import re

_S10 = re.compile(r"[A-Z]{2}\d{9}[A-Z]{2}")
_DOMESTIC = re.compile(r"[A-Z0-9-]+")
WEIGHTS = (8, 6, 4, 2, 3, 5, 9, 7)
SHORTEST, LONGEST = 10, 20


def compact(text):
    """What was typed or scanned, without spaces and in upper case."""
    return "".join((text or "").split()).upper()


def problem(text):
    """What is wrong with a mail number: ``strange``, ``short``, ``mistyped``, or
    nothing."""
    number = compact(text)
    if not number or not _DOMESTIC.fullmatch(number):
        return "strange" if number else "short"
    if _S10.fullmatch(number):
        return "" if check_digit(number[2:10]) == int(number[10]) else "mistyped"
    return "" if SHORTEST <= len(number) <= LONGEST else "short"


def check_digit(serial):
    """Check digit of the eight digits of an S10 number.

    >>> check_digit("47312482")
    9
    """
    left = 11 - sum(int(d) * w for d, w in zip(serial, WEIGHTS, strict=True)) % 11
    return {10: 0, 11: 5}.get(left, left)
