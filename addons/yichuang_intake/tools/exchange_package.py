"""Signed, hashed, numbered packages for networks that share no wire (专网摆渡).

A package is a zip file of three kinds of members: one ``<table>.jsonl`` a table (a
JSON object a line), ``manifest.json`` (canonical JSON that names sender, recipient,
running number, the package before it and the SHA-256 of each table) and ``signature``
(Ed25519 over the manifest, base64). Whoever holds the sender's public key can tell
that nothing was changed, left out, added or carried twice.

The file runs alone, with Python and the package ``cryptography``, so that a
department can use it on its own side::

    python exchange_package.py key partner.key
    python exchange_package.py check package.zip SENDER_PUBLIC_KEY
    python exchange_package.py answer package.zip partner.key answer.zip 1 [REJECTED]
    python exchange_package.py write hotline_order.jsonl partner.key package.zip \\
        SENDER RECIPIENT NUMBER [PREVIOUS.zip]

``REJECTED`` is a file with one ``row_guid<TAB>reason`` a line; every other row is
answered as taken over. The rows to be written are JSON objects, one a line, each with
a ``row_guid`` of its own; the file is named after their table. From the second package
on, the one before it is named too.
"""

import base64
import binascii
import hashlib
import io
import json
import sys
import zipfile
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import (
    Ed25519PrivateKey,
    Ed25519PublicKey,
)

FORMAT = "yichuang-exchange/1"
KINDS = ("package", "answer")
RESULTS = ("taken", "rejected")
# What a stick may carry unpacked; more is no package of ours.
MOST_BYTES = 256 * 1024 * 1024
MOST_MEMBERS = 40


class PackageError(ValueError):
    """The file is no package that could be trusted.

    :ivar reason: ``damaged``, ``foreign``, ``huge``, ``changed`` or ``signature``
    """

    def __init__(self, reason, detail=""):
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason
        self.detail = detail


@dataclass(frozen=True)
class Package:
    """What is in a package.

    :param kind: ``package`` (rows) or ``answer`` (what became of rows)
    :param number: running number between this sender and this recipient, from 1
    :param previous: digest of the package before, ``""`` for the first
    :param answers_to: digest of the package that an answer answers
    :param tables: rows by table name, each row a dict of texts
    """

    kind: str
    sender: str
    recipient: str
    number: int
    made_at: str
    previous: str = ""
    answers_to: str = ""
    tables: dict[str, list[dict]] = field(default_factory=dict)
    digest: str = ""


def new_key() -> tuple[str, str]:
    """A private and a public key, base64."""
    private = Ed25519PrivateKey.generate()
    return _text(private.private_bytes_raw()), _text(
        private.public_key().public_bytes_raw()
    )


def is_public_key(text: str) -> bool:
    """Whether ``text`` is an Ed25519 public key in base64."""
    try:
        _public(text)
    except PackageError:
        return False
    return True


def write(package: Package, private_key: str) -> tuple[bytes, str]:
    """The file of a package and its digest: the SHA-256 of its manifest."""
    members = {
        f"{name}.jsonl": "".join(
            _canonical(row).decode() + "\n" for row in rows
        ).encode()
        for name, rows in sorted(package.tables.items())
    }
    manifest = _canonical(
        {
            "format": FORMAT,
            "kind": package.kind,
            "sender": package.sender,
            "recipient": package.recipient,
            "number": package.number,
            "made_at": package.made_at,
            "previous": package.previous,
            "answers_to": package.answers_to,
            "tables": [
                {
                    "file": name,
                    "rows": content.count(b"\n"),
                    "sha256": hashlib.sha256(content).hexdigest(),
                }
                for name, content in members.items()
            ],
        }
    )
    key = Ed25519PrivateKey.from_private_bytes(base64.b64decode(private_key))
    members["manifest.json"] = manifest
    members["signature"] = _text(key.sign(manifest)).encode()
    return _packed(members), hashlib.sha256(manifest).hexdigest()


def read(content: bytes, public_key: str) -> Package:
    """The package in a file, once signature and hashes were found right.

    :raises PackageError: the file is damaged, foreign, too large, changed, or signed
        by somebody else
    """
    members = _members(content)
    manifest = members.pop("manifest.json", b"")
    signature = members.pop("signature", b"")
    try:
        _public(public_key).verify(base64.b64decode(signature, validate=True), manifest)
    except (InvalidSignature, binascii.Error, ValueError) as error:
        raise PackageError("signature") from error
    try:
        facts = json.loads(manifest)
        listed = {table["file"]: table for table in facts["tables"]}
        package = Package(
            kind=facts["kind"],
            sender=facts["sender"],
            recipient=facts["recipient"],
            number=facts["number"],
            made_at=facts["made_at"],
            previous=facts["previous"],
            answers_to=facts["answers_to"],
            tables={
                name.removesuffix(".jsonl"): _rows(content)
                for name, content in members.items()
            },
            digest=hashlib.sha256(manifest).hexdigest(),
        )
    except (KeyError, TypeError, ValueError, RecursionError) as error:
        raise PackageError("damaged", str(error)) from error
    if facts.get("format") != FORMAT or package.kind not in KINDS:
        raise PackageError("foreign")
    if set(listed) != set(members):
        raise PackageError("changed", ", ".join(set(listed) ^ set(members)))
    for name, content in members.items():
        if hashlib.sha256(content).hexdigest() != listed[name]["sha256"]:
            raise PackageError("changed", name)
    return package


def _packed(members):
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            # A fixed date: the same content gives the same file.
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), content)
    return buffer.getvalue()


def _members(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
            size = sum(entry.file_size for entry in entries)
            if size > MOST_BYTES or len(entries) > MOST_MEMBERS:
                raise PackageError("huge")
            found = {}
            for entry in entries:
                with archive.open(entry) as member:
                    # The directory may lie about the size; what comes out does not.
                    found[entry.filename] = member.read(MOST_BYTES + 1)
                if sum(map(len, found.values())) > MOST_BYTES:
                    raise PackageError("huge")
            return found
    except (zipfile.BadZipFile, OSError, EOFError, RuntimeError, ValueError) as error:
        if isinstance(error, PackageError):
            raise
        raise PackageError("damaged", str(error)) from error
    except NotImplementedError as error:
        raise PackageError("damaged", str(error)) from error


def _rows(content):
    # Not splitlines(): a value may hold other characters that end lines.
    rows = [json.loads(line) for line in content.decode().split("\n") if line]
    if not all(isinstance(row, dict) for row in rows):
        raise ValueError("a line is no object")
    for row in rows:
        _canonical(row)  # half of a character cannot be written down again
    return rows


def _public(text):
    try:
        return Ed25519PublicKey.from_public_bytes(
            base64.b64decode((text or "").strip(), validate=True)
        )
    except (ValueError, binascii.Error) as error:
        raise PackageError("signature", "no public key") from error


def _text(raw):
    return base64.b64encode(raw).decode()


def _canonical(content):
    return json.dumps(
        content, ensure_ascii=False, sort_keys=True, separators=(",", ":")
    ).encode()


def answer(package: Package, number: int, rejected: dict[str, str]) -> Package:
    """What the recipient answers to a package: each row taken over or rejected.

    :param number: running number of the answer, from 1
    :param rejected: reason by ``row_guid``
    """
    return Package(
        kind="answer",
        sender=package.recipient,
        recipient=package.sender,
        number=number,
        made_at=datetime.now(UTC).isoformat(timespec="seconds"),
        answers_to=package.digest,
        tables={
            "answers": [
                {
                    "row_guid": row["row_guid"],
                    "result": "rejected" if row["row_guid"] in rejected else "taken",
                    "reason": rejected.get(row["row_guid"], ""),
                }
                for rows in package.tables.values()
                for row in rows
            ]
        },
    )


def main(arguments):
    """The command line that the docstring of this file describes."""
    match arguments:
        case ["key", path]:
            private, public = new_key()
            Path(path).write_text(private, encoding="ascii")
            Path(path).chmod(0o600)
            print(f"public key: {public}")
        case ["check", path, public]:
            package = read(Path(path).read_bytes(), public)
            rows = sum(map(len, package.tables.values()))
            print(f"{package.sender} no. {package.number}: in order, {rows} rows")
        case ["answer", path, key, target, number, *files]:
            # The recipient checked the signature with `check` before.
            rejected = dict(
                line.split("\t", 1)
                for name in files
                for line in Path(name).read_text(encoding="utf-8").splitlines()
                if line
            )
            package = _unchecked(Path(path).read_bytes())
            content, _digest = write(
                answer(package, int(number), rejected),
                Path(key).read_text(encoding="ascii"),
            )
            Path(target).write_bytes(content)
            print(f"answer no. {number} to no. {package.number} written")
        case ["write", path, key, target, sender, recipient, number, *before]:
            previous = [_unchecked(Path(name).read_bytes()).digest for name in before]
            content, digest = write(
                Package(
                    kind="package",
                    sender=sender,
                    recipient=recipient,
                    number=int(number),
                    made_at=datetime.now(UTC).isoformat(timespec="seconds"),
                    previous="".join(previous),
                    tables={Path(path).stem: _rows(Path(path).read_bytes())},
                ),
                Path(key).read_text(encoding="ascii"),
            )
            Path(target).write_bytes(content)
            print(f"no. {number} written: {digest}")
        case _:
            print(__doc__)
            return 2
    return 0


def _unchecked(content):
    """A package whose signature was checked before."""
    members = _members(content)
    manifest = members.pop("manifest.json")
    facts = json.loads(manifest)
    return Package(
        kind=facts["kind"],
        sender=facts["sender"],
        recipient=facts["recipient"],
        number=facts["number"],
        made_at=facts["made_at"],
        tables={
            name.removesuffix(".jsonl"): _rows(table)
            for name, table in members.items()
            if name != "signature"
        },
        digest=hashlib.sha256(manifest).hexdigest(),
    )


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
