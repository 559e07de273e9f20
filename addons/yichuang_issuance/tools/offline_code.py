"""The part of a printed QR code that proves a certificate without any network.

The code opens ``/verify/<token>`` in a phone's camera, and behind the token it carries
what is printed, signed by the hall (COSE_Sign1, RFC 9052, with Ed25519): whoever has
the hall's published key reads and checks it offline. The signature also covers the
token, which is not repeated. Everything is in capitals and base32, so that the QR code
stays in its dense alphanumeric mode. ``tools/verify_certificate.py`` is the stand-alone
reader.
"""

import base64
import contextlib
import hashlib
import os
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path

import cbor2
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import serialization
from cryptography.hazmat.primitives.asymmetric import ed25519

ALGORITHM, KEY_ID = 1, 4
EDDSA = -8
SIGN1 = 18
"""Tag of COSE_Sign1."""

TITLE, NUMBER, HOLDER, ISSUER, ISSUED, UNTIL = range(1, 7)
EPOCH = date(1970, 1, 1)


class NotGenuine(ValueError):
    """The code was not signed by the key, or is none."""


@dataclass(frozen=True)
class Facts:
    """What is printed and can be compared: the least that answers the question."""

    title: str
    number: str
    holder: str
    issuer: str
    issued_on: date
    valid_until: date | None = None


def sign(key: ed25519.Ed25519PrivateKey, token: str, facts: Facts) -> str:
    """The facts, signed, as characters for a QR code."""
    protected = cbor2.dumps(
        {ALGORITHM: EDDSA, KEY_ID: key_id(key.public_key())}, canonical=True
    )
    payload = cbor2.dumps(_packed(facts), canonical=True)
    signature = key.sign(_to_be_signed(protected, token, payload))
    whole = cbor2.dumps(cbor2.CBORTag(SIGN1, [protected, {}, payload, signature]))
    return base64.b32encode(whole).decode().rstrip("=")


def read(keys: dict[bytes, ed25519.Ed25519PublicKey], token: str, code: str) -> Facts:
    """The facts of a code, by one of the published keys.

    :raises NotGenuine: it is signed by no key of these, or for another token
    """
    try:
        padded = code.upper() + "=" * (-len(code) % 8)
        tag = cbor2.loads(base64.b32decode(padded))
        protected, _unprotected, payload, signature = tag.value
        key = keys[cbor2.loads(protected)[KEY_ID]]
        key.verify(signature, _to_be_signed(protected, token, payload))
        return _unpacked(cbor2.loads(payload))
    except (
        ValueError,
        KeyError,
        TypeError,
        AttributeError,
        EOFError,
        InvalidSignature,
        cbor2.CBORDecodeError,
    ) as error:
        raise NotGenuine(str(error) or type(error).__name__) from error


def url(base: str, token: str, code: str) -> str:
    """What the QR code says.

    >>> url("https://hall.example.cn", "7MKPQ", "ABC")
    'HTTPS://HALL.EXAMPLE.CN/VERIFY/7MKPQ/ABC'
    """
    return f"{base}/verify/{token}/{code}".upper()


def key_id(key: ed25519.Ed25519PublicKey) -> bytes:
    """Four bytes by which a key is known among those published."""
    return hashlib.sha256(raw(key)).digest()[:4]


def raw(key: ed25519.Ed25519PublicKey) -> bytes:
    """The 32 bytes of a public key."""
    return key.public_bytes(serialization.Encoding.Raw, serialization.PublicFormat.Raw)


def current_key(folder: Path) -> ed25519.Ed25519PrivateKey:
    """The key in use: the newest of the folder; made there at first use."""
    files = sorted(folder.glob("*.key"), key=lambda file: file.stat().st_mtime)
    if not files:
        files = [_make_key(folder)]
    return serialization.load_pem_private_key(files[-1].read_bytes(), None)


def published_keys(folder: Path) -> list[ed25519.Ed25519PublicKey]:
    """All keys that ever signed here; a key that is replaced stays in the folder."""
    found = [
        serialization.load_pem_private_key(file.read_bytes(), None).public_key()
        for file in sorted(folder.glob("*.key"))
    ]
    found += [
        serialization.load_pem_public_key(file.read_bytes())
        for file in sorted(folder.glob("*.pub"))
    ]
    return found


def key_set(folder: Path) -> list[dict[str, str]]:
    """The published keys as JSON Web Keys (RFC 8037)."""
    return [
        {
            "kty": "OKP",
            "crv": "Ed25519",
            "alg": "EdDSA",
            "use": "sig",
            "kid": key_id(key).hex(),
            "x": base64.urlsafe_b64encode(raw(key)).decode().rstrip("="),
        }
        for key in published_keys(folder)
    ]


def _make_key(folder):
    """Of two who make the first key at once, the first one's stays."""
    folder.mkdir(parents=True, exist_ok=True)
    file, part = folder / "1.key", folder / f"1.{os.getpid()}.part"
    data = ed25519.Ed25519PrivateKey.generate().private_bytes(
        serialization.Encoding.PEM,
        serialization.PrivateFormat.PKCS8,
        serialization.NoEncryption(),
    )
    part.touch(mode=0o600)
    part.write_bytes(data)
    with contextlib.suppress(FileExistsError):
        os.link(part, file)
    part.unlink()
    return file


def _packed(facts):
    packed = {
        TITLE: facts.title,
        NUMBER: facts.number,
        HOLDER: facts.holder,
        ISSUER: facts.issuer,
        ISSUED: (facts.issued_on - EPOCH).days,
    }
    if facts.valid_until:
        packed[UNTIL] = (facts.valid_until - EPOCH).days
    return packed


def _unpacked(packed):
    until = packed.get(UNTIL)
    return Facts(
        packed[TITLE],
        packed[NUMBER],
        packed[HOLDER],
        packed[ISSUER],
        EPOCH + timedelta(days=packed[ISSUED]),
        EPOCH + timedelta(days=until) if until is not None else None,
    )


def _to_be_signed(protected, token, payload):
    """Sig_structure of RFC 9052, with the token as what is signed besides."""
    return cbor2.dumps(["Signature1", protected, token.encode(), payload])
