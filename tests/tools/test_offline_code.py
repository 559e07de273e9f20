"""Codes that prove a certificate offline, read by ours and by the stand-alone tool."""

import base64
import json
import subprocess
import sys
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import qr
from odoo.addons.yichuang_issuance.tools import (
    offline_code,
    rate_limit,
    verify_certificate,
    verify_token,
)

WORDS = st.text(st.characters(codec="utf-8"), max_size=30)
DAYS = st.dates(date(1980, 1, 1), date(2120, 1, 1))
FACTS = st.builds(
    offline_code.Facts, WORDS, WORDS, WORDS, WORDS, DAYS, st.none() | DAYS
)
TOKEN = "7MKPQ2XWRT9ABCDEFGHJ3456N"
SAMPLE = offline_code.Facts(
    "食品经营许可证",
    "示食证字〔2026〕0001号",
    "何**（示例）",
    "示范县行政审批服务局",
    date(2026, 11, 23),
    date(2031, 11, 22),
)


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return tmp_path_factory.mktemp("verify")


def text(folder, facts=SAMPLE, token=TOKEN):
    code = offline_code.sign(offline_code.current_key(folder), token, facts)
    return offline_code.url("https://hall.example.gov.cn", token, code)


def published(folder):
    return {
        offline_code.key_id(key): key for key in offline_code.published_keys(folder)
    }


@settings(max_examples=60, deadline=None)
@given(facts=FACTS)
def test_ours_and_the_stand_alone_reader_agree(folder, facts):
    code = text(folder, facts)
    assert offline_code.read(published(folder), TOKEN, code.split("/")[-1]) == facts
    words = verify_certificate.verify(offline_code.key_set(folder), code)
    assert list(words.values()) == [
        facts.title,
        facts.number,
        facts.holder,
        facts.issuer,
        str(facts.issued_on),
        str(facts.valid_until or "长期"),
    ]


@settings(max_examples=150, deadline=None)
@given(place=st.integers(0, 10_000), change=st.integers(1, 255))
def test_no_changed_byte_is_believed(folder, place, change):
    base, token, code = text(folder).rsplit("/", 2)
    data = bytearray(base64.b32decode(code + "=" * (-len(code) % 8)))
    data[place % len(data)] ^= change
    forged = base64.b32encode(bytes(data)).decode().rstrip("=")
    for refuse in (
        lambda: offline_code.read(published(folder), token, forged),
        lambda: verify_certificate.verify(
            offline_code.key_set(folder), f"{base}/{token}/{forged}"
        ),
    ):
        try:
            found = refuse()
        except (offline_code.NotGenuine, verify_certificate.NotGenuine):
            continue
        # The tag and the empty unprotected part are not signed and say nothing.
        assert "示食证字〔2026〕0001号" in str(found)


def test_code_of_another_certificate_does_not_fit(folder):
    code = text(folder).replace(TOKEN, "A" * 25)
    with pytest.raises(verify_certificate.NotGenuine):
        verify_certificate.verify(offline_code.key_set(folder), code)


def test_code_of_another_hall_does_not_fit(folder, tmp_path):
    with pytest.raises(verify_certificate.NotGenuine):
        verify_certificate.verify(offline_code.key_set(tmp_path), text(folder))


def test_retired_key_still_verifies(tmp_path):
    code = text(tmp_path)
    key = offline_code.current_key(tmp_path)
    (tmp_path / "1.key").rename(tmp_path / "0.old")
    from cryptography.hazmat.primitives import serialization

    (tmp_path / "1.pub").write_bytes(
        key.public_key().public_bytes(
            serialization.Encoding.PEM, serialization.PublicFormat.SubjectPublicKeyInfo
        )
    )
    assert text(tmp_path) != code
    keys = offline_code.key_set(tmp_path)
    assert len(keys) == 2
    assert verify_certificate.verify(keys, code)["证照名称"] == SAMPLE.title


@pytest.mark.parametrize("junk", ["", "/", "A/B", "HTTPS://X/VERIFY/A/1890", "甲/乙"])
def test_junk_is_refused_in_words(folder, junk):
    with pytest.raises(verify_certificate.NotGenuine):
        verify_certificate.verify(offline_code.key_set(folder), junk)


def test_tool_runs_alone(folder, tmp_path):
    keys = tmp_path / "keys.json"
    keys.write_text(json.dumps({"keys": offline_code.key_set(folder)}))
    command = [sys.executable, "-I", Path(verify_certificate.__file__), keys]
    good = subprocess.run(
        [*command, text(folder)], capture_output=True, text=True, check=False
    )
    assert good.returncode == 0
    assert SAMPLE.number in good.stdout
    bad = subprocess.run(
        [*command, text(folder)[:-4]], capture_output=True, text=True, check=False
    )
    assert bad.returncode == 1
    assert "NOT GENUINE" in bad.stdout


def test_code_is_small_enough_for_a_phone(folder):
    """At 28 mm and 0.4 mm a module, version 13 (69 modules) is the largest."""
    assert len(qr.modules(text(folder), quiet_zone=0)) <= 69


def test_ten_thousand_guesses_get_nowhere():
    limit = rate_limit.RateLimit(burst=60, per_minute=60)
    answered = sum(limit.allows("guesser", moment / 100) for moment in range(10_000))
    assert answered <= 60 + 100
    # Were all answered: one in 2**123 codes of a million certificates is hit.
    tries, certificates = 10_000, 10**6
    codes = len(verify_token.ALPHABET) ** verify_token.LENGTH
    assert tries * certificates / codes < 1e-26


def test_flood_of_addresses_does_not_fill_the_memory():
    limit = rate_limit.RateLimit(burst=1, per_minute=0)
    for address in range(2 * rate_limit.MOST_ADDRESSES):
        limit.allows(str(address), 0)
    assert len(limit._buckets) <= rate_limit.MOST_ADDRESSES
