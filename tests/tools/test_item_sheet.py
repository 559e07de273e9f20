"""Sheets of published items: read whatever comes, find every defect."""

import csv
import io
import string
import sys
import zipfile

import pytest
import xlsxwriter
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import (
    item_organs,
    item_sheet,
    item_types,
    sheet_file,
)
from odoo.addons.yichuang_catalog.tools.item_sheet import Row
from odoo.addons.yichuang_catalog.tools.sheet_file import SheetError

ORGAN = "11370899MB0000019M"
OTHER = "11370899MB0000027G"
CELL = st.text(string.ascii_letters + "许可局事项,;\"'= 0123456789", max_size=12)


def kinds(*rows):
    return [(defect.row, defect.kind) for defect in item_sheet.examine(list(rows))]


def row(number=2, **cells):
    return Row(
        number,
        **{
            "department": "样例局",
            "name": f"事项{number}",
            "type_code": "01",
            "type_name": "行政许可",
            "local_code": f"379A{number:08}-379902000000-000-{ORGAN}-1-00",
            "uscc": ORGAN,
            **cells,
        },
    )


def code(organ):
    return f"379A00000001-379902000000-000-{organ}-1-00"


def test_a_clean_row_has_no_defect():
    assert kinds(row()) == []


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"department": ""}, "missing_department"),
        ({"name": ""}, "missing_name"),
        ({"type_code": "", "type_name": ""}, "missing_type"),
        ({"type_code": "99", "type_name": ""}, "unknown_type"),
        ({"type_code": "", "type_name": "行政审批"}, "unknown_type"),
        ({"type_name": "公共服务"}, "type_mismatch"),
        ({"uscc": ""}, "missing_uscc"),
        ({"uscc": OTHER}, "organ_mismatch"),
        ({"local_code": "379A"}, "odd_local_code"),
        ({"local_code": "", "uscc": "1" * 18}, "placeholder_uscc"),
        ({"local_code": "", "uscc": ORGAN[:-1]}, "short_uscc"),
        ({"local_code": "", "uscc": ORGAN.lower()}, "lower_case_uscc"),
        ({"local_code": "", "uscc": ORGAN[:-1] + "X"}, "bad_uscc_check"),
    ],
)
def test_each_defect_is_named(cells, kind):
    assert kinds(row(**cells)) == [(2, kind)]


def test_a_missing_credit_code_is_hinted_at_by_the_item_code():
    (defect,) = item_sheet.examine([row(uscc="")])
    assert (defect.severity, defect.other) == ("warning", ORGAN)


def test_the_same_code_twice_is_an_error_at_the_second_row():
    rows = [row(2), row(3, local_code=row(2).local_code)]
    assert kinds(*rows) == [(3, "duplicate_code")]


@pytest.mark.parametrize(
    ("codes", "severity"), [(("", ""), "error"), (None, "warning")]
)
def test_the_same_name_twice_matters_less_where_codes_differ(codes, severity):
    rows = [row(2), row(3, name="事项2")]
    if codes:
        for line, local_code in zip(rows, codes, strict=True):
            line.local_code = local_code
    (defect,) = item_sheet.examine(rows)
    assert (defect.kind, defect.severity, defect.other) == (
        "duplicate_name",
        severity,
        "2",
    )


def test_the_same_name_in_two_departments_is_no_defect():
    rows = [
        row(2),
        row(3, name="事项2", department="别局", uscc=OTHER, local_code=code(OTHER)),
    ]
    assert kinds(*rows) == []


def test_a_credit_code_belongs_to_the_department_that_uses_it_most():
    rows = [row(2), row(3), row(4, department="别局")]
    assert kinds(*rows) == [(4, "uscc_of_other_department")]
    assert item_organs.organ_of(rows[2], item_organs.owners(rows)) == ("别局", "")


def test_the_department_itself_is_an_organ_of_state():
    body = "12511301452260997J"
    rows = [row(2), *(row(n, uscc=body, local_code="") for n in (3, 4, 5))]
    assert item_organs.principals(rows) == {"样例局": ORGAN}


def test_local_codes_of_all_shapes_give_their_item_and_organ():
    for text, item, organ in (
        (f"511Z07-511602000000-000-{ORGAN}-1-00", "511Z07", ORGAN),
        (f"G-000007-001-511602000000-000-{ORGAN}-1-00", "G-000007-001", ORGAN),
        ("512C01-511602000000-000-00877868-5-1-00", "512C01", "00877868-5"),
        ("E-000021-001-1111111111111111", "E-000021-001-1111111111111111", ""),
    ):
        line = row(local_code=text)
        assert (line.item_code, line.organ_in_code) == (item, organ)


@pytest.mark.parametrize("reader", ["python_calamine", "openpyxl"])
def test_numbers_lose_their_decimal_point(reader, monkeypatch):
    if reader == "openpyxl":
        monkeypatch.setitem(sys.modules, "python_calamine", None)
    stream = io.BytesIO()
    with xlsxwriter.Workbook(stream, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, ["序号", "事项名称", "行政区划代码"])
        sheet.write_row(1, 0, [1, "甲", 511602000000])
    table = sheet_file.read_table(stream.getvalue())
    assert table.rows == [(2, ["1", "甲", "511602000000"])]


def test_row_numbers_count_blank_rows():
    table = sheet_file.read_table(b"item_name\nA\n\nB\n")
    assert [number for number, _cells in table.rows] == [2, 4]


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        (b"", "empty"),
        (b"a,b\n", "empty"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1", "old_excel"),
        (b"PK\x03\x04", "damaged"),
        (b"%PDF-1.7\n\0\0", "not_a_sheet"),
        (b"a\n" + b"b\n" * (sheet_file.MAX_ROWS + 1), "too_many_rows"),
        (b"a," * 101 + b"\nb", "too_many_columns"),
    ],
)
def test_what_is_no_sheet_is_refused_with_a_reason(content, reason):
    with pytest.raises(SheetError) as caught:
        sheet_file.read_table(content)
    assert caught.value.reason == reason


def test_a_zip_that_is_no_workbook_is_refused():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as archive:
        archive.writestr("evil.txt", "x")
    with pytest.raises(SheetError, match="not_a_sheet"):
        sheet_file.read_table(stream.getvalue())


def test_a_zip_bomb_is_not_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (sheet_file.MAX_UNPACKED + 1))
    with pytest.raises(SheetError, match="too_large"):
        sheet_file.read_table(stream.getvalue())


def test_a_zip_bomb_that_lies_about_its_size_is_not_unpacked():
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("xl/workbook.xml", b"0" * (sheet_file.MAX_UNPACKED + 1))
    size = (sheet_file.MAX_UNPACKED + 1).to_bytes(4, "little")
    assert stream.getvalue().count(size) >= 2
    content = stream.getvalue().replace(size, (9).to_bytes(4, "little"))
    with pytest.raises(SheetError, match="too_large"):
        sheet_file.read_table(content)


NATIONAL = f"{ORGAN}4370115056000"


def test_national_codes_are_taken_apart():
    for text, handling in ((NATIONAL, 0), (NATIONAL + "02", 2)):
        line = row(local_code=text, uscc="", type_code="", type_name="")
        assert kinds(line) == []
        assert (line.uscc, line.basic_code, line.exercised_at, line.handling) == (
            ORGAN,
            "370115056000",
            "4",
            handling,
        )
        assert (line.code, line.local_code, line.item_type) == (text, "", "license")


@pytest.mark.parametrize(
    ("cells", "kind"),
    [
        ({"code": NATIONAL, "uscc": OTHER}, "organ_mismatch"),
        ({"code": NATIONAL, "basic_code": "370115056001"}, "basic_code_mismatch"),
        ({"code": NATIONAL, "level": "市级"}, "level_mismatch"),
        ({"code": NATIONAL + "00"}, "bad_code"),
        ({"code": NATIONAL[:-1]}, "bad_code"),
        ({"code": NATIONAL.replace(ORGAN, ORGAN[:-1] + "X")}, "bad_code"),
        ({"basic_code": "370199"}, "bad_basic_code"),
        ({"level": "星级"}, "unknown_level"),
    ],
)
def test_national_codes_that_contradict_the_row_are_errors(cells, kind):
    assert kinds(row(local_code="", **cells)) == [(2, kind)]


def test_the_same_national_code_twice_is_an_error_the_next_serial_is_not():
    rows = [row(2, local_code=NATIONAL), row(3, local_code=NATIONAL)]
    assert kinds(*rows) == [(3, "duplicate_code")]
    rows = [row(2, local_code=NATIONAL + "01"), row(3, local_code=NATIONAL + "02")]
    assert kinds(*rows) == []


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.lists(CELL, min_size=3, max_size=3), min_size=1, max_size=8),
    st.sampled_from(["utf-8-sig", "utf-8", "gb18030"]),
)
def test_csv_of_any_encoding_gives_its_cells_back(lines, encoding):
    stream = io.StringIO()
    csv.writer(stream).writerows([["部门", "事项名称", "类型"], *lines])
    cells = [[cell.strip() for cell in line] for line in lines]
    expected = [cell for cell in cells if any(cell)]
    content = stream.getvalue().encode(encoding)
    if not expected:
        with pytest.raises(SheetError):
            sheet_file.read_table(content)
    else:
        table = sheet_file.read_table(content)
        assert [cells for _number, cells in table.rows] == expected


@settings(max_examples=200, deadline=None)
@given(st.binary(max_size=400))
def test_no_bytes_make_the_reader_fail_otherwise(content):
    try:
        table = sheet_file.read_table(content)
    except SheetError:
        return
    rows = item_sheet.rows_of(table, item_sheet.match_columns(table.headers))
    item_sheet.examine(rows)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.builds(
            row,
            number=st.integers(2, 9),
            department=st.sampled_from(["", "甲局", "乙局"]),
            name=st.sampled_from(["", "事项"]),
            type_code=st.sampled_from(["", "01", "1", "99"]),
            uscc=st.sampled_from(["", ORGAN, OTHER, ORGAN.lower(), "111"]),
        ),
        max_size=8,
    )
)
def test_every_error_free_row_has_all_it_needs(rows):
    defects = item_sheet.examine(rows)
    bad = {defect.row for defect in defects if defect.severity == "error"}
    for line in rows:
        if line.number not in bad:
            assert line.department and line.name and line.item_type
    assert {kind.key for kind in item_types.ITEM_TYPES} >= {
        line.item_type for line in rows if line.item_type
    }
