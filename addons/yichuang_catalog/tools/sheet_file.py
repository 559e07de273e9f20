"""The sheets of an uploaded file, xlsx or csv, as tables of texts.

The kind of file is told by its content, never by its name.
"""

import csv
import io
import zipfile
import zlib
from datetime import date, datetime
from typing import NamedTuple

from .sheet_extent import extent

MAX_BYTES = 40 * 1024 * 1024
MAX_UNPACKED = 600 * 1024 * 1024
MAX_ROWS = 60_000
MAX_LINES = 400_000
MAX_COLUMNS = 100
# Rows times columns of a sheet, empty places included: they are held in memory.
MAX_PLACES = 20_000_000
PIECE = 1024 * 1024


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
    """Headers and rows of the first sheet; see :func:`read_book`."""
    return next(iter(read_book(content).values()))


def read_book(content: bytes, names=()) -> dict[str, Table]:
    """Headers and rows of an xlsx or csv file, told apart by its content.

    :param names: names of further sheets to read besides the first
    :return: the tables by the name of their sheet, the first sheet first; a csv text
        has one, without a name
    :raises SheetError: ``too_large``, ``empty``, ``old_excel``, ``not_a_sheet``,
        ``damaged``, ``too_many_rows``, ``too_many_lines``, ``too_many_columns``
    """
    if len(content) > MAX_BYTES:
        raise SheetError("too_large", limit=MAX_BYTES // 1024 // 1024)
    if content.startswith(b"\xd0\xcf\x11\xe0"):
        raise SheetError("old_excel")
    if content.startswith(b"PK\x03\x04"):
        sheets = _read_xlsx(content, names)
    else:
        sheets = {"": _read_csv(content)}
    tables, lines = {}, 0
    for name, sheet in sheets.items():
        table = _table(sheet, MAX_LINES if tables else MAX_ROWS)
        if not (table.rows or tables):
            raise SheetError("empty")
        if table.headers:
            tables[name] = table
            lines += len(table.rows)
    if lines > MAX_LINES + MAX_ROWS:
        raise SheetError("too_many_lines", limit=MAX_LINES)
    return tables


def _table(sheet, most):
    """The lines of one sheet as a table, without headers when it is blank."""
    headers, rows = [], []
    for number, line in enumerate(sheet, start=1):
        cells = [_text(cell) for cell in line]
        if not any(cells):
            continue
        if not headers:
            if len(cells) > MAX_COLUMNS:
                raise SheetError("too_many_columns", limit=MAX_COLUMNS)
            headers = cells
        elif len(rows) == most:
            raise SheetError("too_many_rows", limit=most)
        else:
            rows.append((number, cells))
    return Table(headers, rows)


def _read_xlsx(content, names):
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            entries = archive.infolist()
    except zipfile.BadZipFile as error:
        raise SheetError("damaged") from error
    if "xl/workbook.xml" not in {entry.filename for entry in entries}:
        raise SheetError("not_a_sheet")
    if _unpacked(content, entries) > MAX_UNPACKED:
        raise SheetError("too_large", limit=MAX_BYTES // 1024 // 1024)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            places = extent(archive)
    except Exception as error:  # whatever a forged file makes the readers stumble over
        raise SheetError("damaged") from error
    if places > MAX_PLACES:
        raise SheetError("too_many_columns", limit=MAX_COLUMNS)
    try:
        return _sheets(content, names)
    except Exception as error:  # whatever the reader stumbles over in a broken file
        raise SheetError("damaged") from error


def _unpacked(content, entries):
    """How many bytes the archive really holds, counted up to the limit: the sizes
    that it declares itself may be a lie."""
    total = 0
    for entry in entries:
        if entry.compress_type == zipfile.ZIP_STORED:
            total += entry.compress_size
        elif entry.compress_type != zipfile.ZIP_DEFLATED:
            raise SheetError("damaged")
        else:
            total += _inflated(content, entry, MAX_UNPACKED - total)
        if total > MAX_UNPACKED:
            break
    return total


def _inflated(content, entry, most):
    """Length of one compressed entry once unpacked; it stops soon after ``most``."""
    head = content[entry.header_offset : entry.header_offset + 30]
    begin = (
        entry.header_offset
        + 30
        + int.from_bytes(head[26:28], "little")
        + int.from_bytes(head[28:30], "little")
    )
    reader, total = zlib.decompressobj(-zlib.MAX_WBITS), 0
    packed = content[begin : begin + entry.compress_size]
    try:
        while not reader.eof and total <= most:
            piece = len(reader.decompress(packed, PIECE))
            if not piece and not reader.unconsumed_tail:
                break
            total += piece
            packed = reader.unconsumed_tail
    except zlib.error as error:
        raise SheetError("damaged") from error
    return total


def _sheets(content, names):
    """The first sheet and those called ``names``, by the quick reader where it is
    installed."""
    try:
        from python_calamine import CalamineWorkbook
    except ImportError:
        from openpyxl import load_workbook

        book = load_workbook(io.BytesIO(content), read_only=True, data_only=True)
        return {
            name: [list(row) for row in book[name].iter_rows(values_only=True)]
            for position, name in enumerate(book.sheetnames)
            if not position or name in names
        }
    book = CalamineWorkbook.from_filelike(io.BytesIO(content))
    return {
        name: book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        for position, name in enumerate(book.sheet_names)
        if not position or name in names
    }


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
    """The cell as people read it: no trailing ``.0``, no stray blanks around it, the
    ends of lines all alike."""
    if isinstance(cell, str):
        if "\r" in cell:
            cell = cell.replace("\r\n", "\n").replace("\r", "\n")
        return cell.strip()
    if cell is None:
        return ""
    if isinstance(cell, float) and cell.is_integer():
        cell = int(cell)
    if isinstance(cell, datetime) and not (cell.hour or cell.minute or cell.second):
        cell = cell.date()
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, bool):
        return "是" if cell else "否"
    return str(cell).strip()
