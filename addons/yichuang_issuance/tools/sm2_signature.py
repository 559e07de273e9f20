"""Verifying a signature with SM2 and SM3 (GB/T 32918.2, GB/T 32905), such as a national
cryptographic device makes.

Verifying only: pure Python is not constant in time, so a key that signs belongs into a
device. The hash is OpenSSL's, the curve ``gmalg``'s.
"""

from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature

USER_ID = b"1234567812345678"
"""The signer's name where nobody agreed on another (GB/T 35276)."""


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
