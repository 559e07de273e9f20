"""Signed messages with SM2 and SM3 (GB/T 35275, RFC 5652): a seal in a file, and the
token with which a body vouches for a moment (RFC 3161, GM/T 0033)."""

import hashlib
from collections.abc import Callable, Iterable
from datetime import datetime
from typing import NamedTuple

from asn1crypto import algos, cms, core, tsp, x509

SM3 = "1.2.156.10197.1.401"
SM2_SM3 = "1.2.156.10197.1.501"
DATA, SIGNED_DATA = "1.2.156.10197.6.1.4.2.1", "1.2.156.10197.6.1.4.2.2"
"""What GB/T 35275 calls the same that RFC 5652 calls data and signed data."""


class Signer(NamedTuple):
    """Who signs.

    :param certificate: as ``asn1crypto`` reads it
    :param sign: gives the signature of a message as DER, wherever the key is
    """

    certificate: x509.Certificate
    sign: Callable[[bytes], bytes]


def sm3(data: bytes) -> bytes:
    """The SM3 hash (GB/T 32905), 32 bytes."""
    return hashlib.new("sm3", data).digest()


def seal(
    covered: bytes,
    signer: Signer,
    moment: datetime,
    others: Iterable = (),
    lists: Iterable[bytes] = (),
    stamp: Callable[[bytes], cms.ContentInfo] | None = None,
) -> bytes:
    """A detached signature over these bytes (GB/T 35275), DER.

    :param moment: when it is made, in the signer's own words
    :param others: certificates that vouch for the signer's
    :param lists: revocation lists as DER, kept for whoever checks it later
    :param stamp: asked for a token over the signature that was just made
    """
    attributes = _attributes(DATA, covered, moment, signer.certificate)
    signature = signer.sign(attributes.dump())
    added = {}
    if stamp:
        token = {"type": "signature_time_stamp_token", "values": [stamp(signature)]}
        added["unsigned_attrs"] = cms.CMSAttributes([token])
    content = {
        **_content(signer, attributes, signature, added, others),
        "encap_content_info": {"content_type": DATA},
    }
    kept = [cms.RevocationInfoChoice("crl", _list(each)) for each in lists]
    if kept:
        content["crls"] = kept
    return cms.ContentInfo(
        {"content_type": SIGNED_DATA, "content": cms.SignedData(content)}
    ).dump()


def token(
    info: tsp.TSTInfo, signer: Signer, moment: datetime, others: Iterable = ()
) -> cms.ContentInfo:
    """What a time-stamping body answers with."""
    body = info.dump()
    attributes = _attributes("tst_info", body, moment, signer.certificate)
    content = {
        **_content(signer, attributes, signer.sign(attributes.dump()), {}, others),
        "version": "v3",
        "encap_content_info": {
            "content_type": "tst_info",
            "content": core.ParsableOctetString(body),
        },
    }
    return cms.ContentInfo(
        {"content_type": "signed_data", "content": cms.SignedData(content)}
    )


def imprint(data: bytes) -> dict:
    """The hash by which a time-stamping body knows the data."""
    return {"hash_algorithm": {"algorithm": SM3}, "hashed_message": sm3(data)}


def _attributes(content_type, covered, moment, certificate):
    named = {
        "certs": [
            {
                "hash_algorithm": {"algorithm": SM3},
                "cert_hash": sm3(certificate.dump()),
            }
        ]
    }
    return cms.CMSAttributes(
        [
            {"type": "content_type", "values": [content_type]},
            {"type": "message_digest", "values": [sm3(covered)]},
            {"type": "signing_time", "values": [cms.Time({"utc_time": moment})]},
            {"type": "signing_certificate_v2", "values": [named]},
        ]
    )


def _content(signer, attributes, signature, added, others):
    digest = algos.DigestAlgorithm({"algorithm": SM3})
    certificate = signer.certificate
    return {
        "version": "v1",
        "digest_algorithms": [digest],
        "certificates": [
            cms.CertificateChoices("certificate", each)
            for each in (certificate, *others)
        ],
        "signer_infos": [
            {
                "version": "v1",
                "sid": cms.SignerIdentifier(
                    "issuer_and_serial_number",
                    {
                        "issuer": certificate.issuer,
                        "serial_number": certificate.serial_number,
                    },
                ),
                "digest_algorithm": digest,
                "signed_attrs": attributes,
                "signature_algorithm": {"algorithm": SM2_SM3},
                "signature": signature,
                **added,
            }
        ],
    }


def _list(data):
    from asn1crypto import crl

    return crl.CertificateList.load(data)
