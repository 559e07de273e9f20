"""Seals made with the national algorithms: SM2 signatures over SM3 hashes in a PDF
(GB/T 32918, GB/T 32905; message syntax GB/T 35275).

Our signing library knows neither, so the signature, the chain to a trusted root and the
revocation list in the file are checked here, with ``sm2_signature``. Verifying only:
how one is put on is told in ``sm2_signing``.
"""

import hashlib
from datetime import datetime
from functools import lru_cache
from itertools import islice

from asn1crypto import algos, crl, tsp, x509

from . import sm2_signature

CURVE = "1.2.156.10197.1.301"
SIGNED_WITH = "1.2.156.10197.1.501"
"""SM2 with SM3, in certificates and revocation lists."""

LONGEST_CHAIN = 6
MOST_TRIES = 3
"""Namesakes among issuers, or lists of one issuer, that are looked at: each costs a
tenth of a second, and whoever made the file chose how many there are."""

MOST_BARE = 1_000_000
"""Bytes that may be signed without attributes: their hash is slow."""

# GB/T 35275 has identifiers of its own for the same structures (RFC 5652). They are
# only read: which ones are written the library has chosen with the first it makes, from
# its own and those that ``tsp`` has added.
tsp.ContentType("signed_data")
tsp.ContentType._map.setdefault("1.2.156.10197.6.1.4.2.1", "data")
tsp.ContentType._map.setdefault("1.2.156.10197.6.1.4.2.2", "signed_data")
# A signature may name its certificate by an SM3 hash; under this name it is found.
algos.DigestAlgorithmId._map.setdefault("1.2.156.10197.1.401", "sm3")


def is_sm2(certificate) -> bool:
    """Whether the key of this certificate is on the SM2 curve."""
    algorithm = certificate.public_key["algorithm"]
    if algorithm["algorithm"].native != "ec":
        return False
    chosen = algorithm["parameters"]
    return chosen.name == "named" and chosen.chosen.dotted == CURVE


def is_intact(signer_info, certificate, covered: bytes) -> bool:
    """Whether the owner of the certificate signed these bytes.

    :param signer_info: of the signature, as ``asn1crypto`` reads it
    :param covered: the bytes of the file that the signature says it covers
    """
    signature = signer_info["signature"].native
    attributes = signer_info["signed_attrs"]
    if not attributes:
        return _signed(certificate, covered, signature)
    digests = [
        attribute["values"][0].native
        for attribute in attributes
        if attribute["type"].native == "message_digest"
    ]
    if digests != [hashlib.new("sm3", covered).digest()]:
        return False
    return _signed(certificate, attributes.untag().dump(), signature)


def is_too_long(signer_info, covered: bytes) -> bool:
    """Whether hashing the file as this signature wants it would take too long."""
    return not signer_info["signed_attrs"] and len(covered) > MOST_BARE


def chain(certificate, others: list, roots: list, moment: datetime) -> list:
    """The certificate and those that vouch for it, up to a root that is trusted.

    :param others: certificates at hand, which prove nothing by being there
    :returns: empty where there is no such chain, or a part was not valid at ``moment``
    """
    trusted = {root.dump() for root in roots}
    found = [certificate]
    while len(found) <= LONGEST_CHAIN:
        last = found[-1]
        if not last.not_valid_before <= moment <= last.not_valid_after:
            return []
        if last.dump() in trusted:
            return found
        namesakes = (
            candidate
            for candidate in (*roots, *others)
            if candidate.ca
            and is_sm2(candidate)
            and candidate.subject.dump() == last.issuer.dump()
        )
        tried = islice(namesakes, MOST_TRIES)
        signer = next((each for each in tried if _certified(last, each)), None)
        if signer is None:
            return []
        found.append(signer)
    return []


def revocation(
    found: list, lists: list[bytes], moment: datetime, known: datetime | None = None
) -> bool | None:
    """Whether the first certificate of a chain was taken back, by the lists at hand.

    :param found: the chain
    :param lists: revocation lists as DER
    :param moment: whether it was taken back then
    :param known: on which day the lists have to be the ones in force; ``moment`` itself
        by default
    :returns: ``None`` where no list of its issuer was in force
    """
    certificate, issuer = found[0], found[1] if len(found) > 1 else found[0]
    answer, tries, day = None, 0, known or moment
    for data in lists:
        try:
            parsed = crl.CertificateList.load(data, strict=True)
            body = parsed["tbs_cert_list"]
            timely = body["this_update"].native <= day <= body["next_update"].native
            mine = parsed.issuer.dump() == issuer.subject.dump()
        except (ValueError, TypeError):
            continue
        if not (timely and mine and tries < MOST_TRIES):
            continue
        tries += 1
        if not _signed(issuer, body.dump(), parsed["signature"].native):
            continue
        taken_back = [
            entry
            for entry in body["revoked_certificates"] or ()
            if entry["user_certificate"].native == certificate.serial_number
            and entry["revocation_date"].native <= moment
        ]
        answer = bool(answer or taken_back)
    return answer


def _certified(certificate, issuer):
    if certificate["signature_algorithm"]["algorithm"].dotted != SIGNED_WITH:
        return False
    return _proven(issuer.dump(), certificate.dump())


@lru_cache(maxsize=64)
def _proven(issuer: bytes, certificate: bytes):
    """Whether one certificate signed the other; the same few are asked about again."""
    signed = x509.Certificate.load(certificate)
    return _signed(
        x509.Certificate.load(issuer),
        signed["tbs_certificate"].dump(),
        signed["signature_value"].native,
    )


def _signed(certificate, message, signature):
    point = certificate.public_key["public_key"].native
    return sm2_signature.verify(point, message, signature)
