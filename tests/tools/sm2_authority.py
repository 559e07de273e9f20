"""An authority with SM2 keys, for tests: every signature is made by OpenSSL."""

import hashlib
import io
import subprocess
from datetime import UTC, datetime, timedelta

from asn1crypto import algos, cms, core, crl, keys, tsp, x509

from odoo.addons.yichuang_issuance.tools import sm2_message

SM2_SM3, SM3 = "1.2.156.10197.1.501", "1.2.156.10197.1.401"
GM_DATA, GM_SIGNED_DATA = "1.2.156.10197.6.1.4.2.1", "1.2.156.10197.6.1.4.2.2"
USER = "distid:1234567812345678"

ORGAN = "测试县行政审批局"


class Holder:
    """Somebody with a key, and later a certificate."""

    def __init__(self, folder, name):
        self.folder, self.name = folder, name
        self.file = folder / f"{name}.pem"
        self.openssl("ecparam", "-name", "SM2", "-genkey", "-noout", "-out", self.file)
        public = self.openssl("pkey", "-in", self.file, "-pubout", "-outform", "DER")
        self.public = keys.PublicKeyInfo.load(public)
        self.certificate = None

    def openssl(self, *arguments):
        return subprocess.run(
            ["openssl", *map(str, arguments)], capture_output=True, check=True
        ).stdout

    def sign(self, message):
        """SM2 over SM3 of the message, as DER of two numbers."""
        (self.folder / "message").write_bytes(message)
        return self.openssl(
            *("pkeyutl", "-sign", "-inkey", self.file, "-in", self.folder / "message"),
            *("-rawin", "-digest", "sm3", "-pkeyopt", USER),
        )

    def sign_digest(self, digest):
        """The same where only the digest is known, as a device signs."""
        (self.folder / "digest").write_bytes(digest)
        return self.openssl(
            *("pkeyutl", "-sign", "-inkey", self.file, "-in", self.folder / "digest")
        )

    def verified(self, message, signature):
        """Whether OpenSSL takes it for this holder's signature of the message."""
        (self.folder / "message").write_bytes(message)
        (self.folder / "signature").write_bytes(signature)
        told = subprocess.run(
            [
                *("openssl", "pkeyutl", "-verify", "-inkey", self.file),
                *("-in", self.folder / "message", "-rawin", "-digest", "sm3"),
                *("-pkeyopt", USER, "-sigfile", self.folder / "signature"),
            ],
            capture_output=True,
            check=False,
        )
        return told.returncode == 0

    def stamp(self, request, moment=None):
        """The answer of a time-stamping body to a request (RFC 3161)."""
        moment = moment or datetime.now(UTC).replace(microsecond=0)
        asked = tsp.TimeStampReq.load(request)
        info = tsp.TSTInfo(
            {
                "version": "v1",
                "policy": "1.2.3.4.1",
                "message_imprint": asked["message_imprint"],
                "serial_number": 1,
                "gen_time": moment,
                "nonce": asked["nonce"],
            }
        )
        signer = sm2_message.Signer(self.certificate, self.sign)
        token = sm2_message.token(info, signer, moment)
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": token}
        ).dump()

    def subject(self):
        return x509.Name.build({"country_name": "CN", "common_name": self.name})

    def certify(self, other, authority=False, since=None, until=None, usage=None):
        """Vouch for another, or for oneself."""
        now = datetime.now(UTC).replace(microsecond=0)
        body = x509.TbsCertificate(
            {
                "version": "v3",
                "serial_number": int.from_bytes(
                    hashlib.sha256(other.name.encode()).digest()[:8]
                ),
                "signature": {"algorithm": SM2_SM3},
                "issuer": self.subject(),
                "validity": {
                    "not_before": _time(since or now - timedelta(days=1)),
                    "not_after": _time(until or now + timedelta(days=365)),
                },
                "subject": other.subject(),
                "subject_public_key_info": other.public,
                "extensions": [
                    {
                        "extn_id": "basic_constraints",
                        "critical": True,
                        "extn_value": core.ParsableOctetString(
                            x509.BasicConstraints({"ca": authority}).dump()
                        ),
                    },
                    *(
                        {
                            "extn_id": "extended_key_usage",
                            "critical": True,
                            "extn_value": core.ParsableOctetString(
                                x509.ExtKeyUsageSyntax([each]).dump()
                            ),
                        }
                        for each in [usage]
                        if each
                    ),
                ],
            }
        )
        other.certificate = x509.Certificate(
            {
                "tbs_certificate": body,
                "signature_algorithm": {"algorithm": SM2_SM3},
                "signature_value": self.sign(body.dump()),
            }
        )
        return other

    def revocation_list(self, *revoked, moment=None):
        """A list that takes back the certificates of these."""
        moment = moment or datetime.now(UTC).replace(microsecond=0)
        body = crl.TbsCertList(
            {
                "version": "v2",
                "signature": {"algorithm": SM2_SM3},
                "issuer": self.subject(),
                "this_update": _time(moment - timedelta(hours=1)),
                "next_update": _time(moment + timedelta(days=7)),
                **(
                    {
                        "revoked_certificates": [
                            {
                                "user_certificate": each.certificate.serial_number,
                                "revocation_date": _time(moment - timedelta(hours=1)),
                            }
                            for each in revoked
                        ]
                    }
                    if revoked
                    else {}
                ),
            }
        )
        return crl.CertificateList(
            {
                "tbs_cert_list": body,
                "signature_algorithm": {"algorithm": SM2_SM3},
                "signature": self.sign(body.dump()),
            }
        )

    def signature(self, covered, others=(), lists=(), national=False):
        """A detached signature over these bytes (GB/T 35275, RFC 5652)."""
        attributes = cms.CMSAttributes(
            [
                {"type": "content_type", "values": ["data"]},
                {
                    "type": "message_digest",
                    "values": [hashlib.new("sm3", covered).digest()],
                },
                {
                    "type": "signing_time",
                    "values": [cms.Time({"utc_time": datetime.now(UTC)})],
                },
            ]
        )
        digest = algos.DigestAlgorithm({"algorithm": SM3})
        content = cms.SignedData(
            {
                "version": "v1",
                "digest_algorithms": [digest],
                "encap_content_info": {"content_type": GM_DATA if national else "data"},
                "certificates": [
                    cms.CertificateChoices("certificate", each.certificate)
                    for each in (self, *others)
                ],
                "signer_infos": [
                    {
                        "version": "v1",
                        "sid": cms.SignerIdentifier(
                            "issuer_and_serial_number",
                            {
                                "issuer": self.certificate.issuer,
                                "serial_number": self.certificate.serial_number,
                            },
                        ),
                        "digest_algorithm": digest,
                        "signed_attrs": attributes,
                        "signature_algorithm": {"algorithm": SM2_SM3},
                        "signature": self.sign(attributes.dump()),
                    }
                ],
                **(
                    {"crls": [cms.RevocationInfoChoice("crl", each) for each in lists]}
                    if lists
                    else {}
                ),
            }
        )
        kind = GM_SIGNED_DATA if national else "signed_data"
        return cms.ContentInfo({"content_type": kind, "content": content}).dump()

    def seal(self, plain, reason="颁发证照", **options):
        """The PDF with this holder's signature appended."""
        from pyhanko.pdf_utils.generic import pdf_name, pdf_string
        from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
        from pyhanko.sign.fields import SigSeedSubFilter
        from pyhanko.sign.signers import cms_embedder
        from pyhanko.sign.signers.pdf_byterange import PdfSignedData

        target = io.BytesIO(plain)
        writer = IncrementalPdfFileWriter(target)
        steps = cms_embedder.PdfCMSEmbedder().write_cms("Seal", writer)
        next(steps)
        placeholder = PdfSignedData(
            pdf_name("/Sig"),
            subfilter=SigSeedSubFilter.ADOBE_PKCS7_DETACHED,
            timestamp=datetime.now(UTC),
            bytes_reserved=16384,
        )
        placeholder[pdf_name("/Reason")] = pdf_string(reason)
        steps.send(cms_embedder.SigObjSetup(sig_placeholder=placeholder))
        prepared, output = steps.send(
            cms_embedder.SigIOSetup(md_algorithm="sha256", in_place=True)
        )
        data = output.getvalue()
        first, end = prepared.reserved_region_start, prepared.reserved_region_end
        covered = data[:first] + data[end:]
        steps.send(self.signature(covered, **options))
        return output.getvalue()


def _time(moment):
    return x509.Time({"utc_time": moment})
