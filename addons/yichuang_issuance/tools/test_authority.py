"""An authority for demonstration and tests: root, issuing body, time-stamping body.

Everything it signs is plainly without legal force (无法律效力): the words stand in the
name of every certificate that it gives. It works offline, lives in a folder of the
server and never in the database. A hall in operation has its seals' keys from a
licensed authority (电子签名法 Art. 16) and never uses this one.
"""

import os
import secrets
import shutil
import tempfile
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import pkcs12
from cryptography.x509.oid import ExtendedKeyUsageOID, NameOID

NO_FORCE = "无法律效力"
WORDS = f"示例({NO_FORCE})"
BORN = datetime(2015, 1, 1, tzinfo=UTC)
DIES = datetime(2075, 1, 1, tzinfo=UTC)
SEAL_YEARS = 3
REVOKED = "revoked.txt"


class TestAuthority:
    """The authority in one folder; made there when it does not exist yet."""

    __test__ = False

    def __init__(self, folder: Path):
        self.folder = Path(folder)
        if not (self.folder / "root.pem").exists():
            _make(self.folder)

    def root(self) -> x509.Certificate:
        """The certificate that one has to trust for all others."""
        return self._certificate("root")

    def chain(self) -> list[x509.Certificate]:
        """What stands between a seal and the root."""
        return [self._certificate("issuing")]

    def stamping(self) -> tuple[x509.Certificate, rsa.RSAPrivateKey]:
        """Certificate and key of the time-stamping body."""
        return self._certificate("stamping"), self._key("stamping")

    def key_file(self, name: str, now: datetime, years: float = SEAL_YEARS) -> Path:
        """The PKCS#12 file, without passphrase, of the seal ``name``; made at first
        use, and anew when it has run out."""
        path = self.folder / f"seal-{sha256(name.encode()).hexdigest()[:16]}.p12"
        if path.exists():
            certificate = pkcs12.load_pkcs12(path.read_bytes(), None).cert.certificate
            if certificate.not_valid_after_utc > now:
                return path
        key = _new_key()
        subject = _name(f"{clipped(name, 38)} {WORDS}", clipped(name, 64))
        # The day before, so that a moment's difference of clocks does not matter.
        start = now - timedelta(days=1)
        certificate = self._issue(
            subject, key, start, start + timedelta(days=365 * years)
        )
        write(
            path,
            pkcs12.serialize_key_and_certificates(
                b"seal",
                key,
                certificate,
                [self._certificate("issuing"), self.root()],
                serialization.NoEncryption(),
            ),
        )
        return path

    def revoke(self, certificate: x509.Certificate, moment: datetime):
        """Say that a seal's certificate is no good from ``moment`` on."""
        with (self.folder / REVOKED).open("a") as register:
            register.write(f"{certificate.serial_number} {moment.isoformat()}\n")

    def revocation_lists(self, now: datetime) -> list[x509.CertificateRevocationList]:
        """What was revoked until now, by the issuing body and by the root."""
        lists = []
        for issuer in ("issuing", "root"):
            builder = (
                x509.CertificateRevocationListBuilder()
                .issuer_name(self._certificate(issuer).subject)
                .last_update(now - timedelta(minutes=1))
                .next_update(now + timedelta(days=31))
                .add_extension(x509.CRLNumber(int(now.timestamp())), False)
                .add_extension(
                    x509.AuthorityKeyIdentifier.from_issuer_public_key(
                        self._key(issuer).public_key()
                    ),
                    False,
                )
            )
            for serial, moment in self._revoked() if issuer == "issuing" else ():
                builder = builder.add_revoked_certificate(
                    x509.RevokedCertificateBuilder()
                    .serial_number(serial)
                    .revocation_date(moment)
                    .build()
                )
            lists.append(builder.sign(self._key(issuer), hashes.SHA256()))
        return lists

    def _revoked(self):
        register = self.folder / REVOKED
        for line in register.read_text().splitlines() if register.exists() else ():
            serial, moment = line.split()
            yield int(serial), datetime.fromisoformat(moment)

    def _issue(self, subject, key, start, end):
        return _certificate(
            subject, key, start, end, self._certificate("issuing"), self._key("issuing")
        )

    def _certificate(self, name):
        return x509.load_pem_x509_certificate(
            (self.folder / f"{name}.pem").read_bytes()
        )

    def _key(self, name):
        return serialization.load_pem_private_key(
            (self.folder / f"{name}.key").read_bytes(), None
        )


def _make(folder):
    """Found the authority; of two who do so at once, the first one's stays."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    new = Path(tempfile.mkdtemp(dir=folder.parent))
    root_key, issuing_key, stamping_key = _new_key(), _new_key(), _new_key()
    root_name = _name(f"测试根 {WORDS}")
    root = _certificate(root_name, root_key, BORN, DIES, None, root_key, ca=1)
    issuing = _certificate(
        _name(f"测试签发 {WORDS}"), issuing_key, BORN, DIES, root, root_key, ca=0
    )
    stamping = _certificate(
        _name(f"测试时间戳 {WORDS}"),
        stamping_key,
        BORN,
        DIES,
        root,
        root_key,
        usage=ExtendedKeyUsageOID.TIME_STAMPING,
    )
    for name, certificate, key in (
        ("issuing", issuing, issuing_key),
        ("stamping", stamping, stamping_key),
        ("root", root, root_key),
    ):
        write(new / f"{name}.key", _pem(key))
        write(new / f"{name}.pem", certificate.public_bytes(serialization.Encoding.PEM))
    try:
        os.rename(new, folder)
    except OSError:
        shutil.rmtree(new)


def _certificate(subject, key, start, end, issuer, issuer_key, ca=None, usage=None):
    builder = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(issuer.subject if issuer else subject)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(start)
        .not_valid_after(end)
        .add_extension(x509.BasicConstraints(ca is not None, ca), True)
        .add_extension(_usage(ca is not None), True)
        .add_extension(
            x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False
        )
        .add_extension(
            x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer_key.public_key()),
            False,
        )
    )
    if usage:
        builder = builder.add_extension(x509.ExtendedKeyUsage([usage]), True)
    return builder.sign(issuer_key, hashes.SHA256())


def _usage(ca):
    return x509.KeyUsage(
        digital_signature=not ca,
        content_commitment=not ca,
        key_encipherment=False,
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )


def _name(common, organisation="一窗测试机构"):
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "CN"),
            x509.NameAttribute(NameOID.ORGANIZATION_NAME, organisation),
            x509.NameAttribute(NameOID.COMMON_NAME, common),
        ]
    )


def clipped(text, limit):
    """As much of the text as names of certificates have room for (bytes)."""
    return text.encode()[:limit].decode(errors="ignore")


def _new_key():
    return rsa.generate_private_key(public_exponent=65537, key_size=2048)


def _pem(key):
    return key.private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )


def write(path, data):
    """Only the account of the server reads it, and it is there whole or not at all."""
    part = path.with_name(f"{path.name}.{secrets.token_hex(4)}")
    with os.fdopen(
        os.open(part, os.O_CREAT | os.O_WRONLY | os.O_EXCL, 0o600), "wb"
    ) as file:
        file.write(data)
    part.replace(path)
