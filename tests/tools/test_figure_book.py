"""The workbook holds what it was given, and nothing that a sheet would run."""

import io

import openpyxl

from odoo.addons.yichuang_intake.tools.figure_book import write

REPORT = {
    "title": "统计月报",
    "facts": [("大厅", "=cmd|' /C calc'!A0"), ("SHA-256", "00ff")],
    "sheets": [
        {
            "name": "指标",
            "head": ["指标", "数值", "单位"],
            "units": ["text", 2, "hidden"],
            "rows": [["按时办结率", 97.5, "percent"], ["跑动次数", None, "mean"]],
        },
        {
            "name": "按月",
            "head": ["月份", "办结"],
            "units": ["text", "count"],
            "rows": [["=1+1", 422], ["2026-05", 944]],
            "chart": {"kind": "column", "title": "办结", "columns": [1]},
        },
    ],
}


def read():
    file = io.BytesIO()
    write(file, REPORT)
    return openpyxl.load_workbook(file)


def test_numbers_are_numbers_in_their_units():
    page = read()["指标"]
    value = next(cell for row in page for cell in row if cell.value == 97.5)
    assert value.number_format == '0.0"%"'
    assert [page.cell(value.row + 1, column).value for column in (1, 2, 3)] == [
        "跑动次数",
        "—",
        None,
    ]


def test_texts_are_never_formulas():
    book = read()
    cells = [cell for page in book for row in page for cell in row if cell.value]
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"=1+1", "=cmd|' /C calc'!A0"} <= {cell.value for cell in cells}


def test_a_sheet_with_a_chart_has_one():
    page = read()["按月"]
    assert len(page._charts) == 1
    assert [page.cell(row, 2).value for row in (2, 3)] == [422, 944]
