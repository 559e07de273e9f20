"""Putting an organ's seal on a finished PDF with SM2 and SM3. The signature is made by
a device or a service of a licensed authority, never here (GB/T 32918, message syntax
GB/T 35275, sub filter ``adbe.pkcs7.detached``).

As with the seals of ``signing``: put on last, in one revision that certifies that
nothing may change any more, with a time stamp and the revocation lists of the day in
it. What could not be checked afterwards is not given out: key, chain, lists, signature
and time stamp are held against each other before the file is written.
"""

import io
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from asn1crypto import cms

from . import sm2_message, sm2_seal, sm2_signature, sm2_stamp

AHEAD = timedelta(minutes=5)
ROOM = 16_384
"""Bytes kept for signature and time stamp; certificates and lists come on top."""


class RefusedError(Exception):
    """With this key nothing is sealed.

    :param code: why; as of a ``RenderError``, which it becomes
    :param facts: what the sentence names
    """

    def __init__(self, code: str, **facts: str | int):
        super().__init__(code, facts)
        self.code, self.facts = code, facts


@dataclass
class Sm2Key:
    """What is needed to sign with one seal that uses SM2.

    :param certificate: the seal's, as ``asn1crypto`` reads it
    :param others: certificates that vouch for it
    :param sign: gives the signature of a message, DER or 64 bytes
    :param stamp: gives the time-stamping body's answer to a request, both DER
    :param roots: certificates trusted for the proofs that are put into the file
    :param moment: now
    :param lists: revocation lists at hand, as DER
    """

    certificate: object
    others: list
    sign: Callable[[bytes], bytes]
    stamp: Callable[[bytes], bytes]
    roots: list
    moment: datetime
    lists: list[bytes] = field(default_factory=list)

    def put_on(self, data: bytes, look) -> bytes:
        """The file with this seal on it.

        :param look: where and how, see ``signing.Look``
        :raises RefusedError: it could not be shown later that the seal is good
        """
        self._check()
        return _embedded(data, look, self._reserved(), self.moment, self._message)

    def _check(self):
        """Whether the key may be used at all, before the device is asked."""
        if not sm2_seal.is_sm2(self.certificate):
            raise RefusedError("key_not_sm2")
        since, until = (
            self.certificate.not_valid_before,
            self.certificate.not_valid_after,
        )
        if not since <= self.moment <= until:
            raise RefusedError(
                "key_out_of_date", since=f"{since:%Y-%m-%d}", until=f"{until:%Y-%m-%d}"
            )
        found = sm2_seal.chain(self.certificate, self.others, self.roots, self.moment)
        if not found:
            raise RefusedError("key_untrusted")
        taken_back = sm2_seal.revocation(found, self.lists, self.moment)
        if taken_back is None:
            raise RefusedError("no_revocation_list")
        if taken_back:
            raise RefusedError("key_revoked")

    def _message(self, covered):
        """The signature over what is covered; held against its certificate."""
        signer = sm2_message.Signer(self.certificate, self._signed)
        made = sm2_message.seal(
            covered, signer, self.moment, self.others, self.lists, self._stamped
        )
        [by] = cms.ContentInfo.load(made)["content"]["signer_infos"]
        # Its clock may be a little ahead of ours.
        soon = self.moment + AHEAD
        if sm2_stamp.read(by, self.roots, self.lists, soon) is None:
            raise RefusedError("stamp_untrusted")
        return made

    def _signed(self, message):
        try:
            signature = sm2_signature.encoded(self.sign(message))
        except ValueError as error:
            raise RefusedError("no_signature") from error
        point = self.certificate.public_key["public_key"].native
        if not sm2_signature.verify(point, message, signature):
            raise RefusedError("other_key")
        return signature

    def _stamped(self, signature):
        asked = sm2_stamp.request(signature)
        try:
            return sm2_stamp.token(self.stamp(asked.dump()), asked)
        except sm2_stamp.BadAnswerError as error:
            raise RefusedError(error.code, **error.facts) from error

    def _reserved(self):
        kept = [each.dump() for each in (self.certificate, *self.others)]
        # As it stands in the file: two letters for each byte.
        return 2 * (ROOM + sum(map(len, (*kept, *self.lists))))


def _embedded(data, look, reserved, moment, message):
    """The file with one more revision, which holds the message over all the rest."""
    from pyhanko.pdf_utils.generic import pdf_name, pdf_string
    from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
    from pyhanko.sign import fields
    from pyhanko.sign.signers import cms_embedder
    from pyhanko.sign.signers.pdf_byterange import PdfSignedData

    writer = IncrementalPdfFileWriter(io.BytesIO(data))
    spec = fields.SigFieldSpec(look.field, on_page=look.page, box=look.box)
    steps = cms_embedder.PdfCMSEmbedder(spec).write_cms(look.field, writer)
    next(steps)
    held = PdfSignedData(
        pdf_name("/Sig"),
        subfilter=fields.SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
        timestamp=moment,
        bytes_reserved=reserved,
    )
    held[pdf_name("/Reason")] = pdf_string(look.reason)
    held[pdf_name("/Location")] = pdf_string(look.organ)
    steps.send(
        cms_embedder.SigObjSetup(
            sig_placeholder=held,
            # The library wants a name of a hash here and writes it nowhere.
            mdp_setup=cms_embedder.SigMDPSetup(
                md_algorithm="sha256",
                certify=True,
                docmdp_perms=fields.MDPPerm.NO_CHANGES,
            ),
            appearance_setup=cms_embedder.SigAppearanceSetup(
                style=look.style, timestamp=moment, name=None
            ),
        )
    )
    prepared, output = steps.send(cms_embedder.SigIOSetup(md_algorithm="sha256"))
    whole = output.getvalue()
    first, end = prepared.reserved_region_start, prepared.reserved_region_end
    steps.send(message(whole[:first] + whole[end:]))
    return output.getvalue()
