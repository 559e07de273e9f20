"""What a sheet of the 12345 hotline says (热线转办工单), column by column.

The hotlines of the cities export sheets of their own; columns are known by any of the
names they use. A row is taken as it stands or told with what is wrong with it: nothing
is guessed.
"""

from dataclasses import dataclass
from datetime import datetime, timedelta

# The hall's clock, of one time zone all over the country.
HALL_OFFSET = timedelta(hours=8)
COLUMNS = {
    "number": ("工单编号", "工单号", "受理编号", "诉求编号"),
    "came_on": ("转办时间", "派单时间", "交办时间", "下派时间"),
    "kind": ("诉求类型", "工单类型", "诉求性质"),
    "subject": ("诉求标题", "工单标题", "标题", "事项标题"),
    "content": ("诉求内容", "工单内容", "内容", "主要内容"),
    "person": ("诉求人", "来电人", "联系人", "反映人"),
    "phone": ("联系电话", "来电号码", "联系方式", "电话"),
    "organ": ("承办单位", "责任单位", "责任部门", "承办部门"),
    "service": ("关联事项", "事项名称", "事项编码"),
    "case": ("办件编号", "关联办件", "收件号"),
}
DEMANDED = ("number", "came_on", "content")
KINDS = {
    "投诉": "complaint",
    "举报": "complaint",
    "投诉举报": "complaint",
    "求助": "help",
    "咨询": "question",
    "建议": "proposal",
    "意见建议": "proposal",
    "表扬": "praise",
}
MOMENTS = (
    "%Y-%m-%d %H:%M:%S",
    "%Y-%m-%d %H:%M",
    "%Y/%m/%d %H:%M:%S",
    "%Y/%m/%d %H:%M",
    "%Y年%m月%d日 %H:%M",
    "%Y-%m-%d",
    "%Y/%m/%d",
    "%Y年%m月%d日",
)
LONGEST_SUBJECT = 60


@dataclass(frozen=True)
class Fault:
    """What is wrong with a sheet, or with one row of it.

    :param reason: ``no_column``, ``missing``, ``no_moment``, ``no_kind`` or ``twice``
    """

    row: int
    reason: str
    column: str
    value: str = ""


def read(headers: list[str], rows: list[tuple[int, list[str]]]):
    """The orders in a sheet, and what is wrong with it.

    :param rows: each with its number in the sheet
    :return: dicts with the keys of :data:`COLUMNS`, ``came_on`` as a moment in UTC
        without a zone and ``row``; and a list of :class:`Fault`

    >>> headers = ["工单编号", "派单时间", "内容"]
    >>> [order], faults = read(headers, [(2, ["G1", "2026-03-02 09:30", "问"])])
    >>> order["came_on"], order["kind"], faults
    (datetime.datetime(2026, 3, 2, 1, 30), 'complaint', [])
    """
    places = {
        key: headers.index(name)
        for key, names in COLUMNS.items()
        for name in names[::-1]
        if name in headers
    }
    faults = [
        Fault(1, "no_column", COLUMNS[key][0]) for key in DEMANDED if key not in places
    ]
    if faults:
        return [], faults
    orders, seen = [], set()
    for row, cells in rows:
        order = {
            key: cells[places[key]].strip()
            if key in places and places[key] < len(cells)
            else ""
            for key in COLUMNS
        }
        wrong = _faults(row, order, seen)
        seen.add(order["number"])
        faults += wrong
        if not wrong:
            orders.append(
                {
                    **order,
                    "row": row,
                    "came_on": moment(order["came_on"]),
                    "kind": KINDS[order["kind"] or "投诉"],
                    "subject": order["subject"] or order["content"][:LONGEST_SUBJECT],
                }
            )
    return orders, faults


def _faults(row, order, seen):
    """What is wrong with one order of a sheet in which these numbers came before."""
    faults = [
        Fault(row, "missing", COLUMNS[key][0]) for key in DEMANDED if not order[key]
    ]
    if order["number"] in seen:
        faults.append(Fault(row, "twice", COLUMNS["number"][0], order["number"]))
    if order["came_on"] and moment(order["came_on"]) is None:
        faults.append(Fault(row, "no_moment", COLUMNS["came_on"][0], order["came_on"]))
    if order["kind"] and order["kind"] not in KINDS:
        faults.append(Fault(row, "no_kind", COLUMNS["kind"][0], order["kind"]))
    return faults


def moment(text: str) -> datetime | None:
    """A moment of the hall's clock as one in UTC, or nothing where it is none.

    >>> moment("2026/03/02 07:30"), moment("tomorrow")
    (datetime.datetime(2026, 3, 1, 23, 30), None)
    """
    for form in MOMENTS:
        try:
            return datetime.strptime(text, form) - HALL_OFFSET
        except (ValueError, OverflowError):
            continue
    return None
