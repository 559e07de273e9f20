"""Orders that a hotline hands over in a package (热线转办工单), row by row.

The columns are those of ``exchange_tables.TABLES["hotline_order"]``; organs, services
and cases are named as the exchange names them elsewhere. A row is taken as it stands
or told with what is wrong with it: nothing is guessed.
"""

from dataclasses import dataclass
from datetime import date

from . import exchange_tables
from .referral_sheet import KINDS, LONGEST_SUBJECT, moment

ORDER, RESULT = "hotline_order", "hotline_result"


@dataclass(frozen=True)
class Fault:
    """What is wrong with one column of a row.

    :param reason: ``strange`` (no such column), ``no_text``, ``empty``, ``long``,
        ``no_moment``, ``no_kind``, ``no_day`` or ``too_soon`` (to be answered before
        it came)
    """

    column: str
    reason: str


def read(row: dict) -> tuple[dict, list[Fault]]:
    """What an order says, and what is wrong with it.

    :param row: as it came, with ``row_guid`` and perhaps the rest of the envelope
    :return: the texts by column, with ``came_on`` as a moment in UTC without a zone,
        ``kind`` as the hall keeps it, ``reply_by`` as a day or nothing, and ``digest``
        (SHA-256 of what it says); empty where there are faults

    >>> order, faults = read({"order_no": "G1", "came_on": "2026-03-02 09:30",
    ...                       "kind": "咨询", "content": "问"})
    >>> order["came_on"], order["kind"], order["reply_by"], faults
    (datetime.datetime(2026, 3, 2, 1, 30), 'question', None, [])
    >>> read({"order_no": "G1", "came_on": "now", "kind": "咨询", "content": 3})[1]
    [Fault(column='content', reason='no_text')]
    """
    said = {
        name: value
        for name, value in row.items()
        if name not in exchange_tables.ENVELOPE
    }
    columns = {column.name for column in exchange_tables.TABLES[ORDER]}
    faults = [Fault(name, "strange") for name in sorted(set(said) - columns)]
    faults += [
        Fault(name, "no_text")
        for name, value in sorted(said.items())
        if name in columns and not _is_text(value)
    ]
    if faults:
        return {}, faults
    texts = {name: (said.get(name) or "").strip() for name in columns}
    faults = [
        Fault(column, reason)
        for column, reason in exchange_tables.defects(ORDER, texts)
    ]
    came, kind = moment(texts["came_on"]), KINDS.get(texts["kind"])
    if texts["came_on"] and came is None:
        faults.append(Fault("came_on", "no_moment"))
    if texts["kind"] and kind is None:
        faults.append(Fault("kind", "no_kind"))
    day = _day(texts["reply_by"])
    if texts["reply_by"] and day is None:
        faults.append(Fault("reply_by", "no_day"))
    elif day and came and day < came.date():
        faults.append(Fault("reply_by", "too_soon"))
    if faults:
        return {}, faults
    subject = texts["subject"] or texts["content"][:LONGEST_SUBJECT]
    return {
        **texts,
        "came_on": came,
        "kind": kind,
        "reply_by": day,
        "subject": subject,
        "digest": exchange_tables.digest(texts),
    }, []


def _is_text(value):
    # No database keeps a zero byte in a text.
    return value is None or (isinstance(value, str) and "\0" not in value)


def _day(text):
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None
