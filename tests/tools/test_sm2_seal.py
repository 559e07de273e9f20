"""Files sealed with SM2 and SM3 are read, and what is wrong with them is found."""

from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import cms, pem
from sm2_authority import ORGAN, Holder

from odoo.addons.yichuang_catalog.tools import pdf_page
from odoo.addons.yichuang_issuance.tools import seal_check
from odoo.addons.yichuang_issuance.tools.key_ring import KeyRing


@pytest.fixture(scope="module")
def plain():
    return pdf_page.render("<p>准予行政许可决定书</p>", "")


@pytest.fixture(scope="module")
def sealed(plain, organ, middle):
    return organ.seal(plain, others=[middle], lists=[middle.revocation_list()])


def verdict(data, *roots, **options):
    trusted = [root.certificate for root in roots]
    [found] = seal_check.examine(data, trusted, [], **options)
    return found.verdict


def test_who_sealed_what_when(sealed, root):
    [found] = seal_check.examine(sealed, [root.certificate], [])
    assert found.verdict == "sound"
    assert found.signer == ORGAN
    assert found.issuer == "国密中级"
    assert found.reason == "颁发证照"
    assert not found.stamped
    assert abs(found.sealed_at - datetime.now(UTC)) < timedelta(minutes=10)


def test_roots_of_the_server_may_be_national(sealed, root, tmp_path):
    file = tmp_path / "roots.pem"
    file.write_bytes(pem.armor("CERTIFICATE", root.certificate.dump()))
    ring = KeyRing({"yichuang": {"roots": str(file)}}, tmp_path)
    [found] = seal_check.examine(sealed, ring.roots(), ring.test_roots())
    assert found.verdict == "sound"


def test_national_identifiers_are_read_as_well(plain, organ, middle, root):
    lists = [middle.revocation_list()]
    data = organ.seal(plain, others=[middle], lists=lists, national=True)
    assert verdict(data, root) == "sound"


def test_flipped_byte_is_found(sealed, root):
    forged = bytearray(sealed)
    forged[forged.index(b"stream") + 20] ^= 1
    assert verdict(bytes(forged), root) == "broken"


def test_what_was_added_is_found(sealed, root):
    assert verdict(sealed + b"\n% and more\n", root) == "changed"


def test_root_that_nobody_trusts(sealed, organ, middle, folder):
    other = Holder(folder, "国密根")
    other.certify(other, authority=True)
    assert verdict(sealed) == "untrusted"
    assert verdict(sealed, other) == "untrusted"


def test_key_that_was_taken_back(plain, organ, middle, root):
    lists = [middle.revocation_list(organ)]
    data = organ.seal(plain, others=[middle], lists=lists)
    assert verdict(data, root) == "revoked"


def test_without_a_list_nothing_is_proven(plain, organ, middle, root):
    data = organ.seal(plain, others=[middle])
    assert verdict(data, root) == "unproven"


def test_list_of_somebody_else_or_of_last_year_proves_nothing(
    plain, organ, middle, root, folder
):
    other = Holder(folder, "国密中级")
    root.certify(other, authority=True)
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(days=300)
    for lists in (
        [other.revocation_list()],
        [middle.revocation_list(moment=long_ago)],
        [root.revocation_list()],
    ):
        data = organ.seal(plain, others=[middle], lists=lists)
        assert verdict(data, root) == "unproven"


def test_key_that_has_run_out(sealed, root):
    later = datetime.now(UTC) + timedelta(days=500)
    assert verdict(sealed, root, moment=later) == "untrusted"


def test_whoever_has_a_certificate_is_no_authority(plain, organ, middle, root, folder):
    """The organ's own key vouches for nobody."""
    forger = organ.certify(Holder(folder, "冒名者"))
    lists = [organ.revocation_list()]
    data = forger.seal(plain, others=[organ, middle], lists=lists)
    assert verdict(data, root) == "untrusted"


def test_own_seals_are_written_as_before():
    """Reading the national identifiers changes none that are written."""
    assert cms.ContentType("signed_data").dotted == "1.2.840.113549.1.7.2"
    assert cms.ContentType("data").dotted == "1.2.840.113549.1.7.1"
    assert cms.ContentType("tst_info").dotted == "1.2.840.113549.1.9.16.1.4"
