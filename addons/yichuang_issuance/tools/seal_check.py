"""Who sealed a PDF, when, and whether it is still as it was then.

Reads PAdES signatures of anybody, and those with SM2 and SM3 of national cryptographic
devices (``sm2_seal``). What is trusted is told from outside: the roots of
the licensed authorities, and that of the authority for tests, whose seals prove nothing
before the law. The moment is that of the time stamp, so a seal whose key has long run
out is judged as of the day on which it was put on, by the proofs in the file.
"""

import asyncio
import hashlib
import io
import logging
from dataclasses import dataclass
from datetime import UTC, datetime

from cryptography import x509

from . import sm2_seal, sm2_stamp

_logger = logging.getLogger(__name__)

MOST_SEALS = 12
"""Seals of one file that are looked at; each costs a tenth of a second."""

SOUND, CHANGED, BROKEN = "sound", "changed", "broken"
UNTRUSTED, REVOKED, UNPROVEN = "untrusted", "revoked", "unproven"

# Doubtful files are what this is for; what is wrong with them is our answer.
for _name in ("pyhanko", "pyhanko_certvalidator"):
    logging.getLogger(_name).setLevel(logging.CRITICAL)


class NotPdf(ValueError):
    """The file is no PDF that can be read."""


@dataclass(frozen=True)
class Finding:
    """What one seal tells.

    :param signer: whose key it is, by the name in the certificate
    :param organ: the organisation in the certificate
    :param issuer: who vouches for the certificate
    :param sealed_at: the stamped moment, or the claimed one
    :param stamped: whether that moment is proven by a time stamp
    :param verdict: ``sound``; ``changed``: something was added after the seal;
        ``broken``: what was sealed is not what is there; ``untrusted``: nobody we
        trust vouches for it; ``revoked``: the key was taken back before;
        ``unproven``: proofs are lacking
    :param without_force: it comes from the authority for tests
    :param digest: SHA-256 of the file as it was sealed
    :param reason: what it was put on for, as the seal says
    """

    signer: str
    organ: str
    issuer: str
    sealed_at: datetime | None
    stamped: bool
    verdict: str
    without_force: bool
    digest: str
    reason: str


def examine(
    data: bytes,
    roots: list,
    test_roots: list,
    lists: list | None = None,
    moment: datetime | None = None,
) -> list[Finding]:
    """What the seals of a file tell, first seal first; none where it has none.

    :param roots: certificates trusted before the law
    :param test_roots: certificates of the authority for tests
    :param lists: today's revocation lists, as DER
    :param moment: as of when it is judged; now by default
    :raises NotPdf: the file cannot be read
    """
    from pyhanko.pdf_utils.reader import PdfFileReader

    try:
        reader = PdfFileReader(io.BytesIO(data))
        seals = list(reader.embedded_regular_signatures)
    except Exception as error:  # the library fails in many ways on what is no PDF
        raise NotPdf(str(error)) from error
    return [
        _told(seal, data, roots, test_roots, lists or [], moment)
        for seal in seals[:MOST_SEALS]
    ]


def _told(seal, data, *known):
    try:
        national = sm2_seal.is_sm2(seal.signer_cert)
        return (_sm2_finding if national else _finding)(seal, data, *known)
    except Exception:  # a signature that cannot be read was not put on so
        _logger.info("A signature could not be read.", exc_info=True)
        digest = hashlib.sha256(data).hexdigest()
        return Finding("", "", "", None, False, BROKEN, False, digest, "")


def _finding(seal, data, roots, test_roots, lists, moment):
    certificate = seal.signer_cert
    subject = certificate.subject.native
    without_force = bool(test_roots) and _leads_to(seal, test_roots)
    trusted = [root for root in (*roots, *test_roots) if not sm2_seal.is_sm2(root)]
    status, problem = _status(seal, trusted, moment)
    sealed_at = (status and status.signer_reported_dt) or seal.self_reported_timestamp
    return Finding(
        signer=_one(subject.get("common_name")),
        organ=_one(subject.get("organization_name")),
        issuer=_one(certificate.issuer.native.get("common_name")),
        sealed_at=sealed_at,
        stamped=bool(status and status.timestamp_validity),
        verdict=_verdict(seal, status, problem, lists, sealed_at),
        without_force=without_force,
        digest=hashlib.sha256(data[: _end(seal)]).hexdigest(),
        reason=str(seal.sig_object.get("/Reason", "")),
    )


def _sm2_finding(seal, data, roots, test_roots, lists, moment):
    """The same of a seal with SM2. Where it has a time stamp it is judged as of that
    moment, by the revocation lists that the file brings, and else as of today."""
    certificate = seal.signer_cert
    subject = certificate.subject.native
    trusted, today = [*roots, *test_roots], moment or datetime.now(UTC)
    kept = [each.chosen.dump() for each in seal.signed_data["crls"] or ()]
    stamp = sm2_stamp.read(seal.signer_info, trusted, [*kept, *lists], today)
    moments = stamp.moment if stamp else today, today
    return Finding(
        signer=_one(subject.get("common_name")),
        organ=_one(subject.get("organization_name")),
        issuer=_one(certificate.issuer.native.get("common_name")),
        sealed_at=stamp.moment if stamp else seal.self_reported_timestamp,
        stamped=bool(stamp),
        verdict=_sm2_verdict(seal, data, trusted, kept, lists, moments),
        without_force=bool(test_roots) and _leads_to(seal, test_roots),
        digest=hashlib.sha256(data[: _end(seal)]).hexdigest(),
        reason=str(seal.sig_object.get("/Reason", "")),
    )


def _sm2_verdict(seal, data, trusted, kept, lists, moments):
    start, length, second, rest = map(int, seal.byte_range)
    covered = data[start : start + length] + data[second : second + rest]
    certificate, (sealed_at, today) = seal.signer_cert, moments
    if sm2_seal.is_too_long(seal.signer_info, covered):
        return UNPROVEN
    if not sm2_seal.is_intact(seal.signer_info, certificate, covered):
        return BROKEN
    found = sm2_seal.chain(certificate, seal.other_embedded_certs, trusted, sealed_at)
    if not found:
        return UNTRUSTED
    taken_back = sm2_seal.revocation(found, kept, sealed_at)
    if taken_back or sm2_seal.revocation(found, lists, sealed_at, known=today):
        return REVOKED
    if _end(seal) != len(data):
        return CHANGED
    return UNPROVEN if taken_back is None else SOUND


def _status(seal, roots, moment):
    """The library's judgement by the proofs in the file, and else why there is none."""
    from pyhanko.sign.validation.errors import SignatureValidationError
    from pyhanko.sign.validation.ltv import (
        RevocationInfoValidationType,
        async_validate_pdf_ltv_signature,
    )
    from pyhanko_certvalidator import ValidationContext

    options = {"trust_roots": roots, "allow_fetching": False}
    if moment:
        options["moment"] = moment
    try:
        # The time stamp is judged as of today, all else as of the time that it gives.
        today = ValidationContext(**options, revocation_mode="soft-fail")
        judged = async_validate_pdf_ltv_signature(
            seal,
            RevocationInfoValidationType.PADES_LT,
            options,
            bootstrap_validation_context=today,
        )
        return asyncio.run(judged), ""
    except SignatureValidationError as error:
        return None, str(error)
    except Exception as error:  # a file made to make trouble proves nothing
        return None, f"{type(error).__name__}: {error}"


def _verdict(seal, status, problem, lists, sealed_at):
    if status is None:
        return UNPROVEN if _intact(seal) else BROKEN
    if not status.intact or not status.valid:
        return BROKEN
    if status.revoked or _taken_back(seal, lists, sealed_at):
        return REVOKED
    if not status.trusted:
        return UNTRUSTED
    if not _covers_all(status):
        return CHANGED
    return SOUND


def _covers_all(status):
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    return status.coverage == SignatureCoverageLevel.ENTIRE_FILE


def _intact(seal):
    """Whether what was sealed is what is there, whoever sealed it."""
    from pyhanko.sign.validation.generic_cms import validate_sig_integrity

    try:
        intact, valid = validate_sig_integrity(
            seal.signer_info,
            seal.signer_cert,
            expected_content_type="data",
            actual_digest=seal.compute_digest(),
        )
    except Exception:  # a signature that cannot even be computed is none
        return False
    return intact and valid


def _taken_back(seal, lists, sealed_at):
    """Whether the key was taken back before the seal was put on, as known today."""
    serial = seal.signer_cert.serial_number
    issuer = seal.signer_cert.issuer.dump()
    for data in lists:
        found = x509.load_der_x509_crl(data)
        if found.issuer.public_bytes() != issuer:
            continue
        entry = found.get_revoked_certificate_by_serial_number(serial)
        if entry and (not sealed_at or entry.revocation_date_utc <= sealed_at):
            return True
    return False


def _leads_to(seal, roots):
    """Whether its certificates name one of these as their root; by name only, which
    is enough to warn."""
    names = {root.subject.dump() for root in roots}
    return any(
        found.issuer.dump() in names
        for found in (seal.signer_cert, *seal.other_embedded_certs)
    )


def _end(seal):
    """Where the file ended when it was sealed."""
    start, length = list(seal.byte_range)[-2:]
    return int(start) + int(length)


def _one(name):
    return (name[-1] if isinstance(name, list) else name) or ""
