"""The monthly report of figures as a workbook with charts.

Only what is given is written: the numbers are those of the dashboard, and the sheet
states the digest by which anybody can tell that they are.
"""

import xlsxwriter

# Texts come from people's names of services: never a formula, never a link.
OPTIONS = {
    "in_memory": True,
    "strings_to_formulas": False,
    "strings_to_urls": False,
    "strings_to_numbers": False,
}
HEAD = {"bold": True, "bottom": 1, "text_wrap": True, "valign": "vcenter"}
TOTAL = {"bold": True, "top": 1}
FORMATS = {"count": "#,##0", "percent": '0.0"%"', "mean": "0.00"}


def write(target, report):
    """Write the workbook.

    :param target: a binary file
    :param report: ``title``, ``facts`` (pairs of label and text) and ``sheets``: each
        with ``name``, ``head`` (labels), ``units`` by column, ``rows``, and optionally
        ``total`` (a last row) and ``chart``: ``kind``, ``title`` and the numbers of the
        ``columns`` it draws
    """
    book = xlsxwriter.Workbook(target, OPTIONS)
    book.set_properties({"title": report["title"]})
    styles = {
        "title": book.add_format({"bold": True, "font_size": 16}),
        "head": book.add_format(HEAD),
        "number_head": book.add_format({**HEAD, "align": "right"}),
        "text": book.add_format({"valign": "top"}),
        "none": book.add_format({"align": "right"}),
        **{unit: book.add_format({"num_format": f}) for unit, f in FORMATS.items()},
    }
    styles["total"] = {
        "text": book.add_format(TOTAL),
        "none": book.add_format({**TOTAL, "align": "right"}),
        **{
            unit: book.add_format({**TOTAL, "num_format": f})
            for unit, f in FORMATS.items()
        },
    }
    for number, sheet in enumerate(report["sheets"]):
        page = book.add_worksheet(sheet["name"])
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.set_footer("&L&A&R&P / &N")
        row = 0
        if not number:
            page.write_string(0, 0, report["title"], styles["title"])
            for label, text in report["facts"]:
                row += 1
                page.write_string(row, 0, label, styles["text"])
                page.write_string(row, 1, text, styles["text"])
            row += 2
        _table(book, page, styles, sheet, row)
    book.close()


def _table(book, page, styles, sheet, top):
    page.set_column(0, 0, 40)
    page.set_column(1, max(len(sheet["head"]) - 1, 1), 15)
    for column, label in enumerate(sheet["head"]):
        page.write_string(
            top, column, label, styles["number_head" if column else "head"]
        )
    page.repeat_rows(top)
    page.freeze_panes(top + 1, 1)
    for row, values in enumerate(sheet["rows"], top + 1):
        _row(page, styles, sheet["units"], row, values)
    if sheet.get("total") and sheet["rows"]:
        row = top + 1 + len(sheet["rows"])
        _row(page, styles["total"], sheet["units"], row, sheet["total"])
    if sheet.get("chart") and sheet["rows"]:
        _chart(book, page, sheet, top)


def _row(page, styles, units, row, values):
    for column, value in enumerate(values):
        # A row may say its unit itself, where figures stand below each other.
        unit = units[column]
        if isinstance(unit, int):
            unit = values[unit]
        if unit == "hidden":
            continue
        if value is None:
            page.write_string(row, column, "—", styles["none"])
        elif isinstance(value, str):
            page.write_string(row, column, value, styles["text"])
        else:
            page.write_number(row, column, value, styles[unit])


def _chart(book, page, sheet, top):
    wanted = sheet["chart"]
    chart = book.add_chart({"type": wanted["kind"]})
    last = top + len(sheet["rows"])
    for column in wanted["columns"]:
        chart.add_series(
            {
                "name": [sheet["name"], top, column],
                "categories": [sheet["name"], top + 1, 0, last, 0],
                "values": [sheet["name"], top + 1, column, last, column],
            }
        )
    chart.set_title({"name": wanted["title"]})
    chart.set_size({"width": 720, "height": 320})
    page.insert_chart(last + 3, 0, chart)
