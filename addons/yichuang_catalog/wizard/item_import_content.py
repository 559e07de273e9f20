"""What the sheets of a workbook say about versions, read and checked cell by cell."""

from dataclasses import dataclass, field

from ..tools import catalogue_columns as columns
from ..tools import catalogue_workbook as workbook
from ..tools.item_sheet import Defect
from .catalogue_reader import CatalogueReader

BLANK = ("", "0", workbook.NO, None)


@dataclass
class Given:
    """What the workbook says about one service.

    ``content`` maps headers of the first sheet to canonical texts; ``lines`` maps the
    title of each sheet that is there to its lines. A text is None where the workbook
    does not say: a column that is not there, no choice, a cell too long to be exported.
    """

    content: dict = field(default_factory=dict)
    lines: dict = field(default_factory=dict)


class GivenContent:
    """All sheets of a workbook as what they say about each row of the first one.

    ``given`` holds it by row number, ``defects`` what cannot be read; ``libraries`` the
    rows of the shared tables by model and name.
    """

    def __init__(self, env, book):
        self.env = env
        self.reader = CatalogueReader(env)
        self.defects, self.given, self.known = [], {}, {}
        self.first = next(iter(book.values()))
        self.content = self._columns(self.first, self.reader.content)
        self.tables = [
            (sheet, book[sheet.title])
            for sheet in self.reader.sheets
            if book.get(sheet.title, self.first) is not self.first
        ]
        if self.content or self.tables:
            self._read(_position(self.first, columns.REFERENCE))
        self.libraries = {
            sheet.field: self._library(sheet, book.get(sheet.title))
            for sheet in columns.LIBRARIES[:2]
        }

    @staticmethod
    def _columns(table, getters):
        """Position and getter of each column of the table that is read."""
        found = [
            (_position(table, getter.column.header), getter)
            for getter in getters
            if not getter.column.shown
        ]
        return [pair for pair in found if pair[0] is not None]

    def _read(self, reference):
        services = {}
        for number, cells in self.first.rows:
            given = self.given[number] = Given(
                {
                    getter.column.header: self._canonical(
                        number, (columns.SERVICES, number), getter, _cell(cells, index)
                    )
                    for index, getter in self.content
                },
                {sheet.title: [] for sheet, _table in self.tables},
            )
            name = "" if reference is None else _cell(cells, reference)
            if name in services and self.tables:
                self._note(number, "error", "duplicate_reference", name)
            services.setdefault(name, (number, given))
        for sheet, table in self.tables:
            self._read_lines(sheet, table, services)

    def _read_lines(self, sheet, table, services):
        reference = _position(table, columns.REFERENCE)
        found = self._columns(table, self.reader.lines[sheet.title])
        order = [getter.column for getter in self.reader.lines[sheet.title]]
        if reference is None or not found or found[0][1].column != order[0]:
            self._note(self.first.rows[0][0], "error", "unknown_sheet", sheet.title)
            return
        for line, cells in table.rows:
            name, place = _cell(cells, reference), (sheet.title, line)
            if name not in services:
                self._note(
                    line, "warning", "orphan_line", name, " ".join(map(str, place))
                )
                continue
            number, given = services[name]
            texts = dict.fromkeys(column.header for column in order)
            for index, getter in found:
                texts[getter.column.header] = self._canonical(
                    number, place, getter, _cell(cells, index)
                )
            given.lines[sheet.title].append(tuple(texts.values()))

    def _canonical(self, number, place, getter, text):
        """The canonical text of a cell; what it cannot mean is a defect."""
        if getter.column.kind == "text":
            if text == workbook.TOO_LONG:
                return None
            return workbook.canonical(getter.column, text)
        key = getter.field, text
        if key not in self.known:
            self.known[key] = self._meaning(getter, text)
        found, kind = self.known[key]
        if kind:
            title, line = place
            header = getter.column.header
            self._note(number, "error", kind, text[:80], f"{title} {line} {header}")
        return found

    def _meaning(self, getter, text):
        try:
            found = workbook.canonical(getter.column, text)
            if getter.column.kind == "choice":
                if not found:
                    return None, None  # an empty cell makes no choice
                # The standard's list may hold more than the field.
                key = workbook.key(getter.column.of, found)
                if key not in getter.field.get_values(self.env):
                    raise workbook.CellError("unknown_choice")
        except workbook.CellError as error:
            return None, error.kind
        return found, None

    def _note(self, row, severity, kind, value, other=""):
        self.defects.append(Defect(row, severity, kind, "", value, other))

    def _library(self, sheet, table):
        """The rows of a shared table, as texts by field name, under their name."""
        if table is None:
            return {}
        declared = self.reader.library_headers(sheet)
        found = {
            column: position
            for column in declared
            if (position := _position(table, column.header)) is not None
        }
        rows = {}
        for _line, cells in table.rows:
            texts = {}
            for column, position in found.items():
                try:
                    text = workbook.canonical(column, _cell(cells, position))
                except workbook.CellError:
                    continue  # the value stays empty, as in a library row not given
                texts[column.path] = text
            name = texts.get("name")
            key = (name, texts.get("article", "")) if "article" in texts else name
            rows.setdefault(key, texts)
        return rows

    def says_something(self, given):
        """Whether it says anything about a version, not only about the service."""
        return any(given.lines.values()) or any(
            given.content.get(getter.column.header) not in BLANK
            for _index, getter in self.content
            if getter.root == "version"
        )


def _position(table, header):
    """Where the column of this header is, if it is there."""
    return next(
        (index for index, found in enumerate(table.headers) if found == header), None
    )


def _cell(cells, index):
    return cells[index] if index < len(cells) else ""
