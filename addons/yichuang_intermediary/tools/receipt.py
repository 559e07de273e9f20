"""Receipts for sealed offers: what was taken in, signed by the hall (Ed25519, RFC
8032), so that an offer which disappears can be proved to have been there."""

import base64

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)


def new_key() -> tuple[str, str]:
    """The hall's key for receipts: private and public key, base64."""
    private = Ed25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(
        private.public_key().public_bytes_raw()
    )


def sign(private_key: str, receipt: str) -> str:
    """The hall's signature under a receipt, base64."""
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key))
    return _text(key.sign(receipt.encode()))


def is_signed(public_key: str, receipt: str, signature: str) -> bool:
    """Whether the hall signed this receipt."""
    key = Ed25519PublicKey.from_public_bytes(base64.b64decode(public_key))
    try:
        key.verify(base64.b64decode(signature), receipt.encode())
    except (InvalidSignature, ValueError):
        return False
    return True


def _text(raw):
    return base64.b64encode(raw).decode()
