"""What an applicant may send in: PDF, JPEG and PNG files that can be opened, told by
their content, not too large and not too many.

>>> fault(b"<html>", 0, 0)
'unknown'
>>> fault(b"", 0, 0)
'empty'
>>> fault(b"%PDF-1.7", MOST_FILES, 0)
'too_many'
"""

import re

from odoo.addons.yichuang_catalog.tools import sample_file

KINDS = ("pdf", "jpg", "png")
MOST_BYTES = sample_file.MOST_BYTES
# Of one case: two hundred scanned pages and some photographs.
MOST_FILES = 60
MOST_BYTES_TOGETHER = 150_000_000


def fault(data: bytes, files: int, together: int) -> str:
    """What is wrong with one more file.

    :param files: how many the case has already
    :param together: how many bytes these have
    :returns: ``empty``, ``too_many``, ``too_big``, ``unknown``, ``active`` (scripts),
        ``broken``; empty when nothing is
    """
    if not data:
        return "empty"
    if files >= MOST_FILES or together + len(data) > MOST_BYTES_TOGETHER:
        return "too_many"
    found = sample_file.fault(data)
    if not found and sample_file.kind(data) not in KINDS:
        return "unknown"
    return found


def file_name(material: str, number: int, kind: str) -> str:
    """A name of our own: what a person called the file says nothing and may hurt.

    >>> file_name("营业执照/副本", 2, "jpg")
    '营业执照-副本-2.jpg'
    """
    plain = re.sub(r"[^\w.-]+", "-", material).strip("-.")[:60] or "file"
    return f"{plain}-{number}.{kind}"
