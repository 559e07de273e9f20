"""What an applicant may send in and a window may scan: PDF, OFD (GB/T 33190), JPEG
and PNG files that can be opened, told by their content, not too large or too many.

>>> fault(b"<html>", 0, 0)
'unknown'
>>> fault(b"", 0, 0)
'empty'
>>> fault(b"%PDF-1.7", MOST_FILES, 0)
'too_many'
"""

import base64
import io
import re
import zipfile

from odoo.addons.yichuang_catalog.tools import sample_file

TYPES = {
    **{name: sample_file.TYPES[name] for name in ("pdf", "jpg", "png")},
    "ofd": "application/ofd",
}
MOST_BYTES = sample_file.MOST_BYTES
# Of one case: two hundred scanned pages and some photographs.
MOST_FILES = 60
MOST_BYTES_TOGETHER = 150_000_000


def kind(data: bytes) -> str:
    """pdf, jpg, png or ofd; empty for anything else."""
    found = sample_file.kind(data)
    if not found and data[:4] == b"PK\x03\x04" and "OFD.xml" in _parts(data):
        found = "ofd"
    return found if found in TYPES else ""


def fault(data: bytes, files: int, together: int, most: int = MOST_BYTES) -> str:
    """What is wrong with one more file.

    :param files: how many the case has already
    :param together: how many bytes these have
    :param most: how many bytes it may have
    :returns: ``empty``, ``too_many``, ``too_big``, ``unknown``, ``active`` (scripts),
        ``broken``; empty when nothing is
    """
    if not data:
        return "empty"
    if files >= MOST_FILES or together + len(data) > MOST_BYTES_TOGETHER:
        return "too_many"
    if len(data) > most:
        return "too_big"
    found = kind(data)
    if found == "ofd":
        return _ofd_fault(data)
    return sample_file.fault(data, most) if found else "unknown"


def _parts(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            return package.namelist()
    except zipfile.BadZipFile:
        return []


def _ofd_fault(data):
    """An OFD file is a container of XML and pictures: it must unpack whole, without a
    password, and to no more than can be shown."""
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if any(part.flag_bits & 1 for part in parts):
            return "broken"
        if sum(part.file_size for part in parts) > sample_file.MOST_UNPACKED:
            return "broken"
        try:
            return "broken" if package.testzip() else ""
        except (zipfile.BadZipFile, NotImplementedError, EOFError, ValueError):
            return "broken"


def file_name(material: str, number: int, kind: str) -> str:
    """A name of our own: what a person called the file says nothing and may hurt.

    >>> file_name("营业执照/副本", 2, "jpg")
    '营业执照-副本-2.jpg'
    """
    plain = re.sub(r"[^\w.-]+", "-", material).strip("-.")[:60] or "file"
    return f"{plain}-{number}.{kind}"


def decoded(content: bytes | str | bool | None) -> bytes:
    """What a field of a form holds in base64; empty for nothing, and for what is no
    base64.

    >>> decoded("JVBERg==")
    b'%PDF'
    >>> decoded(False), decoded("%")
    (b'', b'')
    """
    try:
        return base64.b64decode(content or b"", validate=True)
    except ValueError:
        return b""
