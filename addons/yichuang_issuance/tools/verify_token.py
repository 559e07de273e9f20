"""The random code under which a certificate can be checked by anybody.

It is all that stands between a stranger and the page of a certificate, so it is
drawn from the operating system's random source and carries 123 bits: 25 characters
of an alphabet without 0/O and 1/I/L, printed in five groups of five so that a person
without a camera can type it.

>>> token = new()
>>> len(token), token == compact(show(token).lower())
(25, True)
>>> is_valid("7MKPQ-2XWRT-9ABCD-EFGHJ-3456N")
True
>>> is_valid("../../etc/passwd")
False
"""

import secrets

ALPHABET = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"
LENGTH = 25
GROUP = 5


def new():
    """A fresh token."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def compact(text):
    """The token without the separators and small letters of a typed one.

    >>> compact(" 7mkpq-2xwrt ")
    '7MKPQ2XWRT'
    """
    return "".join(text.split()).replace("-", "").upper()


def show(token):
    """The token in groups, as printed on the certificate.

    >>> show("7MKPQ2XWRT9ABCDEFGHJ3456N")
    '7MKPQ-2XWRT-9ABCD-EFGHJ-3456N'
    """
    return "-".join(
        token[start : start + GROUP] for start in range(0, len(token), GROUP)
    )


def is_valid(text):
    """Whether the text can be a token at all; asked before any look-up."""
    token = compact(text)
    return len(token) == LENGTH and set(token) <= set(ALPHABET)
