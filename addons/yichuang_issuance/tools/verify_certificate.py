#!/usr/bin/env python3
"""Check the QR code of a certificate without any network.

    python3 verify_certificate.py keys.json 'HTTPS://…/VERIFY/TOKEN/CODE'

``keys.json`` is what the hall publishes at /verify/keys: fetch it once, from the hall
itself, and keep it. Needs Python 3.9 or newer and the package ``cryptography``; none of
the software of the hall. It says whether the hall issued these words. Whether the
certificate has been revoked since, only the page behind the code can say.
"""

import base64
import json
import sys
from datetime import date, timedelta

LABELS = {1: "证照名称", 2: "证照编号", 3: "持证主体", 4: "颁发机构"}
ISSUED, UNTIL = 5, 6
KEY_ID = 4
SIGN1 = 18


class NotGenuine(Exception):
    """The code does not prove what it says."""


def decode(data, at=0):
    """One CBOR item (RFC 8949) at a place, and where it ends."""
    if at >= len(data):
        raise NotGenuine("the code is cut off")
    kind, small = data[at] >> 5, data[at] & 31
    at += 1
    if small < 24:
        size = small
    elif small < 28:
        width = 1 << (small - 24)
        size = int.from_bytes(data[at : at + width], "big")
        at += width
    else:
        raise NotGenuine("the code has a part of unknown length")
    if kind == 0:
        return size, at
    if kind == 1:
        return -1 - size, at
    if kind in (2, 3):
        part = data[at : at + size]
        if len(part) < size:
            raise NotGenuine("the code is cut off")
        return (part if kind == 2 else part.decode()), at + size
    if kind == 4:
        items = []
        for _ in range(size):
            item, at = decode(data, at)
            items.append(item)
        return items, at
    if kind == 5:
        found = {}
        for _ in range(size):
            key, at = decode(data, at)
            found[key], at = decode(data, at)
        return found, at
    if kind == 6 and size == SIGN1:
        return decode(data, at)
    raise NotGenuine("the code has a part that does not belong there")


def head(kind, size):
    """The first bytes of a CBOR item."""
    if size < 24:
        return bytes([kind << 5 | size])
    width = 1 if size < 256 else 2 if size < 65536 else 4
    mark = {1: 24, 2: 25, 4: 26}[width]
    return bytes([kind << 5 | mark]) + size.to_bytes(width, "big")


def signed(protected, token, payload):
    """What the signature is over: Sig_structure of RFC 9052."""
    parts = head(3, 10) + b"Signature1"
    for part in (protected, token.encode(), payload):
        parts += head(2, len(part)) + part
    return head(4, 4) + parts


def verify(keys, text):
    """The words of a certificate, by label, if one of the keys signed them.

    :param keys: list of dicts with ``kid`` and ``x``, as published
    :raises NotGenuine: no key of these signed them
    """
    from cryptography.exceptions import InvalidSignature
    from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

    parts = text.strip().upper().split("/")
    if len(parts) < 2:
        raise NotGenuine("this is no code of a certificate")
    token, code = parts[-2:]
    try:
        whole, _end = decode(base64.b32decode(code + "=" * (-len(code) % 8)))
        protected, _unprotected, payload, signature = whole
        kid = decode(protected)[0][KEY_ID].hex()
        [x] = [key["x"] for key in keys if key["kid"] == kid]
        raw = base64.urlsafe_b64decode(x + "=" * (-len(x) % 4))
        Ed25519PublicKey.from_public_bytes(raw).verify(
            signature, signed(protected, token, payload)
        )
        facts = decode(payload)[0]
    except InvalidSignature:
        raise NotGenuine("the signature is not the hall's") from None
    except (ValueError, TypeError, KeyError, AttributeError) as error:
        raise NotGenuine(f"not signed by a key of this hall ({error})") from error
    words = {label: facts[key] for key, label in LABELS.items()}
    words["颁发日期"] = str(date(1970, 1, 1) + timedelta(days=facts[ISSUED]))
    words["有效期至"] = (
        str(date(1970, 1, 1) + timedelta(days=facts[UNTIL]))
        if UNTIL in facts
        else "长期"
    )
    return words


def main(arguments):
    """Print what the code proves; exit 1 where it proves nothing."""
    if len(arguments) != 2:
        print(__doc__)
        return 2
    with open(arguments[0], encoding="utf-8") as file:
        keys = json.load(file)["keys"]
    try:
        words = verify(keys, arguments[1])
    except NotGenuine as error:
        print(f"不真实 NOT GENUINE: {error}")
        return 1
    print("真实 GENUINE: issued by the hall with these words. Compare them:")
    for label, text in words.items():
        print(f"  {label} {text}")
    print("Whether it is still in force, only the page behind the code says.")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
