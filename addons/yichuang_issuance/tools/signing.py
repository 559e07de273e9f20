"""Putting an organ's seal on a finished PDF: PAdES B-LT, and nothing after it.

What signs is told by a :class:`Key`, so that a licensed authority's file or device, or
the authority for tests, are all the same to the rest; ``sm2_signing`` has the one for
SM2 and SM3. The seal is put on last: one
revision appended to the file as it was rendered, which certifies that nothing may
change any more and carries the proofs (time stamp, revocation lists) with which it can
be checked years later without asking anybody (ETSI EN 319 142-1, level B-LT).
"""

import io
import logging
import tempfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from odoo.addons.yichuang_catalog.tools import pdf_page

from . import round_seal
from .sm2_signing import RefusedError, Sm2Key
from .sm2_test_authority import Sm2TestAuthority
from .test_authority import TestAuthority

# Offline the proofs come from the lists at hand, and the library warns of nothing else.
logging.getLogger("pyhanko.sign.signers.pdf_signer").setLevel(logging.ERROR)

PLACE = "seal"
"""Id of the element in the page whose place is the middle of the seal."""

POINTS_PER_MM = 72 / 25.4


class SealError(pdf_page.RenderError):
    """The seal could not be put on; the file is not given out without it."""


class Look(NamedTuple):
    """How a seal stands on the sheet, and what is said with it.

    :param page: number of the page
    :param box: in points
    :param style: the picture, as pyHanko takes it
    :param reason: what it is put on for
    """

    page: int
    box: tuple[float, ...]
    style: object
    reason: str
    organ: str
    field: str = "Seal"


@dataclass
class Key:
    """What is needed to sign with one seal.

    :param signer: pyHanko's signer, which may be a file or a device
    :param stamper: pyHanko's client of the body that stamps the time
    :param roots: certificates trusted for the proofs that are put into the file
    :param lists: revocation lists at hand, as DER
    :param fetch: whether further proofs may be fetched from the authority
    """

    signer: object
    stamper: object
    roots: list
    lists: list[bytes] = field(default_factory=list)
    fetch: bool = False

    def put_on(self, data: bytes, look: Look) -> bytes:
        """The file with this seal on it."""
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign import fields, signers

        signer = signers.PdfSigner(
            self._metadata(look),
            self.signer,
            timestamper=self.stamper,
            stamp_style=look.style,
            new_field_spec=fields.SigFieldSpec(
                look.field, on_page=look.page, box=look.box
            ),
        )
        return signer.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(data))).getvalue()

    def _metadata(self, look):
        from pyhanko.sign import fields, signers
        from pyhanko.sign.signers.pdf_signer import (
            DSSContentSettings,
            SigDSSPlacementPreference,
        )
        from pyhanko_certvalidator import ValidationContext

        return signers.PdfSignatureMetadata(
            field_name=look.field,
            md_algorithm="sha256",
            reason=look.reason,
            location=look.organ,
            subfilter=fields.SigSeedSubFilter.PADES,
            embed_validation_info=True,
            validation_context=ValidationContext(
                trust_roots=self.roots,
                crls=self.lists,
                allow_fetching=self.fetch,
                revocation_mode="require",
            ),
            certify=True,
            docmdp_permissions=fields.MDPPerm.NO_CHANGES,
            dss_settings=DSSContentSettings(
                placement=SigDSSPlacementPreference.TOGETHER_WITH_SIGNATURE,
                include_vri=False,
            ),
        )


def test_key(folder: Path, name: str, now: datetime | None = None) -> Key:
    """The key of the seal ``name`` from the authority for tests in ``folder``."""
    from pyhanko.sign.timestamps.dummy_client import DummyTimeStamper
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    now = now or datetime.now(UTC)
    authority = TestAuthority(folder)
    certificate, key = authority.stamping()
    roots = [asn1(authority.root())]
    return Key(
        signer=_from_file(authority.key_file(name, now), None),
        stamper=DummyTimeStamper(
            asn1(certificate),
            _asn1_key(key),
            SimpleCertificateStore.from_certs(roots),
        ),
        roots=roots,
        lists=[der(found) for found in authority.revocation_lists(now)],
    )


def sm2_test_key(folder: Path, name: str, now: datetime) -> Sm2Key:
    """The same with SM2 and SM3."""
    authority = Sm2TestAuthority(folder)
    certificate, sign = authority.signer(name, now)
    return Sm2Key(
        certificate=certificate,
        others=authority.chain(),
        sign=sign,
        stamp=lambda request: authority.stamp(request, now),
        roots=[authority.root()],
        moment=now,
        lists=authority.revocation_lists(now),
    )


test_key.__test__ = False


def file_key(file: str, passphrase: bytes | None, stamp_url: str, roots: list) -> Key:
    """The key in a PKCS#12 file that a licensed authority gave."""
    from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper

    return Key(
        _from_file(file, passphrase), HTTPTimeStamper(stamp_url), roots, fetch=True
    )


def device_key(module: str, token: str, label: str, pin: str, stamp_url: str, roots):
    """The key in a device (PKCS#11): a token or a cryptographic server.

    Needs pyHanko's extra ``pkcs11`` and the maker's driver. The session lasts as long
    as the process.
    """
    from pyhanko.sign import pkcs11
    from pyhanko.sign.timestamps.requests_client import HTTPTimeStamper

    session = pkcs11.open_pkcs11_session(module, token_label=token, user_pin=pin)
    signer = pkcs11.PKCS11Signer(session, cert_label=label, key_label=label)
    return Key(signer, HTTPTimeStamper(stamp_url), roots, fetch=True)


def seal(data: bytes, key: Key | Sm2Key, picture: str, reason: str, organ: str):
    """The rendered file with the seal on it.

    :param data: the file as rendered; it names the seal's place by the id ``PLACE``
    :param picture: the seal as ``<svg>``
    :param reason: what it is put on for, said in the signature
    :raises SealError: there is no place for it, or key or proofs cannot be had
    """
    try:
        return _seal(data, key, picture, reason, organ)
    except SealError:
        raise
    except RefusedError as error:
        raise SealError(error.code, **error.facts) from error
    except Exception as error:  # whatever library or device says: no file without seal
        words = f"{type(error).__name__}: {error}"
        raise SealError("seal_failed", error=words) from error


def _seal(data, key, picture, reason, organ):
    from pyhanko.stamp import StaticStampStyle

    page, box = place_of_seal(data)
    # The library reads the picture from a file.
    with tempfile.NamedTemporaryFile(suffix=".pdf") as drawn:
        drawn.write(_drawn(picture))
        drawn.flush()
        style = StaticStampStyle(
            background=_silent_picture(drawn.name),
            background_opacity=0.9,
            border_width=0,
        )
        return key.put_on(data, Look(page, box, style, reason, organ))


def _silent_picture(file):
    """The first page of a PDF as a picture: its letters are drawing, no text. Without
    this, whoever copies the text of the sheet gets the letters of the arc in it."""
    from pyhanko.pdf_utils.content import ImportedPdfPage

    class SilentPicture(ImportedPdfPage):
        def render(self):
            return b"/Span <</ActualText ()>> BDC " + super().render() + b" EMC"

    return SilentPicture(file)


@lru_cache(maxsize=64)
def _drawn(picture):
    """The seal as a page of its own size; the same for all it is put on."""
    return pdf_page.render(round_seal.page(picture), round_seal.STYLE)


def place_of_seal(data: bytes) -> tuple[int, tuple[float, ...]]:
    """Number of the page, and the box in points, on which the seal goes.

    The renderer leaves the place as a named destination, so it is wherever the text
    has left it. The box is moved as far as it takes to stay on the sheet.
    """
    import pikepdf

    with pikepdf.open(io.BytesIO(data)) as pdf:
        names = pdf.Root.get("/Names", {}).get("/Dests", {}).get("/Names", [])
        found = dict(zip(map(str, names[::2]), names[1::2], strict=True)).get(PLACE)
        if found is None:
            raise SealError("no_place")
        number = next(
            index for index, page in enumerate(pdf.pages) if page.obj == found[0]
        )
        left, bottom, right, top = map(float, pdf.pages[number].mediabox)
        half = round_seal.SIDE_MM * POINTS_PER_MM / 2
        x = min(max(float(found[2]), left + half), right - half)
        y = min(max(float(found[3]), bottom + half), top - half)
    return number, (x - half, y - half, x + half, y + half)


def _from_file(file, passphrase):
    from pyhanko.sign import signers

    signer = signers.SimpleSigner.load_pkcs12(str(file), passphrase=passphrase)
    if signer is None:
        raise SealError("key_file_unopened", file=Path(file).name)
    return signer


def roots_from(text: bytes) -> list:
    """The certificates of a PEM file, as the signing library takes them."""
    from cryptography import x509

    return [asn1(found) for found in x509.load_pem_x509_certificates(text)]


def asn1(certificate):
    """A certificate as the signing library takes it."""
    from asn1crypto import x509

    return x509.Certificate.load(der(certificate))


def _asn1_key(key):
    from asn1crypto import keys
    from cryptography.hazmat.primitives import serialization

    return keys.PrivateKeyInfo.load(
        key.private_bytes(
            serialization.Encoding.DER,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )


def der(thing) -> bytes:
    """A certificate or a revocation list of ``cryptography`` as bytes."""
    from cryptography.hazmat.primitives.serialization import Encoding

    return thing.public_bytes(Encoding.DER)
