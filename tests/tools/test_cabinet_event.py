"""Reports of a cabinet: signed, fresh, and nothing else is believed."""

import json

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from odoo.addons.yichuang_issuance.tools import cabinet_event
from odoo.addons.yichuang_issuance.tools.cabinet_event import Forged, Malformed

SECRET, MOMENT, NONCE, NOW = "示例柜密钥", "1790000000", "n" * 16, 1790000000
BODY = json.dumps(
    {"event": "picked_up", "delivery": "key", "at": NOW, "code": "AB2C3D", "door": "7"}
).encode()


def read(secret=SECRET, moment=MOMENT, nonce=NONCE, signed=None, body=BODY, now=NOW):
    signed = signed or cabinet_event.signature(secret, moment, nonce, body)
    return cabinet_event.read(SECRET, moment, nonce, signed, body, now)


def test_signed_report_is_read():
    assert read() == ("picked_up", "key", NOW, "AB2C3D", "7")


@given(st.binary(max_size=200))
def test_any_other_body_under_the_same_signature_is_forged(body):
    assume(body != BODY)
    signed = cabinet_event.signature(SECRET, MOMENT, NONCE, BODY)
    with pytest.raises(Forged):
        read(signed=signed, body=body)


@given(st.text(max_size=80), st.text(max_size=80), st.text(max_size=80))
def test_headers_of_nobody_are_forged(moment, nonce, signed):
    assume(signed)
    with pytest.raises(Forged):
        read(moment=moment, nonce=nonce, signed=signed)


@given(st.binary(max_size=300))
def test_signed_nonsense_is_malformed_and_never_an_error(body):
    try:
        read(body=body)
    except Malformed:
        return
    raise AssertionError("nonsense was read")


@given(st.integers(-1000, 1000))
def test_report_is_fresh_for_some_minutes(seconds):
    if abs(seconds) <= cabinet_event.TOLERANCE:
        assert read(now=NOW + abs(seconds)).at == NOW
    else:
        with pytest.raises(Forged):
            read(now=NOW + seconds)


@pytest.mark.parametrize(
    "change",
    [
        {"event": "opened"},
        {"delivery": ""},
        {"delivery": 7},
        {"at": NOW + 301},
        {"at": True},
        {"at": "now"},
        {"door": "x" * 65},
        {"door": "\x00"},
        {"delivery": "\ud800"},
    ],
)
def test_report_that_says_nothing_is_malformed(change):
    with pytest.raises(Malformed):
        read(body=json.dumps({**json.loads(BODY), **change}).encode())


def test_empty_secret_believes_nobody():
    with pytest.raises(Forged):
        cabinet_event.read(
            "",
            MOMENT,
            NONCE,
            cabinet_event.signature("", MOMENT, NONCE, BODY),
            BODY,
            NOW,
        )
