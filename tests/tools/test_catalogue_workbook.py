"""The workbook of the catalogue: cells mean the same however they are typed, and a
file gives back what was put in."""

import io

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from odoo.addons.yichuang_catalog.tools import catalogue_columns as columns
from odoo.addons.yichuang_catalog.tools import catalogue_workbook as workbook
from odoo.addons.yichuang_catalog.tools import enumerations, sheet_file
from odoo.addons.yichuang_catalog.tools.catalogue_columns import Column
from odoo.addons.yichuang_catalog.tools.catalogue_workbook import CellError, canonical

ALL = [
    *columns.IDENTITY,
    *columns.CONTENT,
    *(column for sheet in columns.LINES for column in sheet.columns),
    *(column for sheet in columns.LIBRARIES for column in sheet.columns),
]
TEXT = st.text(max_size=60)


def column(kind, of=None):
    return Column("列", "path", kind, of)


@pytest.mark.parametrize(
    ("kind", "of", "typed", "told"),
    [
        ("text", None, " 甲\r\n乙 \x00", "甲\n乙"),
        ("number", None, "", "0"),
        ("number", None, "20.0", "20"),
        ("flag", None, "", "否"),
        ("flag", None, "√", "是"),
        ("date", None, "2019/4/23", "2019-04-23"),
        ("date", None, "2019年4月23日", "2019-04-23"),
        ("choice", "case_type", "instant", "即办件"),
        ("choice", "case_type", "转报件", "上报件"),
        ("choice", columns.ZONES, "工程类", "工程类"),
        ("keys", "channel", "快递；窗口办理；窗口办理", "快递申请；窗口办理"),
        ("names", None, "乙局;甲局\n乙局", "乙局；甲局"),
        ("laws", None, "《甲法》 第一条\n甲条例", "《甲条例》\n《甲法》第一条"),
        ("name", None, "甲;乙", "甲;乙"),
    ],
)
def test_what_people_type_is_told_in_one_way(kind, of, typed, told):
    assert canonical(column(kind, of), typed) == told


@pytest.mark.parametrize(
    ("kind", "of", "typed", "reason"),
    [
        ("number", None, "二十", "bad_number"),
        ("number", None, "1.5", "bad_number"),
        ("number", None, "1e300", "bad_number"),
        ("number", None, "nan", "bad_number"),
        ("flag", None, "也许", "bad_flag"),
        ("date", None, "2019-02-30", "bad_date"),
        ("date", None, "昨天", "bad_date"),
        ("choice", "case_type", "特办件", "unknown_choice"),
        ("choice", columns.ZONES, "园区类", "unknown_choice"),
        ("keys", "channel", "窗口办理；飞鸽", "unknown_choice"),
    ],
)
def test_what_means_nothing_is_refused(kind, of, typed, reason):
    with pytest.raises(CellError) as caught:
        canonical(column(kind, of), typed)
    assert caught.value.kind == reason


def test_headers_of_a_sheet_are_all_different():
    for found in (
        (*columns.IDENTITY, *columns.CONTENT),
        *(sheet.columns for sheet in (*columns.LINES, *columns.LIBRARIES)),
    ):
        headers = [entry.header for entry in found]
        assert len(headers) == len(set(headers))
    titles = [sheet.title for sheet in (*columns.LINES, *columns.LIBRARIES)]
    assert len({columns.SERVICES, *titles}) == len(titles) + 1


def test_every_list_that_is_named_exists_and_its_words_come_back():
    for entry in ALL:
        if entry.kind not in ("choice", "keys"):
            continue
        keys = (
            entry.of
            if isinstance(entry.of, dict)
            else [row.key for row in enumerations.entries(entry.of)]
        )
        for key in keys:
            word = workbook.word(entry.of, key)
            assert workbook.key(entry.of, word) == key
            assert workbook.key(entry.of, key) == key


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(ALL), TEXT)
def test_the_canonical_text_is_its_own_canonical_text(entry, text):
    try:
        told = canonical(entry, text)
    except CellError:
        return
    assert canonical(entry, told) == told


@settings(max_examples=60, deadline=None)
@given(st.lists(st.lists(TEXT, min_size=3, max_size=3), max_size=6))
def test_a_written_workbook_gives_its_cells_back_and_calculates_nothing(rows):
    stream = io.BytesIO()
    writer = workbook.Writer(stream, "大厅 & 中心")
    writer.add_sheet("甲", ["一", "二", "三"], [10, 10, 10])
    writer.add_sheet("乙", ["一"], [10])
    told = []
    for row in rows:
        cells = [canonical(column("text"), text) for text in row]
        writer.add_row("甲", cells)
        writer.add_row("乙", cells[:1])
        told.append(cells)
    writer.close()
    book = openpyxl.load_workbook(io.BytesIO(stream.getvalue()))
    kinds = {cell.data_type for line in book["甲"].iter_rows() for cell in line}
    assert kinds <= {"s", "n"}
    told = [cells for cells in told if any(cells)]
    if told:
        table = sheet_file.read_book(stream.getvalue(), {"乙"})["甲"]
        assert [cells for _number, cells in table.rows] == told


def test_a_full_sheet_is_an_error_not_a_loss(monkeypatch):
    monkeypatch.setattr(workbook, "MAX_LINES", 2)
    writer = workbook.Writer(io.BytesIO())
    writer.add_sheet("甲", ["一"], [10])
    writer.add_row("甲", ["1"])
    writer.add_row("甲", ["2"])
    with pytest.raises(CellError, match="too_many_lines"):
        writer.add_row("甲", ["3"])
    writer.close()


def test_text_longer_than_a_cell_is_marked_not_cut():
    stream = io.BytesIO()
    writer = workbook.Writer(stream)
    writer.add_sheet("甲", ["一"], [10])
    writer.add_row("甲", ["长" * 40_000])
    writer.close()
    table = sheet_file.read_table(stream.getvalue())
    assert table.rows == [(2, [workbook.TOO_LONG])]
