"""A service that signs with SM2 for us: a licensed authority's, or the hall's own
signing server (签名验签服务器, GM/T 0029). It keeps the key in a device.

It is handed 32 bytes, never a file: SM3 over the signer's Z value and the message
(GB/T 32918.2). Each maker's server speaks its own way, so between it and the hall
stands whatever of its maker's speaks this one::

    POST <url>
    Authorization: Bearer <token>
    {"key": "licence", "algorithm": "SM2-SM3", "digest": "<base64 of 32 bytes>"}

    200 {"signature": "<base64 of r and s, DER or 64 bytes>"}

Address, token and certificates are in the server's configuration (``key_ring``).
"""

import base64
import json
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from urllib.parse import urlsplit

from asn1crypto import pem, x509

from . import sm2_signature
from .sm2_signing import RefusedError, Sm2Key

TIMEOUT = 10
"""Seconds to wait for an answer where the configuration says nothing."""

MOST_ANSWER = 65_536
MOST_LIST = 10_000_000
"""Bytes of an answer, and of a revocation list, that are read."""

OWN_MACHINE = ("localhost", "127.0.0.1", "::1")


@dataclass(frozen=True)
class SignService:
    """Where it is and how it knows us.

    :param url: ``https``; ``http`` on this machine only
    :param key: the name that the service gives the key
    :param token: said with each request, empty for none
    :param trusted: PEM file of who vouches for the service; the system's by default
    :param known_by: PEM file of certificate and key with which we come, if any
    :param timeout: seconds to wait for an answer
    """

    url: str
    key: str
    token: str = ""
    trusted: str = ""
    known_by: str = ""
    timeout: float = TIMEOUT

    def sign(self, public_key: bytes, message: bytes) -> bytes:
        """The signature of a message, as the service gives it.

        :raises RefusedError: it cannot be reached, or does not sign
        """
        parts = urlsplit(self.url)
        if parts.scheme != "https" and parts.hostname not in OWN_MACHINE:
            raise RefusedError("not_https", url=self.url)
        digest = sm2_signature.digest(public_key, message)
        asked = {
            "key": self.key,
            "algorithm": "SM2-SM3",
            "digest": base64.b64encode(digest).decode(),
        }
        headers = {"Content-Type": "application/json"}
        if self.token:
            headers["Authorization"] = f"Bearer {self.token}"
        answer = self._fetch(
            "sign_service",
            self.url,
            json.dumps(asked).encode(),
            headers,
            known_by=self.known_by or None,
        )
        try:
            return base64.b64decode(json.loads(answer)["signature"], validate=True)
        except (ValueError, TypeError, KeyError) as error:
            raise RefusedError("no_signature") from error

    def stamp(self, url: str, request: bytes) -> bytes:
        """What the time-stamping body at ``url`` answers (RFC 3161)."""
        kind = {"Content-Type": "application/timestamp-query"}
        return self._fetch("stamp_service", url, request, kind)

    def revocation_list(self, place: str) -> bytes:
        """A revocation list as DER, from an address or a file."""
        if urlsplit(place).scheme in ("http", "https"):
            data = self._fetch("revocation_list", place, None, {}, MOST_LIST)
        else:
            data = Path(place).read_bytes()
        return pem.unarmor(data)[2] if pem.detect(data) else data

    def _fetch(self, what, url, body, headers, most=MOST_ANSWER, known_by=None):
        import requests

        with requests.Session() as session:
            # Neither proxies nor passwords that somebody left in the environment.
            session.trust_env = False
            try:
                with session.request(
                    "POST" if body else "GET",
                    url,
                    data=body,
                    headers=headers,
                    timeout=self.timeout,
                    verify=self.trusted or True,
                    cert=known_by,
                    allow_redirects=False,
                    stream=True,
                ) as answer:
                    data = answer.raw.read(most + 1, decode_content=True)
            except (requests.RequestException, OSError) as error:
                raise RefusedError(
                    "unreachable", service=what, url=url, error=str(error)
                ) from error
        if answer.status_code != 200:
            status = answer.status_code
            raise RefusedError("bad_status", service=what, url=url, status=status)
        if len(data) > most:
            raise RefusedError("too_long", service=what, url=url)
        return data


def key(settings: dict[str, str], roots: list, moment: datetime, token: str) -> Sm2Key:
    """The key that a service keeps, as its section of the configuration tells.

    :param settings: the section: ``url``, ``key``, ``certificate`` (PEM file: the
        seal's first, then those that vouch for it), ``lists`` (addresses or files of
        revocation lists), ``stamp``, and what ``SignService`` takes
    :param roots: certificates that are trusted
    :raises KeyError, OSError, ValueError: something of it is lacking
    """
    service = SignService(
        settings["url"],
        settings["key"],
        token,
        settings.get("trusted", ""),
        settings.get("known_by", ""),
        float(settings.get("timeout", TIMEOUT)),
    )
    text = Path(settings["certificate"]).read_bytes()
    certificate, *others = [
        x509.Certificate.load(der)
        for _kind, _headers, der in pem.unarmor(text, multiple=True)
    ]
    point = certificate.public_key["public_key"].native
    stamp_url = settings["stamp"]
    return Sm2Key(
        certificate=certificate,
        others=others,
        sign=lambda message: service.sign(point, message),
        stamp=lambda request: service.stamp(stamp_url, request),
        roots=roots,
        moment=moment,
        lists=[service.revocation_list(each) for each in settings["lists"].split()],
    )
