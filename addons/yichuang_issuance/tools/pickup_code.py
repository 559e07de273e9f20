"""The code that finds a document at the exit window and shows that the collector
was sent by the applicant.

>>> code = new()
>>> len(code), compact(f" {code.lower()} ") == code
(6, True)
"""

import secrets

# No 0 O 1 I L: the code is read off paper or said on the telephone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6


def new():
    """A random code."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def compact(text):
    """What was typed, without separators and in upper case."""
    return "".join((text or "").split()).replace("-", "").upper()
