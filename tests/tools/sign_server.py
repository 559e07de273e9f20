"""A signing service, a time-stamping body and a list of what was revoked, served over
HTTPS on this machine; every key is OpenSSL's."""

import base64
import contextlib
import json
import ssl
import threading
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from ipaddress import ip_address

from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID

TOKEN = "what-only-the-hall-knows"


class SignServer(ThreadingHTTPServer):
    """Signs with ``holder``, stamps with ``stamping``; tells what it was asked.

    :ivar answers: path to (status, body), said instead of the true answer
    :ivar asked: (path, headers, body) of every request
    """

    def __init__(self, folder, holder, stamping, lists):
        super().__init__(("127.0.0.1", 0), Handler)
        self.holder, self.stamping, self.lists = holder, stamping, lists
        self.answers, self.asked = {}, []
        self.trusted = _certified(folder)
        context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
        context.load_cert_chain(self.trusted, folder / "tls.key")
        self.socket = context.wrap_socket(self.socket, server_side=True)
        self.url = f"https://127.0.0.1:{self.server_port}"

    def handle_error(self, request, client_address):
        """A client that leaves, or does not trust us, is no error of ours."""

    def answer(self, path, headers, body):
        """Status and body."""
        if path in self.answers:
            return self.answers[path]
        if path == "/list":
            return 200, self.lists.dump()
        if path == "/stamp":
            return 200, self.stamping.stamp(body)
        if headers.get("Authorization") != f"Bearer {TOKEN}":
            return 401, b"{}"
        asked = json.loads(body)
        if asked["key"] != "licence" or asked["algorithm"] != "SM2-SM3":
            return 404, b"{}"
        signature = self.holder.sign_digest(base64.b64decode(asked["digest"]))
        told = {"signature": base64.b64encode(signature).decode()}
        return 200, json.dumps(told).encode()

    @contextlib.contextmanager
    def running(self):
        """While this lasts, it answers."""
        thread = threading.Thread(target=self.serve_forever, args=(0.01,))
        thread.start()
        try:
            yield self
        finally:
            self.shutdown()
            thread.join()
            self.server_close()


class Handler(BaseHTTPRequestHandler):
    def do_POST(self):
        body = self.rfile.read(int(self.headers.get("Content-Length", 0)))
        self.server.asked.append((self.path, dict(self.headers), body))
        status, told = self.server.answer(self.path, self.headers, body)
        self.send_response(status)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    do_GET = do_POST

    def log_message(self, format, *args):
        """Nothing: tests are quiet."""


def _certified(folder):
    """A certificate of this machine for TLS; the file's name."""
    key = ec.generate_private_key(ec.SECP256R1())
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "127.0.0.1")])
    now = datetime.now(UTC)
    names = [x509.IPAddress(ip_address("127.0.0.1"))]
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=30))
        .add_extension(x509.SubjectAlternativeName(names), False)
        .sign(key, hashes.SHA256())
    )
    (folder / "tls.pem").write_bytes(
        certificate.public_bytes(serialization.Encoding.PEM)
    )
    (folder / "tls.key").write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM,
            serialization.PrivateFormat.PKCS8,
            serialization.NoEncryption(),
        )
    )
    return folder / "tls.pem"
