"""The tables by which halls report their cases upward: the ``up_pro_*`` data set.

Beside it stand those of the rating platform and of the 12345 hotline.

Columns follow the exchange schema of the C0109 family and GB/T 39046—2020 tables 5
to 8 (``NOT NULL`` columns are required). Every row begins with the envelope of the
exchange: ``row_guid``, ``data_source``, ``cd_operation`` (I new, U changed, D gone),
``cd_time``, ``cd_batch``. All values are texts; dates are ``YYYY-MM-DD HH:MM:SS`` on
the wall clock of the hall.
"""

import hashlib
import json
import uuid
from dataclasses import dataclass

ENVELOPE = ("row_guid", "data_source", "cd_operation", "cd_time", "cd_batch")
NAMESPACE = uuid.UUID("6f1c1a52-6d0f-5a0e-9f43-6b1f39a1d2c4")


@dataclass(frozen=True)
class Column:
    """A column: its name, whether it must be filled, its greatest length."""

    name: str
    required: bool = False
    length: int = 200


def _columns(*texts):
    """Columns written as ``name``, ``name*`` (required), ``name:50`` (length)."""
    found = []
    for text in texts:
        name, _, length = text.partition(":")
        found.append(
            Column(name.rstrip("*"), name.endswith("*"), int(length) if length else 200)
        )
    return tuple(found)


TABLES = {
    "up_pro_accept": _columns(
        "project_no*:50",
        "task_code*:36",
        "catalog_code*:12",
        "task_handle_item:50",
        "task_name*:500",
        "task_version*:20",
        "project_name:500",
        "project_type*:2",
        "apply_type*:2",
        "apply_date*",
        "applyer_name*",
        "applyer_type*:2",
        "applyer_page_type*:3",
        "applyer_page_code*:50",
        "contact_mobile:20",
        "legal",
        "address:500",
        "org_code*:18",
        "org_name*",
        "handle_user_name",
        "accept_date*",
        "accept_doc_no:100",
        "promise_date",
    ),
    "up_pro_process": _columns(
        "project_no*:50",
        "process_name*:100",
        "event_name*:100",
        "handle_user_name*:100",
        "handle_explain*:2000",
        "event_start_time*",
        "event_end_time*",
    ),
    "up_pro_special_procedure": _columns(
        "project_no*:50",
        "special_type*:2",
        "special_name*:100",
        "special_reason*:2000",
        "special_time*",
        "end_time*",
        "applyer_user_name:100",
        "result:500",
        "handle_user:100",
    ),
    "up_pro_material": _columns(
        "project_no*:50", "material_name*:500", "get_type*:2", "get_num:10"
    ),
    "up_pro_result": _columns(
        "project_no*:50",
        "result_type*:2",
        "result_date*",
        "result_cetr_name:500",
        "result_cetr_no:100",
        "result_explain:2000",
        "is_delivery_results*:1",
    ),
    # 好差评: the service of which a rating is asked, as the rating platform of a
    # province takes it (its own names of columns), and what was given.
    "eval_service": _columns(
        "departmentCode*:18",
        "departmentName*",
        "evalProcess*:2",
        "hallCode*:8",
        "windowNo:20",
        "workNo:64",
        "affairSerialNo*:43",
        "affairCode*:31",
        "affairName*:500",
        "affairHandleItem:33",
        "affairApplyTime*",
        "affairDoneTime",
        "userType*:1",
        "userName*",
        "certificateType*:2",
        "certificateNo*:50",
        "contactPhone:20",
        "projectType*:2",
        "serviceName*:500",
        "serviceNumber*:10",
        "serviceTime*",
    ),
    "eval_rating": _columns(
        "affairSerialNo*:43",
        "serviceNumber*:10",
        "satisfaction*:1",
        "evalChannel*:1",
        "evalDetail:2000",
        "evalTags:500",
        "evalTime*",
        "excluded*:1",
        "contactTime",
        "fixTime",
        "fixDetail:2000",
        "checkTime",
    ),
    # 12345热线: the orders that a hotline hands over, and what became of each.
    "hotline_order": _columns(
        "order_no*:50",
        "came_on*",
        "kind*:20",
        "subject",
        "content*:5000",
        "caller_name:100",
        "caller_phone:30",
        "org_code:18",
        "task_code:36",
        "project_no:50",
        "window_no:20",
        "reply_by:10",
    ),
    "hotline_result": _columns(
        "order_no*:50",
        "result*:20",
        "org_code:18",
        "org_name",
        "contacted_on",
        "answered_on",
        "answer:5000",
        "called_back_on",
        "call_back:5000",
        "extended_to",
        "reason:5000",
    ),
    # 证照目录: what was issued, as the certificate platform lists it.
    "up_lic_data": _columns(
        "project_no*:50",
        "certificate_name*:500",
        "certificate_type*:100",
        "certificate_type_code*:50",
        "certificate_number*:100",
        "source_id*:200",
        "certificate_holder*:200",
        "certificate_holder_code*:50",
        "certificate_holder_type*:2",
        "certificate_area_code:12",
        "issue_dept*:200",
        "issue_dept_code*:18",
        "issue_date*",
        "effective_date:10",
        "expiry_date:10",
        "certificate_status*:2",
    ),
}


def guid(table: str, *key: object) -> str:
    """The lasting name of a row: the same record gives the same one every time."""
    return str(uuid.uuid5(NAMESPACE, "/".join([table, *map(str, key)])))


def shaped(table: str, values: dict) -> dict:
    """``values`` as texts in the columns of ``table``, cut to no length.

    :raises KeyError: for a value that has no column
    """
    columns = {column.name: column for column in TABLES[table]}
    strange = set(values) - set(columns)
    if strange:
        raise KeyError(f"{table} has no column {', '.join(sorted(strange))}")
    return {name: str(values.get(name) or "") for name in columns}


def defects(table: str, row: dict) -> list[tuple[str, str]]:
    """Why a row may not be sent: ``(column, "empty" | "long")`` pairs."""
    return [
        (column.name, "empty" if not row[column.name] else "long")
        for column in TABLES[table]
        if (column.required and not row[column.name])
        or len(row[column.name]) > column.length
    ]


def digest(row: dict) -> str:
    """SHA-256 of what a row says, without its envelope."""
    said = {name: row[name] for name in sorted(row) if name not in ENVELOPE}
    return hashlib.sha256(
        json.dumps(said, ensure_ascii=False, sort_keys=True).encode()
    ).hexdigest()


def operation(before: str, now: str) -> str:
    """What an exchange says of a row whose digest was ``before`` and is ``now``.

    >>> operation("", "a"), operation("a", "b"), operation("a", "a")
    ('I', 'U', '')
    """
    if before == now:
        return ""
    return "U" if before else "I"
