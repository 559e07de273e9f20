"""The code on a receipt that, beside its number, opens the public progress page."""

import secrets

# No 0 O 1 I L: the code is read off paper and typed on a phone.
ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 6


def new_code() -> str:
    """A random code, about 30 bits, guessed in practice only without rate limits.

    >>> len(new_code())
    6
    """
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def compact(text: str) -> str:
    """What was typed, without spaces and in upper case.

    >>> compact(" k7m 4qz ")
    'K7M4QZ'
    """
    return "".join((text or "").split()).upper()
