"""Cells of the catalogue's workbook: what a text in a column means, and the file.

The canonical text of a value is the one that the export writes; :func:`canonical`
gives it for whatever a person typed, so that two cells mean the same exactly when their
canonical texts are equal.

>>> canonical(Column("是否收费", "fee", "flag"), " yes ")
'是'
>>> canonical(Column("法定办结时限", "days", "number"), "20.0")
'20'
>>> canonical(Column("办件类型", "t", "choice", "case_type"), "转报件")
'上报件'
>>> canonical(Column("实施日期", "d", "date"), "2019年4月23日")
'2019-04-23'
>>> canonical(Column("联办机构", "d", "names"), "甲局; 乙局；")
'乙局；甲局'
>>> law_parts("《行政许可法》第四十二条")
('行政许可法', '第四十二条')
"""

import re
from datetime import date

import xlsxwriter

from . import enumerations
from .catalogue_columns import Column
from .exceptions import CodeError

YES, NO = "是", "否"
_FLAGS = {
    **dict.fromkeys(("是", "有", "√", "yes", "y", "true", "1"), YES),
    **dict.fromkeys(("否", "无", "×", "no", "n", "false", "0", ""), NO),
}
SEPARATOR = "；"
LAW = re.compile(r"^《(?P<name>.+?)》\s*(?P<article>.*)$", re.DOTALL)
_DATE = re.compile(r"^(\d{4})\D(\d{1,2})\D(\d{1,2})\D?$")

LINE_END = re.compile("\r\n?")

# What no cell of a workbook can hold, and what Excel holds at most in one.
CONTROL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")
MAX_CELL = 32_767
MAX_LINES = 1_048_575

# As many columns as A4 landscape shows side by side in readable print.
ACROSS = 13
TOO_LONG = "〔内容过长，未导出；导入时保留原内容〕"


class CellError(ValueError):
    """A text that its column cannot hold; ``kind`` says why."""

    def __init__(self, kind):
        super().__init__(kind)
        self.kind = kind


def canonical(column: Column, text: str) -> str:
    """The text as the export would write it.

    :raises CellError: ``bad_number``, ``bad_date``, ``bad_flag``, ``unknown_choice``
    """
    text = LINE_END.sub("\n", CONTROL.sub("", text)).strip()
    return _READERS.get(column.kind, _text)(column, text)


def _text(column, text):
    return text


def _number(column, text):
    if not text:
        return "0"
    try:
        number = float(text)
    except ValueError:
        raise CellError("bad_number") from None
    if not (number.is_integer() and abs(number) < 2**31):
        raise CellError("bad_number")
    return str(int(number))


def _date(column, text):
    if not text:
        return ""
    found = _DATE.match(text)
    try:
        return date(*map(int, found.groups())).isoformat()
    except (AttributeError, ValueError):
        raise CellError("bad_date") from None


def _flag(column, text):
    if text.lower() not in _FLAGS:
        raise CellError("bad_flag")
    return _FLAGS[text.lower()]


def _choice(column, text):
    if not text:
        return ""
    return word(column.of, key(column.of, text))


def _names(column, text):
    return SEPARATOR.join(sorted(names(text)))


def _keys(column, text):
    found = {key(column.of, name) for name in names(text)}
    return SEPARATOR.join(sorted(word(column.of, name) for name in found))


def _laws(column, text):
    quotes = {line.strip() for line in text.splitlines()} - {""}
    return "\n".join(sorted("《{}》{}".format(*law_parts(quote)) for quote in quotes))


_READERS = {
    "number": _number,
    "date": _date,
    "flag": _flag,
    "choice": _choice,
    "keys": _keys,
    "laws": _laws,
    "names": _names,
    "siblings": _names,
    "answers": _names,
}


def names(text: str) -> list[str]:
    """The names in a cell, each once, in their order."""
    parts = (part.strip() for part in re.split("[；;\n]", text))
    return list(dict.fromkeys(part for part in parts if part))


def law_parts(text: str) -> tuple[str, str]:
    """Name and article of a law as it is quoted; without marks it is all name."""
    found = LAW.match(text)
    return (found["name"], found["article"].strip()) if found else (text, "")


def word(of, value: str) -> str:
    """The Chinese word for a key of the list ``of``; the key itself where the list
    has none."""
    if isinstance(of, dict):
        return of.get(value, value)
    try:
        return enumerations.chinese(of, value)
    except CodeError:
        return value


def key(of, text: str) -> str:
    """The key for a word of the list ``of``, or for the key itself.

    :raises CellError: the list has no such word
    """
    if isinstance(of, dict):
        found = next((name for name, label in of.items() if label == text), None)
        if found is None and text in of:
            found = text
        if found is None:
            raise CellError("unknown_choice")
        return found
    try:
        return enumerations.from_name(of, text)
    except CodeError:
        if text in {entry.key for entry in enumerations.entries(of)}:
            return text
        raise CellError("unknown_choice") from None


class Writer:
    """An xlsx file that grows row by row, whatever its length, and calculates nothing.

    Every sheet is laid out to be printed on A4, landscape, its headers on each page.

    :param target: path or stream
    """

    def __init__(self, target, title=""):
        self.book = xlsxwriter.Workbook(
            target,
            {
                "constant_memory": True,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        self.title = title
        self.sheets = {}
        base = {"font_size": 9, "border": 1, "valign": "top", "text_wrap": True}
        self.cell = self.book.add_format(base)
        self.head = self.book.add_format(
            {**base, "bold": True, "bg_color": "#E8EEF7", "valign": "vcenter"}
        )

    def add_sheet(self, name, headers, widths):
        """A sheet with its headers in the first row."""
        sheet = self.book.add_worksheet(name)
        sheet.set_paper(9)
        sheet.set_landscape()
        sheet.set_margins(left=0.4, right=0.4, top=0.6, bottom=0.6)
        sheet.repeat_rows(0)
        if len(headers) <= ACROSS:
            sheet.fit_to_pages(1, 0)
        else:
            sheet.repeat_columns(0, 1)
        sheet.set_header("&L{}&R{}".format(self.title.replace("&", "&&"), name))
        sheet.set_footer("&C第 &P 页，共 &N 页")
        sheet.freeze_panes(1, 2)
        for column, width in enumerate(widths):
            sheet.set_column(column, column, width)
        for column, header in enumerate(headers):
            sheet.write_string(0, column, header, self.head)
        self.sheets[name] = [sheet, 1]

    def add_row(self, name, texts):
        """The next row of a sheet: text cells only.

        :raises CellError: ``too_many_lines``: a sheet of Excel is full
        """
        sheet, row = self.sheets[name]
        if row > MAX_LINES:
            raise CellError("too_many_lines")
        for column, text in enumerate(texts):
            text = CONTROL.sub("", text)
            sheet.write_string(
                row, column, text if len(text) <= MAX_CELL else TOO_LONG, self.cell
            )
        self.sheets[name][1] += 1

    def close(self):
        self.book.close()
