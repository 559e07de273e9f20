"""A sheet of published service items (政务服务事项清单), read and examined.

Nothing here knows Odoo: a table goes in, rows and a list of every defect come out,
each with the number of its row in the sheet. The steps are :func:`match_columns` (by
the headers, English or Chinese), :func:`rows_of` and :func:`examine`; the table comes
from ``sheet_file``.
"""

import re
from collections import Counter
from dataclasses import dataclass, field
from typing import NamedTuple

from . import item_types, uscc
from .exceptions import CodeError, InvalidChecksum
from .sheet_file import Table

COLUMNS = {
    "department": (
        "department",
        "部门",
        "实施主体",
        "实施部门",
        "部门名称",
        "实施主体名称",
    ),
    "main_item": ("main_item", "主项", "主项名称"),
    "name": ("item_name", "name", "事项名称", "事项", "子项名称", "业务办理项名称"),
    "type_code": ("item_type_code", "type_code", "事项类型代码", "类型代码"),
    "type_name": ("item_type", "type", "事项类型", "类型"),
    "area_code": ("area_code", "行政区划", "行政区划代码", "区划代码"),
    "local_code": (
        "local_item_code",
        "local_code",
        "item_code",
        "事项编码",
        "地方实施编码",
        "实施编码",
        "业务办理项编码",
    ),
    "uscc": (
        "implementer_uscc",
        "uscc",
        "统一社会信用代码",
        "实施主体编码",
        "实施主体代码",
        "信用代码",
    ),
}
NEEDED = ("department", "name")

# item · division (12) · 000 · organ · nature · serial
LOCAL_CODE = re.compile(
    r"^(?P<item>.+?)-(?P<area>\d{12})-\d{3}-(?P<organ>[^-]+(?:-[0-9A-Za-z])?)"
    r"-(?P<nature>\d)-(?P<serial>\d{2})$"
)

PLACEHOLDER = re.compile(r"(.)\1{9}|^[0-9A-Z]?123456789")


class Defect(NamedTuple):
    """Something wrong in one row. Errors keep the row out; warnings do not."""

    row: int
    severity: str
    kind: str
    column: str
    value: str
    other: str = ""


@dataclass
class Row:
    """One item of one organ, as the sheet states it."""

    number: int
    department: str = ""
    main_item: str = ""
    name: str = ""
    type_code: str = ""
    type_name: str = ""
    area_code: str = ""
    local_code: str = ""
    uscc: str = ""
    item_type: str = field(default="", compare=False)

    @property
    def item_code(self):
        """The part of the local code that names the item, whoever handles it."""
        match = LOCAL_CODE.match(self.local_code)
        return match["item"] if match else self.local_code

    @property
    def organ_in_code(self):
        """The organ that the local code names."""
        match = LOCAL_CODE.match(self.local_code)
        return match["organ"] if match else ""


def match_columns(headers: list[str]) -> dict[int, str]:
    """Which column holds which field, by the header; the first match wins.

    >>> match_columns(["序号", "实施主体", "事项名称", "实施主体"])
    {1: 'department', 2: 'name'}
    """
    meaning = {
        _header(alias): name for name, aliases in COLUMNS.items() for alias in aliases
    }
    found = {}
    for index, header in enumerate(headers):
        name = meaning.get(_header(header))
        if name and name not in found.values():
            found[index] = name
    return found


def _header(text):
    return re.sub(r"[\s_*（()）:：]", "", text).lower()


def rows_of(table: Table, columns: dict[int, str]) -> list[Row]:
    """The rows of the table with their cells under their names."""
    return [
        Row(
            number,
            **{
                name: cells[index]
                for index, name in columns.items()
                if index < len(cells)
            },
        )
        for number, cells in table.rows
    ]


def examine(rows: list[Row]) -> list[Defect]:
    """Every defect of the rows, in the order of the sheet.

    It also settles each row's ``item_type``.
    """
    defects = []
    for row in rows:
        defects += _type_defects(row)
        defects += _name_defects(row)
        defects += _code_defects(row)
    defects += _duplicate_codes(rows)
    defects += _duplicate_names(rows)
    defects += _shared_organs(rows)
    return sorted(defects)


def _name_defects(row):
    for column in NEEDED:
        if not getattr(row, column):
            yield Defect(row.number, "error", "missing_" + column, column, "")


def _type_defects(row):
    coded = item_types.by_code(row.type_code) if row.type_code else None
    named = item_types.by_name(row.type_name) if row.type_name else None
    kind = coded or named
    row.item_type = kind.key if kind else ""
    if row.type_code and not coded:
        yield Defect(row.number, "error", "unknown_type", "type_code", row.type_code)
    if row.type_name and not named:
        yield Defect(row.number, "error", "unknown_type", "type_name", row.type_name)
    if not row.type_code and not row.type_name:
        yield Defect(row.number, "error", "missing_type", "type_name", "")
    if coded and named and coded != named:
        yield Defect(
            row.number, "error", "type_mismatch", "type_name", row.type_name, coded.name
        )


def _code_defects(row):
    organ = row.organ_in_code
    if row.uscc:
        yield from _uscc_defects(row, organ)
    else:
        hint = organ if uscc.is_valid(organ) else ""
        yield Defect(row.number, "warning", "missing_uscc", "uscc", "", hint)
    if row.local_code and not organ:
        yield Defect(
            row.number, "warning", "odd_local_code", "local_code", row.local_code
        )


def _uscc_defects(row, organ):
    if organ and organ != row.uscc:
        yield Defect(row.number, "error", "organ_mismatch", "uscc", row.uscc, organ)
    upper = row.uscc.upper()
    if uscc.is_valid(upper):
        if row.uscc != upper:
            yield Defect(
                row.number, "error", "lower_case_uscc", "uscc", row.uscc, upper
            )
        return
    yield Defect(row.number, "error", _uscc_fault(upper), "uscc", row.uscc)


def _uscc_fault(code):
    if PLACEHOLDER.search(code):
        return "placeholder_uscc"
    if len(code) != 18:
        return "short_uscc"
    try:
        uscc.validate(code)
    except InvalidChecksum:
        return "bad_uscc_check"
    except CodeError:
        return "bad_uscc"
    return None


def _duplicate_codes(rows):
    first = {}
    for row in rows:
        if row.local_code and first.setdefault(row.local_code, row) is not row:
            yield Defect(
                row.number,
                "error",
                "duplicate_code",
                "local_code",
                row.local_code,
                str(first[row.local_code].number),
            )


def _duplicate_names(rows):
    """The same name twice in one department: lawful where the codes differ, but
    people cannot tell the two apart; an error where no code does."""
    first = {}
    for row in rows:
        key = (row.department, row.name)
        if not all(key) or first.setdefault(key, row) is row:
            continue
        told_apart = row.local_code and first[key].local_code
        yield Defect(
            row.number,
            "warning" if told_apart else "error",
            "duplicate_name",
            "name",
            row.name,
            str(first[key].number),
        )


def _shared_organs(rows):
    """Rows whose credit code is mostly used under another department's name."""
    owner = owners(rows)
    for row in rows:
        if row.department and owner.get(row.uscc, row.department) != row.department:
            yield Defect(
                row.number,
                "warning",
                "uscc_of_other_department",
                "uscc",
                row.uscc,
                owner[row.uscc],
            )


def owners(rows: list[Row]) -> dict[str, str]:
    """The department that each valid credit code belongs to: the one that uses it
    most, the first of those where several do."""
    uses = {}
    for row in rows:
        if row.department and uscc.is_valid(row.uscc):
            uses.setdefault(row.uscc, Counter())[row.department] += 1
    return {code: count.most_common(1)[0][0] for code, count in uses.items()}


def principals(rows: list[Row]) -> dict[str, str]:
    """The credit code that each department itself bears, empty where it has none.

    That is the one of an organ of state (first digits 11, GB 32100) that it uses
    most; the others are those of bodies under it.
    """
    owner = owners(rows)
    uses = {}
    for row in rows:
        if row.department:
            own = uses.setdefault(row.department, Counter())
            if owner.get(row.uscc) == row.department:
                own[row.uscc] += 1
    return {
        name: max(count, key=lambda code: (code.startswith("11"), count[code]))
        if count
        else ""
        for name, count in uses.items()
    }


def organ_of(row: Row, owner: dict[str, str]) -> tuple[str, str]:
    """Department and credit code of the organ that handles a row; the code is empty
    where the sheet gives none that belongs to the department."""
    return row.department, row.uscc if owner.get(row.uscc) == row.department else ""
