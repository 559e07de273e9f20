"""A sheet of published service items (政务服务事项清单), read and examined.

Nothing here knows Odoo: a table goes in, rows and a list of every defect come out,
each with the number of its row in the sheet. The steps are :func:`match_columns` (by
the headers, English or Chinese), :func:`rows_of` and :func:`examine`; the table comes
from ``sheet_file``.
"""

import re
from dataclasses import dataclass, field
from typing import NamedTuple

from . import basic_code, enumerations, implementation_code, item_types, uscc
from .exceptions import CodeError, InvalidChecksum
from .item_organs import owners
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
    "name": ("item_name", "name", "事项名称", "事项", "子项名称"),
    "service_name": ("service_name", "业务办理项名称", "办理项名称"),
    "type_code": ("item_type_code", "type_code", "事项类型代码", "类型代码"),
    "type_name": ("item_type", "type", "事项类型", "类型"),
    "area_code": ("area_code", "行政区划", "行政区划代码", "区划代码"),
    "local_code": (
        "local_item_code",
        "local_code",
        "item_code",
        "事项编码",
        "地方实施编码",
    ),
    "code": ("implementation_code", "task_code", "实施编码", "业务办理项编码"),
    "basic_code": ("basic_code", "基本编码", "目录编码"),
    "item_local_code": ("item_local_code", "地方基本编码"),
    "level": ("level", "行使层级"),
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
REPEATED = frozenset({"code"})

# What sheets write for a level besides its name in the standard
LEVEL_NAMES = {
    "国家": "国家级",
    "省": "省级",
    "市": "市级",
    "县": "县级",
    "区县级": "县级",
    "镇级": "镇（乡、街道）级",
    "乡级": "镇（乡、街道）级",
    "街道级": "镇（乡、街道）级",
    "村级": "村（社区）级",
    "社区级": "村（社区）级",
}

# Significant digits of a 12-digit division code → level of exercise.
AREA_LEVELS = ((2, "2"), (4, "3"), (6, "4"), (9, "5"), (12, "6"))

# item · division (12) · 000 · organ · nature · serial
LOCAL_CODE = re.compile(
    r"^(?P<item>.+?)-(?P<area>\d{12})-\d{3}-(?P<organ>[^-]+(?:-[0-9A-Za-z])?)"
    r"-(?P<nature>\d)-(?P<serial>\d{2})$"
)

# Implementation code (31) or handling item code (33), before it is checked
NATIONAL_CODE = re.compile(r"^[0-9A-Za-z]{18}[0-9]{13}(?:[0-9]{2})?$")

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
    """One service of one organ, as the sheet states it.

    ``examine`` settles ``item_type`` and, where the sheet gives the national code,
    takes it apart: ``handling`` is its serial number, 0 for none.
    """

    number: int
    department: str = ""
    main_item: str = ""
    name: str = ""
    service_name: str = ""
    type_code: str = ""
    type_name: str = ""
    area_code: str = ""
    local_code: str = ""
    code: str = ""
    basic_code: str = ""
    item_local_code: str = ""
    level: str = ""
    uscc: str = ""
    item_type: str = field(default="", compare=False)
    handling: int = field(default=0, compare=False)

    @property
    def item_code(self):
        """The local code of the item, whoever handles it: that of the column of its
        own, or the part of the service's code that names it."""
        if self.item_local_code:
            return self.item_local_code
        match = LOCAL_CODE.match(self.local_code)
        return match["item"] if match else self.local_code

    @property
    def organ_in_code(self):
        """The organ that the local code names."""
        match = LOCAL_CODE.match(self.local_code)
        return match["organ"] if match else ""

    @property
    def exercised_at(self):
        """The level of exercise, by the column of its own or the division; None where
        neither says."""
        if self.level:
            return _level(self.level)
        digits = self.area_code.rstrip("0")
        if not self.area_code.isdecimal() or not digits:
            return None
        return next((level for size, level in AREA_LEVELS if len(digits) <= size), None)


def match_columns(headers: list[str]) -> dict[int, str]:
    """Which column holds which field, by the header; the first match wins.

    A sheet that has only the name of the handling item (业务办理项名称) names the item
    by it.

    >>> match_columns(["序号", "实施主体", "事项名称", "实施主体"])
    {1: 'department', 2: 'name'}
    >>> match_columns(["实施主体", "业务办理项名称"])
    {0: 'department', 1: 'name'}
    """
    found = {}
    for index, header in enumerate(headers):
        name = _MEANING.get(_header(header))
        if name and (name not in found.values() or name in REPEATED):
            found[index] = name
    if "name" not in found.values():
        for index, name in found.items():
            if name == "service_name":
                found[index] = "name"
    return found


def _header(text):
    return re.sub(r"[\s_*（()）:：]", "", text).lower()


_MEANING = {
    _header(alias): name for name, aliases in COLUMNS.items() for alias in aliases
}


def rows_of(table: Table, columns: dict[int, str]) -> list[Row]:
    """The rows of the table with their cells under their names; of several columns
    that hold the same, the last one that is filled in counts."""
    return [
        Row(
            number,
            **{
                name: " ".join(cells[index].split())
                for index, name in columns.items()
                if index < len(cells) and cells[index]
            },
        )
        for number, cells in table.rows
    ]


def _level(text):
    """The level of exercise (GB/T 39046 A.2) of this name or number, if it is one."""
    try:
        return enumerations.from_name("level", LEVEL_NAMES.get(text, text))
    except CodeError:
        return text if text in implementation_code.LEVELS else None


def split_national_codes(rows: list[Row]) -> None:
    """Move 31- and 33-character codes out of the column for local codes.

    Many sheets have one column for whatever code there is.
    """
    for row in rows:
        if not row.code and NATIONAL_CODE.match(row.local_code):
            row.code, row.local_code = row.local_code, ""


def examine(rows: list[Row]) -> list[Defect]:
    """Every defect of the rows, in the order of the sheet.

    It also settles each row's ``item_type`` and takes national codes apart.
    """
    defects = []
    split_national_codes(rows)
    for row in rows:
        defects += _national_defects(row)
        defects += _type_defects(row)
        defects += _name_defects(row)
        defects += _code_defects(row)
    defects += _duplicate_codes(rows)
    defects += _duplicate_names(rows)
    defects += _shared_organs(rows)
    return sorted(defects)


def _national_defects(row):
    """Defects of the national codes; what a valid one says fills empty cells."""
    if row.level and not _level(row.level):
        yield Defect(row.number, "error", "unknown_level", "level", row.level)
    if row.basic_code and not basic_code.is_valid(row.basic_code):
        yield Defect(
            row.number, "error", "bad_basic_code", "basic_code", row.basic_code
        )
        row.basic_code = ""
    if not row.code:
        return
    try:
        code = implementation_code.validate(row.code)
    except CodeError as error:
        yield Defect(row.number, "error", "bad_code", "code", row.code, str(error))
        return
    row.code = code
    parts = implementation_code.split(code)
    row.handling = int(parts.handling or 0)
    if row.basic_code and row.basic_code != parts.basic_code:
        yield Defect(
            row.number,
            "error",
            "basic_code_mismatch",
            "basic_code",
            row.basic_code,
            parts.basic_code,
        )
    if row.uscc and row.uscc.upper() != parts.uscc:
        yield Defect(
            row.number, "error", "organ_mismatch", "uscc", row.uscc, parts.uscc
        )
    if row.level and row.exercised_at != parts.level:
        yield Defect(
            row.number, "error", "level_mismatch", "level", row.level, parts.level
        )
    row.basic_code = parts.basic_code
    row.uscc = row.uscc or parts.uscc
    row.level = parts.level
    if not row.type_code and not row.type_name:
        kind = item_types.by_code(basic_code.split(parts.basic_code).item_type)
        row.type_code = kind.code if kind else ""


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
    for column in ("local_code", "code"):
        first = {}
        for row in rows:
            value = getattr(row, column)
            if value and first.setdefault(value, row) is not row:
                yield Defect(
                    row.number,
                    "error",
                    "duplicate_code",
                    column,
                    value,
                    str(first[value].number),
                )


def _duplicate_names(rows):
    """The same name twice in one department: lawful where the codes differ, but
    people cannot tell the two apart; an error where no code does."""
    first = {}
    for row in rows:
        key = (row.department, row.service_name or row.name)
        if not all(key) or first.setdefault(key, row) is row:
            continue
        other = first[key]
        told_apart = (row.code or row.local_code) and (other.code or other.local_code)
        yield Defect(
            row.number,
            "warning" if told_apart else "error",
            "duplicate_name",
            "name",
            key[1],
            str(other.number),
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
