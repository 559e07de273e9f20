"""Seals put on with SM2 by a service outside, over a real connection: our reader and
OpenSSL agree about them, and what could not be proven later is never put on."""

import base64
import hashlib
import io
import json
import subprocess
from datetime import UTC, datetime, timedelta

import pytest
from asn1crypto import pem
from sign_server import TOKEN, SignServer
from sm2_authority import ORGAN, Holder

from odoo.addons.yichuang_catalog.tools import pdf_page
from odoo.addons.yichuang_issuance.tools import (
    round_seal,
    seal_check,
    signing,
    sm2_signature,
)
from odoo.addons.yichuang_issuance.tools.key_ring import KeyRing, NoKey
from odoo.addons.yichuang_issuance.tools.sm2_test_authority import Sm2TestAuthority
from odoo.addons.yichuang_issuance.tools.test_authority import NO_FORCE

NAME = f"{ORGAN}行政许可专用章"
PICTURE = round_seal.svg(ORGAN, "行政许可专用章")
SECTION = "yichuang.key licence-sm2"


@pytest.fixture(scope="module")
def plain():
    text = "准予行政许可决定书" * 200
    return pdf_page.render(f'<p>{text}</p><p id="seal">{ORGAN}</p>', "")


@pytest.fixture(scope="module")
def stamping(folder, root):
    return root.certify(Holder(folder, "国密时间戳"), usage="time_stamping")


@pytest.fixture(scope="module")
def running(folder, organ, middle, stamping):
    server = SignServer(folder, organ, stamping, middle.revocation_list())
    with server.running():
        yield server


@pytest.fixture
def server(running, organ, stamping, middle):
    """The service, answering truly again and asked nothing yet."""
    running.answers.clear()
    running.asked.clear()
    running.holder, running.stamping = organ, stamping
    running.lists = middle.revocation_list()
    return running


@pytest.fixture
def ring(server, folder, root, middle, organ):
    """The keys of a hall whose configuration names the service."""
    (folder / "roots.pem").write_bytes(armored(root))
    (folder / "licence.token").write_text(f"{TOKEN}\n")
    row = {
        "provider": "sm2_service",
        "url": f"{server.url}/sign",
        "key": "licence",
        "token_file": str(folder / "licence.token"),
        "trusted": str(server.trusted),
        "certificate": str(chained(folder, organ, middle)),
        "lists": f"{server.url}/list",
        "stamp": f"{server.url}/stamp",
        "timeout": "20",
    }
    own = {"roots": str(folder / "roots.pem")}
    return KeyRing({"yichuang": own, SECTION: row}, folder / "keys")


def armored(holder):
    return pem.armor("CERTIFICATE", holder.certificate.dump())


def chained(folder, *holders):
    file = folder / f"{holders[0].name}.cer"
    file.write_bytes(b"".join(map(armored, holders)))
    return file


def put_on(ring, plain, now=None):
    key = ring.key("licence-sm2", NAME, now or datetime.now(UTC))
    return signing.seal(plain, key, PICTURE, "颁发证照", ORGAN)


def examined(ring, data, **options):
    [found] = seal_check.examine(data, ring.roots(), ring.test_roots(), **options)
    return found


@pytest.fixture(scope="module")
def kept():
    """One sealed file for the tests that only read it."""
    return {}


@pytest.fixture
def sealed(kept, ring, plain):
    if not kept:
        kept["file"] = put_on(ring, plain)
    return kept["file"]


def message(data):
    """The signature in a file, and the bytes that it covers."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    [seal] = PdfFileReader(io.BytesIO(data)).embedded_regular_signatures
    start, length, second, rest = map(int, seal.byte_range)
    return seal, data[start : start + length] + data[second : second + rest]


def test_seal_is_appended_and_rewrites_nothing(sealed, plain):
    assert sealed.startswith(plain)
    assert sealed.count(b"%%EOF") == plain.count(b"%%EOF") + 1


def test_who_sealed_what_when(ring, sealed):
    found = examined(ring, sealed)
    assert (found.verdict, found.stamped) == ("sound", True)
    assert (found.signer, found.issuer) == (ORGAN, "国密中级")
    assert found.reason == "颁发证照"
    assert not found.without_force
    assert found.digest == hashlib.sha256(sealed).hexdigest()


def test_service_learns_a_digest_and_nothing_of_the_file(ring, server, plain):
    put_on(ring, plain)
    paths = [path for path, _headers, _body in server.asked]
    assert paths == ["/list", "/sign", "/stamp"]
    _path, headers, body = server.asked[1]
    assert headers["Authorization"] == f"Bearer {TOKEN}"
    asked = json.loads(body)
    assert set(asked) == {"key", "algorithm", "digest"}
    assert len(base64.b64decode(asked["digest"])) == 32


def test_openssl_verifies_seal_and_time_stamp(sealed, organ, stamping, folder):
    seal, covered = message(sealed)
    info = seal.signer_info
    (folder / "covered").write_bytes(covered)
    told = organ.openssl("dgst", "-sm3", "-binary", folder / "covered")
    [digest] = [
        each["values"][0].native
        for each in info["signed_attrs"]
        if each["type"].native == "message_digest"
    ]
    assert digest == told
    assert organ.verified(info["signed_attrs"].untag().dump(), info["signature"].native)
    assert not stamping.verified(
        info["signed_attrs"].untag().dump(), info["signature"].native
    )
    [stamp] = info["unsigned_attrs"]
    by = stamp["values"][0]["content"]["signer_infos"][0]
    assert stamping.verified(by["signed_attrs"].untag().dump(), by["signature"].native)
    (folder / "token").write_bytes(stamp["values"][0].dump())
    text = organ.openssl(
        *("ts", "-reply", "-in", folder / "token", "-token_in", "-text")
    ).decode()
    assert "Hash Algorithm: sm3" in text


def test_openssl_verifies_the_chain_and_the_list(sealed, root, organ, middle, tmp_path):
    seal, _covered = message(sealed)
    [vouching] = seal.other_embedded_certs
    assert is_vouched_for(seal.signer_cert, vouching, tmp_path)
    assert is_vouched_for(vouching, root.certificate, tmp_path)
    assert not is_vouched_for(seal.signer_cert, root.certificate, tmp_path)
    # OpenSSL 3.0 has no option for the signer's name in lists: by hand.
    found = seal.signed_data["crls"][0].chosen
    signed = found["tbs_cert_list"].dump()
    assert middle.verified(signed, found["signature"].native)


def is_vouched_for(certificate, issuer, folder):
    """Whether OpenSSL takes it for one that the issuer gave. It knows the signer's name
    for the last one of a chain only, so each step is asked by itself."""
    for name, each in (("mine", certificate), ("issuer", issuer)):
        (folder / name).write_bytes(pem.armor("CERTIFICATE", each.dump()))
    told = subprocess.run(
        [
            *("openssl", "verify", "-partial_chain", "-CAfile", folder / "issuer"),
            *("-vfyopt", "distid:1234567812345678", folder / "mine"),
        ],
        capture_output=True,
        text=True,
        check=False,
    )
    return told.stdout.strip().endswith("OK")


def test_digest_for_the_device_is_that_of_the_standard(organ):
    """GB/T 32918.2: what OpenSSL signs without having seen the message is a signature
    of the message."""
    words = "准予行政许可决定书".encode()
    point = organ.public["public_key"].native
    signature = organ.sign_digest(sm2_signature.digest(point, words))
    assert organ.verified(words, signature)
    assert not organ.verified(words + b"!", signature)


def test_device_may_give_the_bare_numbers(ring, server, plain, organ):
    class Bare:
        @staticmethod
        def sign_digest(digest):
            r, s = sm2_signature.decode_dss_signature(organ.sign_digest(digest))
            return r.to_bytes(32) + s.to_bytes(32)

    server.holder = Bare
    assert examined(ring, put_on(ring, plain)).verdict == "sound"


def test_flipped_byte_is_found(ring, sealed):
    forged = bytearray(sealed)
    forged[forged.index(b"stream") + 20] ^= 1
    assert examined(ring, bytes(forged)).verdict == "broken"


def test_what_was_added_is_found(ring, sealed):
    assert examined(ring, sealed + b"\n% and more\n").verdict == "changed"


def test_eight_years_on_the_seal_still_holds(ring, plain, server, folder, tmp_path):
    """The key has long run out; the stamped moment is what counts."""
    now = datetime.now(UTC).replace(microsecond=0)
    lasting = {"since": now - timedelta(days=1), "until": now + timedelta(days=7000)}
    root = Holder(tmp_path, "长根")
    root.certify(root, authority=True, **lasting)
    middle = root.certify(Holder(tmp_path, "长中级"), authority=True, **lasting)
    short = middle.certify(Holder(tmp_path, "短章"), until=now + timedelta(days=30))
    server.stamping = root.certify(
        Holder(tmp_path, "长时间戳"), usage="time_stamping", **lasting
    )
    server.holder, server.lists = short, middle.revocation_list()
    (folder / "roots.pem").write_bytes(armored(root))
    ring.settings[SECTION]["certificate"] = str(chained(tmp_path, short, middle))
    data = put_on(ring, plain)
    later = now + timedelta(days=8 * 365)
    assert examined(ring, data, moment=later).verdict == "sound"
    # One that nobody stamped is judged as of then.
    data = short.seal(plain, others=[middle], lists=[middle.revocation_list()])
    assert examined(ring, data).verdict == "sound"
    assert examined(ring, data, moment=later).verdict == "untrusted"


def test_without_a_time_stamp_nothing_is_sealed(ring, server, plain):
    server.answers["/stamp"] = 200, b"no stamp"
    with pytest.raises(signing.SealError, match="no_stamp"):
        put_on(ring, plain)


def test_stamp_of_somebody_nobody_trusts_proves_no_moment(ring, server, plain, folder):
    stranger = Holder(folder, "陌生根")
    stranger.certify(stranger, authority=True)
    server.stamping = stranger.certify(Holder(folder, "假时"), usage="time_stamping")
    with pytest.raises(signing.SealError, match="stamp_untrusted"):
        put_on(ring, plain)


def test_whoever_has_a_certificate_stamps_no_time(ring, server, plain, root, folder):
    server.stamping = root.certify(Holder(folder, "别的机关"))
    with pytest.raises(signing.SealError, match="stamp_untrusted"):
        put_on(ring, plain)


def test_answer_to_another_question_is_no_stamp(ring, server, plain, stamping):
    put_on(ring, plain)
    [old] = [body for path, _headers, body in server.asked if path == "/stamp"]
    server.answers["/stamp"] = 200, stamping.stamp(old)
    with pytest.raises(signing.SealError, match="stamp_of_other"):
        put_on(ring, plain)


def test_key_that_was_revoked_seals_nothing(ring, server, plain, middle, organ):
    server.lists = middle.revocation_list(organ)
    with pytest.raises(signing.SealError, match="key_revoked"):
        put_on(ring, plain)
    assert [path for path, *_rest in server.asked] == ["/list"]


def test_key_that_was_revoked_since_is_told(ring, sealed, middle, organ):
    """The one who sealed had an old list; today's list tells."""
    today = middle.revocation_list(organ).dump()
    assert examined(ring, sealed, lists=[today]).verdict == "revoked"
    later = datetime.now(UTC).replace(microsecond=0) + timedelta(days=30)
    after = middle.revocation_list(organ, moment=later).dump()
    found = examined(ring, sealed, lists=[after], moment=later)
    assert found.verdict == "sound"


def test_key_that_has_run_out_seals_nothing(ring, server, plain, middle, folder):
    now = datetime.now(UTC).replace(microsecond=0)
    old = middle.certify(
        Holder(folder, "旧章"),
        since=now - timedelta(days=800),
        until=now - timedelta(days=400),
    )
    server.holder = old
    ring.settings[SECTION]["certificate"] = str(chained(folder, old, middle))
    with pytest.raises(signing.SealError, match="key_out_of_date"):
        put_on(ring, plain)
    # Where the file is made all the same, the reader tells.
    data = old.seal(plain, others=[middle], lists=[middle.revocation_list()])
    assert examined(ring, data).verdict == "untrusted"


def test_list_that_is_not_of_today_is_none(ring, server, plain, middle):
    long_ago = datetime.now(UTC).replace(microsecond=0) - timedelta(days=300)
    server.lists = middle.revocation_list(moment=long_ago)
    with pytest.raises(signing.SealError, match="no_revocation_list"):
        put_on(ring, plain)


def test_root_that_nobody_trusts_seals_nothing(ring, plain, folder, tmp_path):
    other = Holder(tmp_path, "国密根")
    other.certify(other, authority=True)
    (folder / "roots.pem").write_bytes(armored(other))
    with pytest.raises(signing.SealError, match="key_untrusted"):
        put_on(ring, plain)


def test_device_with_another_key_is_found_out(ring, server, plain, folder):
    server.holder = Holder(folder, "别的钥匙")
    with pytest.raises(signing.SealError, match="other_key"):
        put_on(ring, plain)


@pytest.mark.parametrize(
    ("answer", "told"),
    [
        ((500, b""), "bad_status .*status=500"),
        ((302, b""), "bad_status .*status=302"),
        ((200, b"<html>"), "no_signature"),
        ((200, b'{"signature": 1}'), "no_signature"),
        ((200, b'{"signature": "AAAA"}'), "no_signature"),
        ((200, b" " * 70_000), "too_long"),
    ],
)
def test_service_that_fails_is_named(ring, server, plain, answer, told):
    server.answers["/sign"] = answer
    with pytest.raises(signing.SealError, match=told):
        put_on(ring, plain)


def test_service_that_does_not_know_us(ring, folder, plain):
    (folder / "licence.token").write_text("wrong")
    with pytest.raises(signing.SealError, match=r"bad_status .*status=401"):
        put_on(ring, plain)


def test_service_nobody_vouches_for_learns_nothing(ring, server, plain):
    del ring.settings[SECTION]["trusted"]
    with pytest.raises(signing.SealError, match="unreachable"):
        put_on(ring, plain)
    assert not server.asked


def test_service_that_is_away_is_named(ring, server, plain, tmp_path):
    with SignServer(tmp_path, None, None, None).running() as gone:
        address = gone.url
    ring.settings[SECTION]["url"] = f"{address}/sign"
    with pytest.raises(signing.SealError, match="unreachable service=sign_service"):
        put_on(ring, plain)


def test_service_elsewhere_is_reached_by_https_only(ring, plain):
    ring.settings[SECTION]["url"] = "http://sign.example.cn/sign"
    with pytest.raises(signing.SealError, match="not_https"):
        put_on(ring, plain)


@pytest.mark.parametrize("name", ["url", "key", "certificate", "lists", "stamp"])
def test_key_that_is_not_described_whole_says_what_lacks(ring, name):
    del ring.settings[SECTION][name]
    with pytest.raises(NoKey, match=f"key_not_whole.*{name}"):
        ring.key("licence-sm2", NAME, datetime.now(UTC))


# The authority for tests


@pytest.fixture(scope="module")
def own(tmp_path_factory):
    return KeyRing({}, tmp_path_factory.mktemp("own"))


def put_on_in_test(ring, plain, now=None):
    key = ring.key("test-sm2", NAME, now or datetime.now(UTC))
    return signing.seal(plain, key, PICTURE, "颁发证照", ORGAN)


def test_test_authority_says_that_it_is_without_force(own, plain):
    data = put_on_in_test(own, plain)
    found = examined(own, data, lists=own.test_lists(datetime.now(UTC)))
    assert (found.verdict, found.stamped, found.without_force) == ("sound",) + (
        True,
    ) * 2
    assert found.organ == NAME
    assert NO_FORCE in found.signer
    assert NO_FORCE in found.issuer


def test_openssl_takes_the_certificates_of_the_test_authority(own, tmp_path):
    authority = Sm2TestAuthority(own.sm2_test_folder())
    certificate, _sign = authority.signer(NAME, datetime.now(UTC))
    [issuing], root = authority.chain(), authority.root()
    assert is_vouched_for(certificate, issuing, tmp_path)
    assert is_vouched_for(issuing, root, tmp_path)
    assert not is_vouched_for(certificate, root, tmp_path)


def test_revoked_key_of_the_test_authority_seals_nothing(tmp_path, plain):
    ring = KeyRing({}, tmp_path)
    data = put_on_in_test(ring, plain)
    now = datetime.now(UTC)
    authority = Sm2TestAuthority(ring.sm2_test_folder())
    certificate, _sign = authority.signer(NAME, now)
    authority.revoke(certificate, now - timedelta(hours=1))
    with pytest.raises(signing.SealError, match="key_revoked"):
        put_on_in_test(ring, plain)
    found = examined(ring, data, lists=ring.test_lists(datetime.now(UTC)))
    assert found.verdict == "revoked"


def test_key_that_ran_out_is_replaced_by_the_test_authority(tmp_path):
    authority = Sm2TestAuthority(tmp_path / "authority")
    now = datetime.now(UTC)
    before = authority.signer(NAME, now - timedelta(days=800), years=1)
    after = authority.signer(NAME, now)
    assert before.certificate.dump() != after.certificate.dump()
    assert authority.signer(NAME, now).certificate.dump() == after.certificate.dump()


def test_keys_are_for_the_server_alone(own):
    own.key("test-sm2", NAME, datetime.now(UTC))
    for file in own.sm2_test_folder().iterdir():
        assert file.stat().st_mode & 0o077 == 0, file.name


def test_both_authorities_are_told_apart(own, plain):
    """A root with SM2 among the trusted does not hinder the seals of the other."""
    now = datetime.now(UTC)
    put_on_in_test(own, plain)
    other = signing.seal(plain, own.key("test", NAME, now), PICTURE, "颁发", ORGAN)
    found = examined(own, other, lists=own.test_lists(now))
    assert found.verdict == "sound"
    assert len(own.test_roots()) == 2


def test_signature_that_cannot_be_read_is_no_seal(own, plain):
    """A file made to make trouble gets an answer all the same."""
    data = put_on_in_test(own, plain)
    seal, _covered = message(data)
    serial = f"{seal.signer_cert.serial_number:X}".encode()
    # It names a certificate that is not in the file.
    head, named, tail = data.rpartition(serial)
    assert named
    found = examined(own, head + _other(serial) + tail)
    assert found.verdict == "broken"


def _other(digits):
    return digits[:-1] + (b"0" if digits.endswith(b"1") else b"1")
