"""Seals on real files, checked by our own reader and by poppler's ``pdfsig``."""

import hashlib
import subprocess
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from cryptography.hazmat.primitives.serialization import pkcs12
from freezegun import freeze_time

from odoo.addons.yichuang_issuance.tools import (
    certificate_page,
    round_seal,
    seal_check,
    signing,
)
from odoo.addons.yichuang_issuance.tools.key_ring import KeyRing, NoKey
from odoo.addons.yichuang_issuance.tools.test_authority import NO_FORCE, TestAuthority

NAME = "测试县行政审批局行政许可专用章"
PAGE = certificate_page.CertificatePage(
    title="食品经营许可证",
    number="测食证字〔2026〕0001号",
    identifier="1.2.156.3005.2.11100000000013338W011.11430000006122244L"
    ".20230000403.001.U",
    holder="示例申请人",
    holder_number="110105********002X",
    statement="经审查,准予示例申请人从事食品经营许可活动。",
    issuer="测试县行政审批局",
    issued_on=date(2026, 11, 23),
    token="7MKPQ2XWRT9ABCDEFGHJ3456N",
    url="https://example.cn/verify/7MKPQ2XWRT9ABCDEFGHJ3456N",
    stamped=True,
)
PICTURE = round_seal.svg("测试县行政审批局", "行政许可专用章", mark="示例")


@pytest.fixture(scope="module")
def ring(tmp_path_factory):
    return KeyRing({}, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def plain():
    return certificate_page.render(PAGE)


@pytest.fixture(scope="module")
def sealed(ring, plain):
    return put_on(ring, plain)


def put_on(ring, plain, name=NAME, now=None):
    key = ring.key("test", name, now or datetime.now(UTC))
    return signing.seal(plain, key, PICTURE, "颁发证照", "测试县行政审批局")


def examine(ring, data, **options):
    return seal_check.examine(data, ring.roots(), ring.test_roots(), **options)


def pdfsig(data, tmp_path):
    file = tmp_path / "file.pdf"
    file.write_bytes(data)
    return subprocess.run(
        ["pdfsig", "-nocert", file], capture_output=True, text=True, check=False
    ).stdout


def test_seal_is_appended_and_rewrites_nothing(plain, sealed):
    assert sealed.startswith(plain)
    assert plain.count(b"%%EOF") == 1
    assert sealed.count(b"%%EOF") == 2


def test_who_sealed_what_when(ring, plain, sealed):
    [found] = examine(ring, sealed)
    assert found.verdict == "sound"
    assert found.organ == NAME
    assert found.reason == "颁发证照"
    assert found.stamped
    assert abs(found.sealed_at - datetime.now(UTC)) < timedelta(minutes=10)
    assert found.digest == hashlib.sha256(sealed).hexdigest()


def test_independent_validator_finds_the_whole_document_signed(sealed, tmp_path):
    told = pdfsig(sealed, tmp_path)
    assert "Signature is Valid" in told
    assert "Total document signed" in told
    assert "ETSI.CAdES.detached" in told


def test_test_authority_says_that_it_is_without_force(ring, sealed, tmp_path):
    [found] = examine(ring, sealed)
    assert found.without_force
    assert NO_FORCE in found.signer
    assert NO_FORCE in found.issuer
    assert NO_FORCE in pdfsig(sealed, tmp_path)


def test_flipped_byte_is_found(ring, sealed, tmp_path):
    forged = bytearray(sealed)
    forged[2000] ^= 1
    verdicts = {found.verdict for found in examine(ring, bytes(forged))}
    assert verdicts <= {"broken"}
    assert "Signature is Valid" not in pdfsig(bytes(forged), tmp_path)


def test_page_drawn_over_after_the_seal_is_found(ring, sealed, tmp_path):
    from io import BytesIO

    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    over = RawContent(b"1 0 0 rg 0 0 200 200 re f")
    over.set_writer(writer)
    over.add_to_page(writer, 0)
    target = BytesIO()
    writer.write(target)
    [found] = examine(ring, target.getvalue())
    assert found.verdict == "changed"
    assert found.digest == hashlib.sha256(sealed).hexdigest()
    assert "Total document signed" not in pdfsig(target.getvalue(), tmp_path)


def test_bytes_behind_the_end_are_found(ring, sealed):
    [found] = examine(ring, sealed + b"\n% and more\n")
    assert found.verdict == "changed"


def test_seal_of_an_authority_nobody_trusts(ring, plain, sealed, tmp_path):
    other = KeyRing({}, tmp_path)
    other.key("test", NAME, datetime.now(UTC))
    [found] = examine(other, sealed)
    assert found.verdict in ("untrusted", "unproven")


def test_eight_years_on_the_seal_still_holds(ring, sealed):
    later = datetime.now(UTC) + timedelta(days=8 * 365)
    with freeze_time(later):
        [found] = examine(ring, sealed, moment=later)
    assert found.verdict == "sound"


def test_revoked_key_seals_nothing(tmp_path, plain):
    ring = KeyRing({}, tmp_path)
    now = datetime.now(UTC)
    revoke(ring, now - timedelta(hours=1))
    with pytest.raises(signing.SealError, match="seal_failed"):
        put_on(ring, plain)


def test_seal_from_after_its_key_was_revoked_is_refused(tmp_path, plain):
    """The one who sealed had an old list; today's list tells."""
    ring = KeyRing({}, tmp_path)
    data = put_on(ring, plain)
    now = datetime.now(UTC)
    revoke(ring, now - timedelta(hours=1))
    lists = ring.test_lists(now)
    [found] = examine(ring, data, lists=lists)
    assert found.verdict == "revoked"


def test_seal_from_before_its_key_was_revoked_holds(tmp_path, plain):
    ring = KeyRing({}, tmp_path)
    data = put_on(ring, plain)
    later = datetime.now(UTC) + timedelta(days=30)
    revoke(ring, later)
    lists = ring.test_lists(later)
    [found] = examine(ring, data, lists=lists)
    assert found.verdict == "sound"


def revoke(ring, moment):
    authority = TestAuthority(ring.test_folder())
    file = authority.key_file(NAME, moment)
    found = pkcs12.load_pkcs12(file.read_bytes(), None)
    authority.revoke(found.cert.certificate, moment)


def test_expired_key_seals_nothing(tmp_path, plain):
    ring = KeyRing({}, tmp_path)
    now = datetime.now(UTC)
    authority = TestAuthority(ring.test_folder())
    long_ago = now - timedelta(days=400)
    authority.key_file(NAME, long_ago, years=1)
    key = signing.test_key(ring.test_folder(), NAME, long_ago)
    fresh = signing.test_key(ring.test_folder(), "别的章", now)
    with pytest.raises(signing.SealError):
        signing.seal(plain, replace(key, lists=fresh.lists), PICTURE, "颁发", "局")


def test_key_that_ran_out_is_replaced_by_the_test_authority(tmp_path):
    authority = TestAuthority(tmp_path / "authority")
    now = datetime.now(UTC)
    before = authority.key_file(NAME, now - timedelta(days=800), years=1).read_bytes()
    assert authority.key_file(NAME, now).read_bytes() != before


def test_page_without_a_place_is_not_sealed(ring):
    data = certificate_page.render(replace(PAGE, stamped=False))
    with pytest.raises(signing.SealError, match="no_place"):
        put_on(ring, data)


def test_place_is_on_the_sheet_wherever_the_text_left_it(plain):
    page, (left, bottom, right, top) = signing.place_of_seal(plain)
    assert page == 0
    assert right - left == pytest.approx(round_seal.SIDE_MM * 72 / 25.4)
    assert left >= 0
    assert bottom >= 0
    assert right <= 842
    assert top <= 596


@pytest.mark.parametrize("data", [b"", b"%PDF-1.7", b"<html>", b"%PDF-1.7\n%%EOF"])
def test_what_is_no_pdf_is_said_to_be_none(ring, data):
    with pytest.raises(seal_check.NotPdf):
        examine(ring, data)


def test_file_without_a_seal_has_no_findings(ring, plain):
    assert examine(ring, plain) == []


@pytest.mark.parametrize(
    ("settings", "message"),
    [
        ({}, "no_key"),
        ({"provider": "pkcs12", "file": "/nowhere"}, "key_not_whole"),
        ({"provider": "paper"}, "unknown_provider"),
    ],
)
def test_key_that_is_not_there_says_what_to_do(tmp_path, settings, message):
    sections = {"yichuang.key own": settings} if settings else {}
    with pytest.raises(NoKey, match=message):
        KeyRing(sections, tmp_path).key("own", NAME, datetime.now(UTC))


def test_configuration_file_names_keys_and_folder(tmp_path):
    conf = tmp_path / "odoo.conf"
    conf.write_text(
        "[options]\nworkers = 0\n[yichuang]\nkeys = /k\n"
        "[yichuang.key b]\nprovider = pkcs12\n[yichuang.key a]\nprovider = pkcs11\n"
    )
    ring = KeyRing.of(str(conf), "/data")
    assert ring.names() == ["a", "b", "test", "test-sm2"]
    assert str(ring.folder) == "/k"
    assert str(KeyRing.of(None, "/data").folder) == "/data/yichuang_keys"


def test_keys_are_for_the_server_alone(ring, sealed):
    for file in ring.test_folder().iterdir():
        if file.suffix in (".key", ".p12"):
            assert file.stat().st_mode & 0o077 == 0, file.name
