"""Seals of ours, judged by a younger pyHanko in an environment of its own.

It shares no library with the server: script/bootstrap installs it for the tests.
"""

import json
import os
import subprocess
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.serialization import Encoding, pkcs12

from odoo.addons.yichuang_issuance.tools import certificate_page, round_seal, signing
from odoo.addons.yichuang_issuance.tools.key_ring import KeyRing
from odoo.addons.yichuang_issuance.tools.test_authority import TestAuthority

PROGRAM = Path(__file__).parents[2] / "script" / "validator" / "validate.py"
NAME, ORGAN = "测试县行政审批局行政许可专用章", "测试县行政审批局"
PICTURE = round_seal.svg(ORGAN, "行政许可专用章", mark="示例")


@pytest.fixture(scope="module")
def ring(tmp_path_factory):
    return KeyRing({}, tmp_path_factory.mktemp("keys"))


@pytest.fixture(scope="module")
def plain():
    return certificate_page.render(
        certificate_page.CertificatePage(
            title="食品经营许可证",
            number="测食证字〔2026〕0001号",
            identifier="1.2.156.3005.2.11100000000013338W011"
            ".11430000006122244L.20230000403.001.U",
            holder="示例申请人",
            holder_number="110105********002X",
            statement="经审查,准予示例申请人从事食品经营许可活动。",
            issuer=ORGAN,
            issued_on=date(2026, 11, 23),
            token="7MKPQ2XWRT9ABCDEFGHJ3456N",
            url="https://example.cn/verify/7MKPQ2XWRT9ABCDEFGHJ3456N",
            stamped=True,
        )
    )


@pytest.fixture(scope="module")
def sealed(ring, plain):
    key = ring.key("test", NAME, datetime.now(UTC))
    return signing.seal(plain, key, PICTURE, "颁发证照", ORGAN)


def judged(ring, data, folder, *options):
    """What the validator says of the only seal of a file."""
    file = folder / "file.pdf"
    file.write_bytes(data)
    done = subprocess.run(
        [
            os.environ["YICHUANG_VALIDATOR"],
            PROGRAM,
            file,
            ring.test_folder() / "root.pem",
            *options,
        ],
        capture_output=True,
        text=True,
        check=True,
    )
    [found] = json.loads(done.stdout)
    return found


def test_seal_holds_and_covers_the_whole_file(ring, sealed, tmp_path):
    found = judged(ring, sealed, tmp_path)
    assert found["holds"], found["problem"]
    assert found["intact"]
    assert found["trusted"]
    assert found["coverage"] == "ENTIRE_FILE"


def test_it_is_another_library_than_ours():
    version = "from importlib.metadata import version; print(version('pyhanko'))"
    theirs, ours = (
        subprocess.run(
            [python, "-c", version], capture_output=True, text=True, check=True
        ).stdout.split(".")
        for python in (os.environ["YICHUANG_VALIDATOR"], os.sys.executable)
    )
    assert [int(part) for part in theirs] > [int(part) for part in ours]


def test_eight_years_on_the_seal_still_holds(ring, sealed, tmp_path):
    later = datetime.now(UTC) + timedelta(days=8 * 365)
    found = judged(ring, sealed, tmp_path, "--moment", f"{later:%Y-%m-%d}")
    assert found["holds"], found["problem"]


def test_nothing_holds_when_the_time_stamp_has_run_out(ring, sealed, tmp_path):
    stamp, _key = TestAuthority(ring.test_folder()).stamping()
    after = stamp.not_valid_after_utc + timedelta(days=2)
    found = judged(ring, sealed, tmp_path, "--moment", f"{after:%Y-%m-%d}")
    assert not found["holds"]


def test_tampered_file_is_refused(ring, sealed, tmp_path):
    forged = bytearray(sealed)
    forged[2000] ^= 1
    found = judged(ring, bytes(forged), tmp_path)
    assert not found["holds"]
    assert not found.get("intact")


def test_page_drawn_over_is_refused(ring, sealed, tmp_path):
    from pyhanko.pdf_utils.content import RawContent
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter

    writer = IncrementalPdfFileWriter(BytesIO(sealed))
    over = RawContent(b"1 0 0 rg 0 0 200 200 re f")
    over.set_writer(writer)
    over.add_to_page(writer, 0)
    target = BytesIO()
    writer.write(target)
    found = judged(ring, target.getvalue(), tmp_path)
    assert not found["holds"]
    assert found.get("coverage") != "ENTIRE_FILE"


def test_key_that_was_revoked_before_is_refused(ring, plain, tmp_path):
    """The one who sealed had an old list; today's list tells."""
    name = "被吊销的章"
    now = datetime.now(UTC)
    key = ring.key("test", name, now)
    data = signing.seal(plain, key, PICTURE, "颁发证照", ORGAN)
    authority = TestAuthority(ring.test_folder())
    p12 = pkcs12.load_pkcs12(authority.key_file(name, now).read_bytes(), None)
    authority.revoke(p12.cert.certificate, now - timedelta(hours=1))
    options = []
    for number, found in enumerate(authority.revocation_lists(datetime.now(UTC))):
        file = tmp_path / f"{number}.crl"
        file.write_bytes(found.public_bytes(Encoding.DER))
        options += ["--list", file]
    found = judged(ring, data, tmp_path, *options)
    assert not found["holds"]


def test_key_that_had_run_out_is_refused(ring, plain, tmp_path):
    """Ours seals nothing with it, so the file is made by the library itself."""
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields, signers

    long_ago = datetime.now(UTC) - timedelta(days=800)
    TestAuthority(ring.test_folder()).key_file("旧章", long_ago, years=1)
    key = signing.test_key(ring.test_folder(), "旧章", long_ago)
    data = signers.sign_pdf(
        IncrementalPdfFileWriter(BytesIO(plain)),
        signers.PdfSignatureMetadata(
            field_name="Seal", subfilter=fields.SigSeedSubFilter.PADES
        ),
        signer=key.signer,
        timestamper=key.stamper,
    ).getvalue()
    found = judged(ring, data, tmp_path)
    assert not found["holds"]
