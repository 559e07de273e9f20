"""What is typed into a field of an application form (申请表), checked by its kind.

>>> problem("number", "12.5"), problem("number", "十二")
('', 'number')
>>> problem("date", "2026-02-30"), problem("date", "2026-02-28")
('date', '')
>>> problem("choice", "丙", ("甲", "乙")), problem("text", "", required=True)
('choice', 'missing')
"""

from collections.abc import Collection
from datetime import date
from decimal import Decimal, InvalidOperation

YES_NO = ("是", "否")


def problem(
    kind: str, value: str, choices: Collection[str] = (), required: bool = False
) -> str:
    """What is wrong with a value: ``missing``, or the kind that it is not; empty when
    nothing is.

    :param kind: text, number, date, choice, boolean or identity
    """
    value = value.strip()
    if not value:
        return "missing" if required else ""
    return "" if _fits(kind, value, choices) else kind


def _fits(kind, value, choices):
    if kind == "number":
        try:
            return Decimal(value).is_finite()
        except InvalidOperation:
            return False
    if kind == "date":
        try:
            return bool(date.fromisoformat(value))
        except ValueError:
            return False
    if kind == "choice":
        return not choices or value in choices
    if kind == "boolean":
        return value in YES_NO
    return True
