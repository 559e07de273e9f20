"""Time stamps with SM2 and SM3 (RFC 3161 with the algorithms of GM/T 0033): asking for
one, and reading the one that a seal carries."""

import secrets
from datetime import datetime
from typing import NamedTuple

from asn1crypto import cms, tsp, x509

from . import sm2_message, sm2_seal


class BadAnswerError(ValueError):
    """What the time-stamping body answered is no time stamp of what was asked.

    :param code: why; as of a ``RefusedError``, which it becomes
    :param facts: what the sentence names
    """

    def __init__(self, code: str, **facts: str):
        super().__init__(code, facts)
        self.code, self.facts = code, facts


class Stamp(NamedTuple):
    """A moment that somebody else vouches for.

    :param moment: when the signature existed
    :param authority: who says so, by the name in the certificate
    """

    moment: datetime
    authority: str


def request(signature: bytes) -> tsp.TimeStampReq:
    """What a time-stamping body is asked; it learns a hash only."""
    return tsp.TimeStampReq(
        {
            "version": "v1",
            "message_imprint": sm2_message.imprint(signature),
            "nonce": secrets.randbits(63),
            "cert_req": True,
        }
    )


def token(answer: bytes, asked: tsp.TimeStampReq) -> cms.ContentInfo:
    """The token in an answer. Who gave it is judged by ``read``.

    :raises BadAnswerError: refused, not understood, or an answer to something else
    """
    try:
        told = tsp.TimeStampResp.load(answer, strict=True)
        status = told["status"]["status"].native
        if status not in ("granted", "granted_with_mods"):
            raise BadAnswerError("stamp_refused", status=status)
        found = told["time_stamp_token"]
        info = found["content"]["encap_content_info"]["content"].parsed
        same = info["message_imprint"].dump() == asked["message_imprint"].dump()
        if not same or info["nonce"].native != asked["nonce"].native:
            raise BadAnswerError("stamp_of_other")
    except BadAnswerError:
        raise
    except (ValueError, TypeError, KeyError) as error:
        raise BadAnswerError("no_stamp") from error
    return found


def read(
    signer_info, roots: list, lists: list[bytes], moment: datetime
) -> Stamp | None:
    """The time stamp of a signature, where there is one that can be relied on.

    :param signer_info: of the signature, as ``asn1crypto`` reads it
    :param roots: certificates that are trusted
    :param lists: revocation lists as DER
    :param moment: as of when the stamping body's own certificate is judged
    """
    try:
        for attribute in signer_info["unsigned_attrs"] or ():
            if attribute["type"].native == "signature_time_stamp_token":
                signed = attribute["values"][0]["content"]
                return _stamp(signed, signer_info, roots, lists, moment)
    except (ValueError, TypeError, KeyError, AttributeError, IndexError):
        return None  # a token made to make trouble proves nothing
    return None


def _stamp(signed, stamped, roots, lists, moment):
    content = signed["encap_content_info"]["content"]
    info = content.parsed
    [by] = signed["signer_infos"]
    certificates = [
        each.chosen for each in signed["certificates"] if each.name == "certificate"
    ]
    certificate = next(found for found in certificates if _is_signer(found, by))
    known = sm2_message.imprint(stamped["signature"].native)
    of_this = (
        info["message_imprint"].dump() == tsp.MessageImprint(known).dump()
        and signed["encap_content_info"]["content_type"].native == "tst_info"
    )
    if not (
        of_this
        and sm2_seal.is_sm2(certificate)
        and _only_stamps(certificate)
        and by["signed_attrs"]
        and sm2_seal.is_intact(by, certificate, bytes(content))
    ):
        return None
    found = sm2_seal.chain(certificate, certificates, roots, moment)
    given = info["gen_time"].native
    if not found or not certificate.not_valid_before <= given <= moment:
        return None
    if sm2_seal.revocation(found, lists, given):
        return None
    name = certificate.subject.native.get("common_name")
    return Stamp(given, name[-1] if isinstance(name, list) else name or "")


def _is_signer(certificate, by):
    chosen = by["sid"]
    return (
        chosen.name == "issuer_and_serial_number"
        and chosen.chosen["issuer"].dump() == certificate.issuer.dump()
        and chosen.chosen["serial_number"].native == certificate.serial_number
    )


def _only_stamps(certificate: x509.Certificate):
    usage = certificate.extended_key_usage_value
    return usage is not None and usage.native == ["time_stamping"]
