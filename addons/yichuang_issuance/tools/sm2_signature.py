"""Verifying a signature with SM2 and SM3 (GB/T 32918.2, GB/T 32905), such as a national
cryptographic device makes, and what such a device is given to sign.

Verifying only: pure Python is not constant in time, so a key that signs belongs into a
device. The hash is OpenSSL's, the curve ``gmalg``'s.
"""

import hashlib

from cryptography.hazmat.primitives.asymmetric.utils import (
    decode_dss_signature,
    encode_dss_signature,
)

USER_ID = b"1234567812345678"
"""The signer's name where nobody agreed on another (GB/T 35276)."""

_CURVE = bytes.fromhex(
    "fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc"
    "28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93"
    "32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7"
    "bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0"
)
"""a, b and the generator (GB/T 32918.5), as the signer's name is hashed with them."""


def digest(public_key: bytes, message: bytes, user_id: bytes = USER_ID) -> bytes:
    """What a device is given to sign instead of the message: 32 bytes, SM3 over the
    signer's value Z and the message (GB/T 32918.2, 5.5 and 6.1).

    :param public_key: the point, 65 bytes beginning with 04
    """
    named = (len(user_id) * 8).to_bytes(2) + user_id + _CURVE + public_key[1:]
    signer = hashlib.new("sm3", named).digest()
    return hashlib.new("sm3", signer + message).digest()


def encoded(signature: bytes) -> bytes:
    """A signature as DER of the two numbers (GB/T 35276); devices give either that or
    the 64 bytes of the numbers one after the other.

    :raises ValueError: it is neither
    """
    if len(signature) == 64:
        parts = signature[:32], signature[32:]
        return encode_dss_signature(*map(int.from_bytes, parts))
    decode_dss_signature(signature)
    return signature


def verify(
    public_key: bytes, message: bytes, signature: bytes, user_id: bytes = USER_ID
) -> bool:
    """Whether the owner of the key signed the message.

    :param public_key: the point, 65 bytes beginning with 04, as in certificates
    :param signature: DER of the two numbers
    """
    from gmalg import SM2

    try:
        r, s = (part.to_bytes(32) for part in decode_dss_signature(signature))
        return SM2(pk=public_key, uid=user_id).verify(message, r, s)
    except (ValueError, OverflowError, TypeError):
        return False
