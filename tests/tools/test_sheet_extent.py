"""A workbook that wants more memory than there is, is told before it is loaded."""

import io
import zipfile

import pytest
import xlsxwriter

from odoo.addons.yichuang_catalog.tools import sheet_file
from odoo.addons.yichuang_catalog.tools.sheet_extent import extent


def workbook(*cells):
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream) as book:
        sheet = book.add_worksheet()
        for row, column in cells:
            sheet.write(row, column, "x")
    return stream.getvalue()


def changed(content, change):
    """The workbook with its first sheet changed by hand."""
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old,
        zipfile.ZipFile(stream, "w") as new,
    ):
        for entry in old.infolist():
            data = old.read(entry)
            if entry.filename == "xl/worksheets/sheet1.xml":
                data = change(data)
            new.writestr(entry.filename, data)
    return stream.getvalue()


@pytest.mark.parametrize(
    ("cells", "places"),
    [
        (((0, 0),), 1),
        (((0, 0), (2, 4)), 15),
        (((0, 0), (1_048_575, 16_383)), 1_048_576 * 16_384),
    ],
)
def test_places(cells, places):
    with zipfile.ZipFile(io.BytesIO(workbook(*cells))) as archive:
        assert extent(archive) == places


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (lambda data: data, "too_many_columns"),
        (lambda data: data.replace(b'"XFD1048576"', b"'&#88;FD1048576'"), "too_many"),
        (lambda data: data.replace(b"<c ", b"<x:c "), "damaged"),
        (lambda data: data.replace(b"</worksheet>", b""), "damaged"),
        (lambda data: data.replace(b"XFD1048576", b"XFDX1048576"), "damaged"),
        (
            lambda data: data.replace(b"<worksheet", b"<!DOCTYPE x><worksheet"),
            "damaged",
        ),
    ],
)
def test_far_cells_are_refused_however_they_are_written(change, reason):
    content = changed(workbook((0, 0), (1_048_575, 16_383)), change)
    with pytest.raises(sheet_file.SheetError) as caught:
        sheet_file.read_table(content)
    assert caught.value.reason.startswith(reason)
