"""The published data of a licensing decision (行政许可信息公示, one half of 双公示).

The items follow the national data standard for the publication of licences and
penalties: who, what decision, which licence, from when to when, by which organ. The
name of a natural person is masked, an identity number is not published at all.

>>> masked("示例申请人", "natural"), masked("示例食品有限公司", "legal")
('示***人', '示例食品有限公司')
>>> masked("王五", "natural"), masked("王", "natural"), masked("", "natural")
('王*', '*', '')
>>> masked("徐平杰（示例）", "natural")
'徐*杰'
>>> safe("=1+1"), safe("+86"), safe("甲"), safe("-")
("'=1+1", "'+86", '甲', "'-")
"""

import csv
import io
import re

COLUMNS = (
    ("holder_name", "行政相对人名称"),
    ("holder_kind", "行政相对人类别"),
    ("holder_code", "统一社会信用代码"),
    ("legal_representative", "法定代表人"),
    ("decision_title", "行政许可决定文书名称"),
    ("decision_number", "行政许可决定文书号"),
    ("licence_kind", "许可类别"),
    ("certificate_title", "许可证书名称"),
    ("certificate_number", "许可编号"),
    ("content", "许可内容"),
    ("decided_on", "许可决定日期"),
    ("valid_from", "有效期自"),
    ("valid_until", "有效期至"),
    ("organ_name", "许可机关"),
    ("organ_code", "许可机关统一社会信用代码"),
    ("status", "当前状态"),
)
KINDS = {"natural": "自然人", "legal": "法人及非法人组织"}
# What a spreadsheet takes for the beginning of a formula.
FORMULA = ("=", "+", "-", "@", "\t", "\r")


def masked(name, kind):
    """A person's name with its middle hidden; an organisation's whole.

    A remark in brackets behind the name is not published.
    """
    if kind != "natural" or not name:
        return name
    name = re.split(r"[(（]", name)[0].rstrip() or name
    if len(name) < 3:
        return name[:1] + "*" if len(name) == 2 else "*"
    return name[0] + "*" * (len(name) - 2) + name[-1]


def safe(text):
    """A text as a cell of a CSV file that no spreadsheet calculates."""
    return f"'{text}" if text.startswith(FORMULA) else text


def as_csv(rows):
    """The rows as CSV, with the mark by which Excel knows UTF-8."""
    target = io.StringIO(newline="")
    writer = csv.writer(target)
    writer.writerow([title for _name, title in COLUMNS])
    writer.writerows(
        [safe(str(row[name] or "")) for name, _t in COLUMNS] for row in rows
    )
    return target.getvalue().encode("utf-8-sig")


def as_xlsx(rows):
    """The rows as a workbook of text cells; nothing in it is calculated."""
    import xlsxwriter

    target = io.BytesIO()
    options = {
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        sheet = book.add_worksheet("行政许可")
        sheet.freeze_panes(1, 0)
        for column, (_name, title) in enumerate(COLUMNS):
            sheet.write_string(0, column, title)
        for line, row in enumerate(rows, start=1):
            for column, (name, _title) in enumerate(COLUMNS):
                sheet.write_string(line, column, str(row[name] or ""))
    return target.getvalue()
