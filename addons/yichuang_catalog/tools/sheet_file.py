"""The first sheet of an uploaded file, xlsx or csv, as a table of texts.

The kind of file is told by its content, never by its name.
"""

import csv
import io
import zipfile
from typing import NamedTuple

MAX_BYTES = 10 * 1024 * 1024
MAX_UNPACKED = 200 * 1024 * 1024
MAX_ROWS = 20_000
MAX_COLUMNS = 100


class SheetError(ValueError):
    """The file cannot be read as a sheet of items; ``reason`` says why."""

    def __init__(self, reason, **detail):
        super().__init__(reason)
        self.reason = reason
        self.detail = detail


class Table(NamedTuple):
    """Headers and the rows below them, each with its number in the sheet."""

    headers: list[str]
    rows: list[tuple[int, list[str]]]


def read_table(content: bytes) -> Table:
    """Headers and rows of an xlsx or csv file, told apart by its content.

    :raises SheetError: ``too_large``, ``empty``, ``old_excel``, ``not_a_sheet``,
        ``damaged``, ``too_many_rows``, ``too_many_columns``
    """
    if len(content) > MAX_BYTES:
        raise SheetError("too_large", limit=MAX_BYTES // 1024 // 1024)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("old_excel")
    if content.startswith(b"PK\x03\x04"):
        lines = _read_xlsx(content)
    else:
        lines = _read_csv(content)
    numbered = [
        (number, cells)
        for number, line in enumerate(lines, start=1)
        if any(cells := [_text(cell) for cell in line])
    ]
    if len(numbered) < 2:
        raise SheetError("empty")
    if len(numbered) - 1 > MAX_ROWS:
        raise SheetError("too_many_rows", limit=MAX_ROWS)
    headers = numbered[0][1]
    if len(headers) > MAX_COLUMNS:
        raise SheetError("too_many_columns", limit=MAX_COLUMNS)
    return Table(headers, numbered[1:])


def _read_xlsx(content):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
            unpacked = sum(entry.file_size for entry in archive.infolist())
    except zipfile.BadZipFile as error:
        raise SheetError("damaged") from error
    if "xl/workbook.xml" not in names:
        raise SheetError("not_a_sheet")
    if unpacked > MAX_UNPACKED:
        raise SheetError("too_large", limit=MAX_BYTES // 1024 // 1024)
    try:
        return _first_sheet(content)
    except Exception as error:  # whatever the reader stumbles over in a broken file
        raise SheetError("damaged") from error


def _first_sheet(content):
    """The first sheet, by the quick reader where it is installed."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return [list(row) for row in book.worksheets[0].iter_rows(values_only=True)]
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return book.get_sheet_by_index(0).to_python(skip_empty_area=False)


def _read_csv(content):
    if b"\0" in content:
        raise SheetError("not_a_sheet")
    for encoding in ("utf-8-sig", "gb18030"):
        try:
            text = content.decode(encoding)
            break
        except UnicodeDecodeError:
            continue
    else:
        raise SheetError("not_a_sheet")
    first_line = text.partition("\n")[0]
    delimiter = max(",;\t", key=first_line.count)
    try:
        return list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    except csv.Error as error:
        raise SheetError("damaged") from error


def _text(cell):
    """The cell as people read it: no trailing ``.0``, no stray blanks."""
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    return " ".join(str(cell).split())
