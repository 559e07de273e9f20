"""Sealed offers: what the bidder's browser closes and only custodians together open.

The construction, with nothing secret on the server and no key of the notice anywhere:

* each of *n* custodians has a P-256 key pair of his own; the notice freezes the list
  of the public keys and how many custodians, *t*, it takes;
* the bidder makes a random content key and an ephemeral key. For each custodian *i*
  ``z_i = HKDF(ECDH(ephemeral, custodian_i), header, i)``; for each group of *t*
  custodians the content key is wrapped under ``HKDF(z of the group)``;
* the offer, padded to whole 4 KiB so that its length says nothing, is encrypted by
  AES-256-GCM. The header (notice, round, bidder, list of custodians) is authenticated
  with it and enters every derivation, so a copy under another name is refused;
* SHA-256 of the content key and of each ``z_i`` stand beside it. AES-GCM alone would
  let a bidder in league with openers open one text in two ways; and a false share is
  traced to whoever gave it.

To open, a custodian computes his ``z_i`` from the ephemeral public key (his private key
never leaves him); *t* of them give back the content key, which is then published, so
that everybody can decrypt the offer again.

Sources: NIST SP 800-56A (ECDH), RFC 5869 (HKDF), NIST SP 800-38D (GCM); 招标投标法实施
条例 Art. 36 (sealed, refused when late), Art. 41 (opening early is collusion).

``static/src/js/seal.js`` does the same by WebCrypto; each checks the other.
"""

import base64
import hashlib
import itertools
import json
import os
import re
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat

from odoo.addons.yichuang_catalog.tools.canonical import canonical_bytes, canonical_text

from .padding import BLOCK, pad, unpad

FORMAT = "yichuang-sealed/1"
SUITE = "p256-hkdf-sha256-aes256gcm"
TAG = 16
NONCE = 12
POINT = 65
KEY = 32
# A price, a plan and a few scanned pages; more is no offer for a small service.
MOST_BYTES = 4 * 1024 * 1024
HEX_256 = re.compile(r"[0-9a-f]{64}\Z")
HEADER_NAMES = (
    "format",
    "suite",
    "notice",
    "round",
    "uscc",
    "custodians",
    "threshold",
)
BODY_NAMES = (
    "ephemeral",
    "nonce",
    "ciphertext",
    "wraps",
    "ck_commitment",
    "z_commitments",
)


# How a public key is written: the uncompressed point, 65 bytes.
AS_POINT = (Encoding.X962, PublicFormat.UncompressedPoint)


class SealError(ValueError):
    """The text is no sealed offer, or it cannot be opened with what was given."""


@dataclass(frozen=True)
class Panel:
    """The custodians of a notice, in their published order, and how many open.

    :param keys: P-256 public keys as uncompressed points, base64
    :param threshold: how many of them it takes
    """

    keys: tuple[str, ...]
    threshold: int

    @property
    def text(self) -> str:
        """The list as it is hashed and published with the notice."""
        return "".join(
            f"{position}\t{fingerprint(key)}\t{key}\n"
            for position, key in enumerate(self.keys, 1)
        )

    @property
    def sha256(self) -> str:
        return hashlib.sha256(self.text.encode()).hexdigest()

    @property
    def groups(self) -> list[tuple[int, ...]]:
        """Every group of custodians that opens, by their positions from 1."""
        positions = range(1, len(self.keys) + 1)
        return list(itertools.combinations(positions, self.threshold))


def fingerprint(public_key: str) -> str:
    """What custodians compare by telephone: SHA-256 of the key, in groups of four.

    :raises SealError: no point of P-256
    """
    digest = hashlib.sha256(_point_bytes(public_key)).hexdigest()
    return " ".join(digest[start : start + 4] for start in range(0, 32, 4))


def header(notice: str, draw_round: int, uscc: str, panel: Panel) -> dict:
    """What an offer is bound to: authenticated with it and part of every key."""
    return {
        "format": FORMAT,
        "suite": SUITE,
        "notice": notice,
        "round": draw_round,
        "uscc": uscc,
        "custodians": panel.sha256,
        "threshold": panel.threshold,
    }


def seal(payload: dict, head: dict, panel: Panel) -> str:
    """Seal an offer, as the bidder's browser does.

    :return: the blob, canonical JSON, with nothing in it to be read before the opening
    """
    content_key = AESGCM.generate_key(256)
    ephemeral = ec.generate_private_key(ec.SECP256R1())
    shares = {
        position: _derive(
            ephemeral.exchange(ec.ECDH(), _public_key(key)),
            _share_info(head, position),
        )
        for position, key in enumerate(panel.keys, 1)
    }
    nonce = os.urandom(NONCE)
    wraps = []
    for group in panel.groups:
        wrap_nonce = os.urandom(NONCE)
        wrapped = AESGCM(_group_key(head, group, shares)).encrypt(
            wrap_nonce, content_key, _wrap_data(head, group)
        )
        wraps.append(
            {
                "custodians": list(group),
                "nonce": _text(wrap_nonce),
                "key": _text(wrapped),
            }
        )
    return canonical_text(
        {
            **head,
            "ephemeral": _text(ephemeral.public_key().public_bytes(*AS_POINT)),
            "nonce": _text(nonce),
            "ciphertext": _text(
                AESGCM(content_key).encrypt(
                    nonce, pad(canonical_bytes(payload)), canonical_bytes(head)
                )
            ),
            "wraps": wraps,
            "ck_commitment": hashlib.sha256(content_key).hexdigest(),
            "z_commitments": [
                hashlib.sha256(share).hexdigest() for share in shares.values()
            ],
        }
    )


def check(blob: str, head: dict, panel: Panel) -> dict:
    """Look whether a blob has the right shape and is bound to what it must be bound
    to; what is inside nobody can see.

    :return: the parsed blob
    :raises SealError: says what is wrong
    """
    sealed = parse(blob)
    for name in HEADER_NAMES:
        # As text, for JSON's true equals 1 in Python.
        if canonical_text(sealed[name]) != canonical_text(head[name]):
            raise SealError(f"the offer is sealed for another {name}")
    groups = [tuple(wrap["custodians"]) for wrap in sealed["wraps"]]
    if groups != panel.groups:
        raise SealError("the key is not wrapped for every group of custodians")
    if len(sealed["z_commitments"]) != len(panel.keys):
        raise SealError("a custodian's commitment is missing")
    return sealed


def parse(blob: str) -> dict:
    """The parts of a blob, each of the right kind and length.

    :raises SealError: it is no sealed offer of this suite
    """
    if len(blob) > MOST_BYTES:
        raise SealError("the offer is too large")
    try:
        sealed = json.loads(blob)
        if set(sealed) != {*HEADER_NAMES, *BODY_NAMES}:
            raise SealError("parts of the offer are missing or unknown")
        if (sealed["format"], sealed["suite"]) != (FORMAT, SUITE):
            raise SealError("the offer is sealed in a way this hall does not know")
        _point_bytes(sealed["ephemeral"])
        _bytes(sealed["nonce"], NONCE)
        _check_padding(_bytes(sealed["ciphertext"]))
        for wrap in sealed["wraps"]:
            _bytes(wrap["nonce"], NONCE)
            _bytes(wrap["key"], KEY + TAG)
        if not all(
            HEX_256.match(digest)
            for digest in (sealed["ck_commitment"], *sealed["z_commitments"])
        ):
            raise SealError("a commitment is no SHA-256")
        if canonical_text(sealed) != blob:
            raise SealError("the offer is not written in the one canonical way")
    except SealError:
        raise
    except (AttributeError, KeyError, TypeError, ValueError) as error:
        raise SealError(f"this is no sealed offer: {error}") from error
    return sealed


def share(private_key: ec.EllipticCurvePrivateKey, blob: str, position: int) -> str:
    """A custodian's share of one offer, as the custodian's browser computes it."""
    sealed = parse(blob)
    secret = private_key.exchange(ec.ECDH(), _public_key(sealed["ephemeral"]))
    return _derive(secret, _share_info(_header_of(sealed), position)).hex()


def share_is_good(blob: str, position: int, value: str) -> bool:
    """Whether a share is the one the bidder committed to."""
    commitments = parse(blob)["z_commitments"]
    return (
        0 < position <= len(commitments)
        and bool(HEX_256.match(value or ""))
        and hashlib.sha256(bytes.fromhex(value)).hexdigest()
        == commitments[position - 1]
    )


def recover(blob: str, shares: dict[int, str]) -> str:
    """The content key, from the shares of at least *t* custodians.

    A bidder can spoil the wrap of one group; every group whose shares are there is
    tried, and only a key that fits its commitment counts.

    :param shares: by the custodian's position
    :raises SealError: too few good shares, or no group opens
    """
    sealed = parse(blob)
    head = _header_of(sealed)
    good = {
        position: bytes.fromhex(value)
        for position, value in shares.items()
        if share_is_good(blob, position, value)
    }
    if len(good) < sealed["threshold"]:
        raise SealError(
            f"{len(good)} good shares; it takes {sealed['threshold']} to open"
        )
    for wrap in sealed["wraps"]:
        group = tuple(wrap["custodians"])
        if not set(group) <= set(good):
            continue
        try:
            content_key = AESGCM(_group_key(head, group, good)).decrypt(
                _bytes(wrap["nonce"]), _bytes(wrap["key"]), _wrap_data(head, group)
            )
        except InvalidTag:
            continue
        if hashlib.sha256(content_key).hexdigest() == sealed["ck_commitment"]:
            return content_key.hex()
    raise SealError("no group of the custodians' shares opens this offer")


def open_with_key(blob: str, content_key: str) -> dict:
    """The offer behind a published content key; everybody can do this.

    :raises SealError: the key is not the one committed to, or something was changed
    """
    sealed = parse(blob)
    if not HEX_256.match(content_key or ""):
        raise SealError("a content key is 64 hex digits")
    key = bytes.fromhex(content_key)
    if hashlib.sha256(key).hexdigest() != sealed["ck_commitment"]:
        raise SealError("this is not the key the bidder committed to")
    try:
        padded = AESGCM(key).decrypt(
            _bytes(sealed["nonce"]),
            _bytes(sealed["ciphertext"]),
            canonical_bytes(_header_of(sealed)),
        )
    except InvalidTag as error:
        raise SealError("the offer was changed, or belongs to another name") from error
    try:
        payload = json.loads(unpad(padded))
    except ValueError as error:
        raise SealError("what was sealed is no offer") from error
    if not isinstance(payload, dict):
        raise SealError("what was sealed is no offer")
    return payload


def new_custodian_key() -> tuple[ec.EllipticCurvePrivateKey, str]:
    """A key pair as a custodian's browser makes it: private key, public point."""
    private = ec.generate_private_key(ec.SECP256R1())
    return private, _text(private.public_key().public_bytes(*AS_POINT))


def _header_of(sealed):
    return {name: sealed[name] for name in HEADER_NAMES}


def _group_key(head, group, shares):
    return _derive(
        b"".join(shares[position] for position in group), _wrap_data(head, group)
    )


def _share_info(head, position):
    return b"yichuang-share/1" + _digest(head) + position.to_bytes(4, "big")


def _wrap_data(head, group):
    members = b"".join(position.to_bytes(4, "big") for position in group)
    return b"yichuang-wrap/1" + _digest(head) + members


def _digest(head):
    return hashlib.sha256(canonical_bytes(head)).digest()


def _derive(secret, info):
    return HKDF(SHA256(), KEY, None, info).derive(secret)


def _check_padding(ciphertext):
    size = len(ciphertext) - TAG
    if size < BLOCK or size % BLOCK:
        raise SealError("the offer is not padded to whole 4 KiB")


def _public_key(text):
    try:
        return ec.EllipticCurvePublicKey.from_encoded_point(
            ec.SECP256R1(), _point_bytes(text)
        )
    except ValueError as error:
        raise SealError("this is no public key of P-256") from error


def _point_bytes(text):
    raw = _bytes(text, POINT)
    try:
        ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), raw)
    except ValueError as error:
        raise SealError("this is no public key of P-256") from error
    return raw


def _bytes(text, size=None):
    try:
        raw = base64.b64decode(text, validate=True)
    except (TypeError, ValueError) as error:
        raise SealError("a part of the offer is not base64") from error
    if size is not None and len(raw) != size:
        raise SealError("a part of the offer has the wrong length")
    return raw


def _text(raw):
    return base64.b64encode(raw).decode()
