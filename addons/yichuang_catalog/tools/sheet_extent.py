"""How far the sheets of a workbook reach, told before they are loaded.

The quick reader keeps every place between the first and the last cell of a sheet: two
cells in opposite corners, a file of five kilobytes, would want 500 gigabytes and end
the whole process. A workbook is a zip of XML (ECMA-376 Part 1, 18.3.1.4 and 18.3.1.73).
"""

import re
import zipfile
from functools import lru_cache
from xml.parsers import expat

PIECE = 1024 * 1024
TAG = re.compile(rb"<\s*(?:[\w.-]+:)?(?:c|row)[\s/>]")
PLACE = re.compile(r"([A-Za-z]{1,3})([0-9]{1,7})")


def extent(archive: zipfile.ZipFile) -> int:
    """The number of places in the largest sheet, empty ones included.

    :raises ValueError: a part that has cells is not well-formed, or names places that
        do not exist, or defines entities
    """
    return max((_extent(archive, entry) for entry in archive.infolist()), default=0)


def _extent(archive, entry):
    """Rows times columns of one part; 0 for parts that are no sheet."""
    corner = _Corner()
    parser = expat.ParserCreate()
    parser.StartElementHandler = corner.begin
    parser.StartDoctypeDeclHandler = _refuse
    tail, well_formed, has_cells = b"", True, False
    with archive.open(entry) as part:
        while piece := part.read(PIECE):
            if not well_formed or not has_cells:
                has_cells = has_cells or bool(TAG.search(tail + piece))
                tail = piece[-100:]
            if well_formed:
                try:
                    parser.Parse(piece)
                except expat.ExpatError:
                    well_formed = False
    if well_formed:
        try:
            parser.Parse(b"", True)
        except expat.ExpatError:
            well_formed = False
    if has_cells and not well_formed:
        raise ValueError(entry.filename)
    return corner.rows * corner.columns


class _Corner:
    """The last row and column that any cell of a part is in."""

    def __init__(self):
        self.rows = self.columns = self.row = self.column = 0

    def begin(self, name, attributes):
        name = name.rpartition(":")[2]
        if name == "row":
            self.row = _whole(attributes.get("r"), self.row + 1)
            self.column = 0
            self.rows = max(self.rows, self.row)
        elif name == "c":
            place = attributes.get("r")
            if place is None:
                self.column += 1
            else:
                found = PLACE.fullmatch(place)
                if not found:
                    raise ValueError(place)
                self.column = _column(found[1])
                self.rows = max(self.rows, int(found[2]))
            self.columns = max(self.columns, self.column)


def _whole(text, otherwise):
    if text is None:
        return otherwise
    if not (text.isascii() and text.isdecimal() and len(text) <= 7):
        raise ValueError(text)
    return int(text)


@lru_cache(maxsize=1024)
def _column(letters):
    """
    >>> _column("A"), _column("AA"), _column("XFD")
    (1, 27, 16384)
    """
    number = 0
    for letter in letters.upper():
        number = number * 26 + ord(letter) - ord("A") + 1
    return number


def _refuse(*_declaration):
    raise ValueError("doctype")
