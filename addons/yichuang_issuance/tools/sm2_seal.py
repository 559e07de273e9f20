"""Seals made with the national algorithms: SM2 signatures over SM3 hashes in a PDF
(GB/T 32918, GB/T 32905; message syntax GB/T 35275).

Our signing library knows neither, so the signature, the chain to a trusted root and the
revocation list in the file are checked here, with ``sm2_signature``. Verifying only: a
key that signs belongs into a device.
"""

import hashlib
from datetime import datetime

from asn1crypto import crl, tsp

from . import sm2_signature

CURVE = "1.2.156.10197.1.301"
SIGNED_WITH = "1.2.156.10197.1.501"
"""SM2 with SM3, in certificates and revocation lists."""

LONGEST_CHAIN = 6

# GB/T 35275 has identifiers of its own for the same structures (RFC 5652). They are
# only read: which ones are written the library has chosen with the first it makes, from
# its own and those that ``tsp`` has added.
tsp.ContentType("signed_data")
tsp.ContentType._map.setdefault("1.2.156.10197.6.1.4.2.1", "data")
tsp.ContentType._map.setdefault("1.2.156.10197.6.1.4.2.2", "signed_data")


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
        signer = next(
            (
                candidate
                for candidate in (*roots, *others)
                if candidate.ca
                and is_sm2(candidate)
                and candidate.subject.dump() == last.issuer.dump()
                and _certified(last, candidate)
            ),
            None,
        )
        if signer is None:
            return []
        found.append(signer)
    return []


def revocation(found: list, lists: list[bytes], moment: datetime) -> bool | None:
    """Whether the first certificate of a chain was taken back, by the lists at hand.

    :param found: the chain
    :param lists: revocation lists as DER
    :returns: ``None`` where no list of its issuer holds at ``moment``
    """
    certificate, issuer = found[0], found[1] if len(found) > 1 else found[0]
    answer = None
    for data in lists:
        try:
            known = crl.CertificateList.load(data, strict=True)
            body = known["tbs_cert_list"]
            timely = body["this_update"].native <= moment <= body["next_update"].native
            mine = known.issuer.dump() == issuer.subject.dump()
        except (ValueError, TypeError):
            continue
        signature = known["signature"].native
        if not (timely and mine and _signed(issuer, body.dump(), signature)):
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
    return _signed(
        issuer,
        certificate["tbs_certificate"].dump(),
        certificate["signature_value"].native,
    )


def _signed(certificate, message, signature):
    point = certificate.public_key["public_key"].native
    return sm2_signature.verify(point, message, signature)
