"""The authority for demonstration and tests once more, with SM2 and SM3.

As with ``test_authority``, everything it signs is plainly without legal force
(无法律效力), it works offline and lives in a folder of the server. It signs in this
process, in a time that tells of the key: good for tests, and one more reason why a hall
in operation never uses it.
"""

import os
import secrets
import shutil
import tempfile
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path

from asn1crypto import core, crl, keys, tsp, x509

from . import sm2_message, sm2_signature
from .test_authority import BORN, DIES, REVOKED, SEAL_YEARS, WORDS, clipped, write

POLICY = "1.2.3.4.1"
"""Of time stamps; of no meaning, as RFC 3161 uses it in its examples."""


class Sm2TestAuthority:
    """The authority in one folder; made there when it does not exist yet."""

    __test__ = False

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        if not (self.folder / "root.cer").exists():
            _make(self.folder)

    def root(self) -> x509.Certificate:
        """The certificate that one has to trust for all others."""
        return self._certificate("root")

    def chain(self) -> list[x509.Certificate]:
        """What stands between a seal and the root."""
        return [self._certificate("issuing")]

    def signer(
        self, name: str, now: datetime, years: float = SEAL_YEARS
    ) -> sm2_message.Signer:
        """The seal ``name``; its key is made at first use, and anew when its
        certificate has run out."""
        file = f"seal-{sha256(name.encode()).hexdigest()[:16]}"
        if (self.folder / f"{file}.cer").exists():
            certificate = self._certificate(file)
            if certificate.not_valid_after > now:
                return sm2_message.Signer(certificate, self._key(file))
        # Both in one file: of two who make it at once, the last one's stays whole.
        secret, public = _new_key()
        start = now - timedelta(days=1)
        certificate = _certificate(
            _name(f"{clipped(name, 38)} {WORDS}", clipped(name, 64)),
            public,
            (start, start + timedelta(days=365 * years)),
            self._certificate("issuing"),
            self._key("issuing"),
        )
        write(self.folder / f"{file}.cer", secret + certificate.dump())
        return sm2_message.Signer(certificate, _signs(secret))

    def stamp(self, request: bytes, now: datetime) -> bytes:
        """The time-stamping body's answer to a request, both DER (RFC 3161)."""
        asked = tsp.TimeStampReq.load(request)
        info = {
            "version": "v1",
            "policy": POLICY,
            "message_imprint": asked["message_imprint"],
            "serial_number": secrets.randbits(63),
            "gen_time": now,
            "nonce": asked["nonce"],
        }
        signer = sm2_message.Signer(
            self._certificate("stamping"), self._key("stamping")
        )
        token = sm2_message.token(tsp.TSTInfo(info), signer, now)
        return tsp.TimeStampResp(
            {"status": {"status": "granted"}, "time_stamp_token": token}
        ).dump()

    def revoke(self, certificate: x509.Certificate, moment: datetime):
        """Say that a seal's certificate is no good from ``moment`` on."""
        with (self.folder / REVOKED).open("a") as register:
            register.write(f"{certificate.serial_number} {moment.isoformat()}\n")

    def revocation_lists(self, now: datetime) -> list[bytes]:
        """What was revoked until now, by the issuing body and by the root, DER."""
        register = self.folder / REVOKED
        lines = register.read_text().splitlines() if register.exists() else []
        revoked = [line.split() for line in lines]
        return [
            _revocation_list(self._certificate(by), self._key(by), now, taken_back)
            for by, taken_back in (("issuing", revoked), ("root", []))
        ]

    def _certificate(self, name):
        return x509.Certificate.load((self.folder / f"{name}.cer").read_bytes()[32:])

    def _key(self, name):
        return _signs((self.folder / f"{name}.cer").read_bytes()[:32])


def _make(folder):
    """Found the authority; of two who do so at once, the first one's stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent))
    secret, public = _new_key()
    root = _certificate(
        _name(f"国密测试根 {WORDS}"),
        public,
        (BORN, DIES),
        None,
        _signs(secret),
        authority=True,
    )
    write(new / "root.cer", secret + root.dump())
    for name, title, options in (
        ("issuing", "国密测试签发", {"authority": True}),
        ("stamping", "国密测试时间戳", {"usage": "time_stamping"}),
    ):
        own, public = _new_key()
        certificate = _certificate(
            _name(f"{title} {WORDS}"),
            public,
            (BORN, DIES),
            root,
            _signs(secret),
            **options,
        )
        write(new / f"{name}.cer", own + certificate.dump())
    try:
        os.rename(new, folder)
    except OSError:
        shutil.rmtree(new)


def _new_key():
    """A key and its public half, 32 and 65 bytes."""
    from gmalg import SM2

    secret, public = SM2().generate_keypair()
    return secret.rjust(32, b"\0"), public


def _signs(secret):
    """What signs a message with this key."""
    from gmalg import SM2

    def sign(message):
        sm2 = SM2(sk=secret, uid=sm2_signature.USER_ID)
        r, s = sm2.sign(message)
        return sm2_signature.encoded(r.rjust(32, b"\0") + s.rjust(32, b"\0"))

    return sign


def _certificate(subject, public, validity, issuer, sign, authority=False, usage=None):
    start, end = validity
    extensions = [
        ("basic_constraints", True, x509.BasicConstraints({"ca": authority})),
        (
            "key_usage",
            True,
            x509.KeyUsage(
                {"key_cert_sign", "crl_sign"}
                if authority
                else {"digital_signature", "non_repudiation"}
            ),
        ),
    ]
    if usage:
        extensions.append(("extended_key_usage", True, x509.ExtKeyUsageSyntax([usage])))
    body = x509.TbsCertificate(
        {
            "version": "v3",
            "serial_number": secrets.randbits(63),
            "signature": {"algorithm": sm2_message.SM2_SM3},
            "issuer": issuer.subject if issuer else subject,
            "validity": {"not_before": _time(start), "not_after": _time(end)},
            "subject": subject,
            "subject_public_key_info": keys.PublicKeyInfo(
                {
                    "algorithm": {
                        "algorithm": "ec",
                        "parameters": keys.ECDomainParameters(
                            "named", "1.2.156.10197.1.301"
                        ),
                    },
                    "public_key": keys.ECPointBitString(public),
                }
            ),
            "extensions": [
                {
                    "extn_id": name,
                    "critical": critical,
                    "extn_value": core.ParsableOctetString(value.dump()),
                }
                for name, critical, value in extensions
            ],
        }
    )
    return x509.Certificate(
        {
            "tbs_certificate": body,
            "signature_algorithm": {"algorithm": sm2_message.SM2_SM3},
            "signature_value": sign(body.dump()),
        }
    )


def _revocation_list(issuer, sign, now, revoked):
    content = {
        "version": "v2",
        "signature": {"algorithm": sm2_message.SM2_SM3},
        "issuer": issuer.subject,
        "this_update": _time(now - timedelta(minutes=1)),
        "next_update": _time(now + timedelta(days=31)),
    }
    if revoked:
        content["revoked_certificates"] = [
            {
                "user_certificate": int(serial),
                "revocation_date": _time(datetime.fromisoformat(moment)),
            }
            for serial, moment in revoked
        ]
    body = crl.TbsCertList(content)
    return crl.CertificateList(
        {
            "tbs_cert_list": body,
            "signature_algorithm": {"algorithm": sm2_message.SM2_SM3},
            "signature": sign(body.dump()),
        }
    ).dump()


def _name(common, organisation="一窗测试机构"):
    return x509.Name.build(
        {
            "country_name": "CN",
            "organization_name": organisation,
            "common_name": common,
        }
    )


def _time(moment):
    moment = moment.replace(microsecond=0)
    kind = "utc_time" if moment.year < 2050 else "general_time"
    return x509.Time({kind: moment})
