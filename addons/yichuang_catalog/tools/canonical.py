"""Canonical JSON: one text, and so one hash, for one content.

The same content always gives the same bytes, whoever writes it and in whichever
order the keys were set. The form is that of RFC 8785 for what it allows: keys
sorted by code point, no spaces, UTF-8, no escapes but those JSON demands.

Allowed are dicts with text keys, lists, text, whole numbers, booleans, ``None``,
dates and moments (as ISO 8601 text; moments in UTC). Floats are refused, for their
text differs between languages: write an amount in cents or as text.

>>> canonical_text({"b": [1, True, None], "a": "受理"})
'{"a":"受理","b":[1,true,null]}'
>>> canonical_bytes({"day": date(2026, 2, 14)})
b'{"day":"2026-02-14"}'
>>> canonical_text({"fee": 0.1})
Traceback (most recent call last):
    ...
NotCanonical: a float has no canonical form: write whole units or text
"""

import json
from datetime import UTC, date, datetime

# Beyond this a number loses digits in JavaScript and so in other people's verifiers.
LARGEST_INTEGER = 2**53 - 1


class NotCanonical(ValueError):
    """The content has no canonical form."""


def canonical_text(content):
    """The canonical JSON text of ``content``.

    :raises NotCanonical: for floats, huge numbers and other kinds of objects
    """
    return json.dumps(
        _plain(content),
        ensure_ascii=False,
        allow_nan=False,
        sort_keys=True,
        separators=(",", ":"),
    )


def canonical_bytes(content):
    """The canonical JSON of ``content`` as UTF-8, ready to be hashed."""
    return canonical_text(content).encode()


def _plain(content):
    match content:
        case None | bool():
            return content
        case str():
            return _whole_text(content)
        case int():
            if abs(content) > LARGEST_INTEGER:
                raise NotCanonical(f"{content} is too large: write it as text")
            return int(content)
        case float():
            raise NotCanonical(
                "a float has no canonical form: write whole units or text instead of "
                f"{content}"
            )
        case datetime():
            return _moment_text(content)
        case date():
            return content.isoformat()
        case dict():
            return {_key(key): _plain(value) for key, value in content.items()}
        case list() | tuple():
            return [_plain(value) for value in content]
    raise NotCanonical(f"{type(content).__name__} has no canonical form")


def _key(key):
    if not isinstance(key, str):
        raise NotCanonical(f"a key must be text, not {key!r}")
    return _whole_text(key)


def _whole_text(text):
    """``text``, if every character of it can be written as UTF-8."""
    try:
        text.encode()
    except UnicodeEncodeError:
        raise NotCanonical(f"half a character in {text!r}") from None
    return str(text)


def _moment_text(moment):
    if moment.tzinfo is not None:
        moment = moment.astimezone(UTC).replace(tzinfo=None)
    return f"{moment.isoformat()}Z"
