"""Blank forms and samples as people upload them: told by their content.

Only what a reader can open without danger is taken: PDF, PNG, JPEG, Word and Excel
files of the Office Open XML kind without macros. The name of a file says nothing.

>>> fault(b"MZ" + bytes(100))
'unknown'
>>> fault(b"\\x89PNG\\r\\n\\x1a\\n" + bytes(10_000_001))
'too_big'
"""

import io
import zipfile

import magic

MOST_BYTES = 10_000_000
MOST_UNPACKED = 100_000_000
MOST_PIXELS = 50_000_000

OFFICE = "application/vnd.openxmlformats-officedocument."
TYPES = {
    "pdf": "application/pdf",
    "png": "image/png",
    "jpg": "image/jpeg",
    "docx": OFFICE + "wordprocessingml.document",
    "xlsx": OFFICE + "spreadsheetml.sheet",
}
_MAIN_PART = {"docx": "word/document.xml", "xlsx": "xl/workbook.xml"}
_ACTIVE_PDF = ("/JavaScript", "/JS", "/Launch", "/EmbeddedFiles")


def kind(data: bytes) -> str:
    """pdf, png, jpg, docx or xlsx; empty for anything else.

    >>> kind(b"%PDF-1.7\\n"), kind(b"<html></html>")
    ('pdf', '')
    """
    found = magic.from_buffer(data[:8192], mime=True)
    for name in ("pdf", "png", "jpg"):
        if found == TYPES[name]:
            return name
    # Older tables of libmagic know no more than the container.
    if data[:4] == b"PK\x03\x04":
        return _office_kind(data)
    return ""


def fault(data: bytes, most: int = MOST_BYTES) -> str:
    """What is wrong with a file: ``too_big``, ``unknown``, ``active`` (macros or
    scripts), ``broken`` (cannot be opened, or only with a password); empty when
    nothing is.

    :param most: how many bytes it may have
    """
    if len(data) > most:
        return "too_big"
    found = kind(data)
    if not found:
        return "unknown"
    return {"pdf": _pdf_fault, "png": _picture_fault, "jpg": _picture_fault}.get(
        found, _office_fault
    )(data)


def _office_kind(data):
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as package:
            names = set(package.namelist())
    except zipfile.BadZipFile:
        return ""
    return next((name for name, part in _MAIN_PART.items() if part in names), "")


def _office_fault(data):
    with zipfile.ZipFile(io.BytesIO(data)) as package:
        parts = package.infolist()
        if any("vbaproject" in part.filename.lower() for part in parts):
            return "active"
        if sum(part.file_size for part in parts) > MOST_UNPACKED:
            return "broken"
    return ""


def _picture_fault(data):
    from PIL import Image

    try:
        with Image.open(io.BytesIO(data)) as picture:
            if picture.width * picture.height > MOST_PIXELS:
                return "too_big"
            picture.verify()
    except Exception:
        # Pillow raises whatever its decoders raise
        return "broken"
    return ""


def _pdf_fault(data):
    import pikepdf

    try:
        with pikepdf.open(io.BytesIO(data)) as document:
            if document.is_encrypted or not document.pages:
                return "broken"
            root = document.Root
            names = root.get("/Names", {})
            action = root.get("/OpenAction", {})
            if "/AA" in root or any(key in names for key in _ACTIVE_PDF):
                return "active"
            if isinstance(action, pikepdf.Dictionary) and action.get("/S") in (
                "/JavaScript",
                "/Launch",
            ):
                return "active"
    except (pikepdf.PdfError, pikepdf.PasswordError):
        return "broken"
    return ""


def thumbnail(data: bytes, side: int = 360) -> bytes:
    """A picture as a small JPEG on white, at most ``side`` pixels wide and high;
    empty for what is no picture."""
    from PIL import Image

    if kind(data) not in ("png", "jpg"):
        return b""
    with Image.open(io.BytesIO(data)) as picture:
        if picture.width * picture.height > MOST_PIXELS:
            return b""
        picture.thumbnail((side, side))
        whole = picture.convert("RGBA")
    page = Image.new("RGB", whole.size, "white")
    page.paste(whole, mask=whole)
    stream = io.BytesIO()
    page.save(stream, "JPEG", quality=80)
    return stream.getvalue()
