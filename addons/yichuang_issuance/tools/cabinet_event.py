"""What a self-service cabinet reports, and whether it may be believed.

A report is a small JSON body and three headers: the moment of sending, a nonce that is
used once, and HMAC-SHA-256 over moment, nonce and body with the secret of the cabinet.
Nothing in it can be changed, an old one is known as old and a repeated one by its
nonce.

>>> body = b'{"event":"expired","at":1000,"delivery":"k"}'
>>> signed = signature("secret", "1000", "nonce-of-a-report", body)
>>> read("secret", "1000", "nonce-of-a-report", signed, body, now=1010).event
'expired'
>>> read("secret", "1000", "nonce-of-a-report", signed, body, now=9999)
Traceback (most recent call last):
...
odoo.addons.yichuang_issuance.tools.cabinet_event.Forged: stale
"""

import hmac
import json
import re
from typing import NamedTuple

from odoo.addons.yichuang_intake.tools import notice

MOST_BYTES = 4096
TOLERANCE = 300
"""Seconds that the clocks of hall and cabinet may differ, the way included."""

EVENTS = ("picked_up", "expired")
_NONCE = re.compile(r"[A-Za-z0-9_-]{16,64}")
_MOMENT = re.compile(r"[0-9]{1,12}")


class Forged(ValueError):
    """The report is not one of the cabinet, or not a fresh one."""


class Malformed(ValueError):
    """The cabinet sent it, but it says nothing that can be understood."""


class Report(NamedTuple):
    """What happened in the cabinet.

    :param event: ``picked_up`` or ``expired``
    :param delivery: the key that was given with the document
    :param at: seconds since 1970 when it happened
    :param code: the one-time code that was typed; empty for ``expired``
    :param door: which door, in the cabinet's words
    """

    event: str
    delivery: str
    at: int
    code: str
    door: str


def signature(secret: str, moment: str, nonce: str, body: bytes) -> str:
    """The signature of a report, as it stands in its header."""
    return notice.signature(secret, f"{moment}.{nonce}", body)


def read(secret, moment, nonce, signed, body, now) -> Report:
    """The report, once it is known to come from the cabinet just now.

    :param now: seconds since 1970
    :raises Forged: wrong signature, or not of this moment
    :raises Malformed: signed well, but not a report
    """
    if not secret or not _MOMENT.fullmatch(moment) or not _NONCE.fullmatch(nonce):
        raise Forged("headers")
    expected = signature(secret, moment, nonce, body)
    if not hmac.compare_digest(expected.encode(), signed.encode()):
        raise Forged("signature")
    if abs(now - int(moment)) > TOLERANCE:
        raise Forged("stale")
    return _parsed(body, now)


def _is_text(text):
    """Whether it is a short line that can be stored: no control characters."""
    return isinstance(text, str) and len(text) <= 64 and text.isprintable()


def _parsed(body, now):
    try:
        told = json.loads(body)
    except (ValueError, RecursionError) as error:
        raise Malformed("not JSON") from error
    if not isinstance(told, dict):
        raise Malformed("not an object")
    texts = {name: told.get(name, "") for name in ("event", "delivery", "code", "door")}
    if not all(map(_is_text, texts.values())):
        raise Malformed("texts")
    at = told.get("at")
    # A report may come late, when the line was down, but not from the future.
    if isinstance(at, bool) or not isinstance(at, int) or not 0 < at <= now + TOLERANCE:
        raise Malformed("at")
    if texts["event"] not in EVENTS or not texts["delivery"]:
        raise Malformed("event")
    return Report(at=at, **texts)
