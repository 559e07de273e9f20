"""What the law says of a contract that follows from an award.

Its main terms are those of the notice and the offer (招标投标法实施条例 Art. 57),
it is signed within 30 days of the letter (政府采购法 Art. 46), what is added to it
later is at most a tenth of it (Art. 49), and a public owner pays within 30 days, 60
where the contract says so (保障中小企业款项支付条例 Art. 8).
"""

from collections.abc import Iterable, Mapping
from datetime import date, timedelta

LONGEST_SIGNING = timedelta(days=30)
PAYMENT_DAYS = 30
LONGEST_PAYMENT_DAYS = 60
# A service may be given at most half its time again, twice at most.
MOST_EXTENSIONS = 2


def differences(agreed: Mapping, stated: Mapping) -> list[tuple]:
    """Name, agreed and stated value of each term that is not as it was agreed.

    >>> differences({"fen": 100, "days": 20}, {"fen": 100, "days": 30})
    [('days', 20, 30)]
    """
    return [
        (name, value, stated.get(name))
        for name, value in agreed.items()
        if stated.get(name) != value
    ]


def room_for_change(amount: int, changes: Iterable[int]) -> int:
    """By how many fen the price may still be changed: all changes together, up and
    down alike, are a tenth of the contract at most (政府采购法 Art. 49).

    >>> room_for_change(1_000_05, [5_000, -2_000])
    3000
    """
    return amount // 10 - sum(abs(change) for change in changes)


def room_for_extension(days: int, granted: Iterable[int]) -> int:
    """How many working days may still be granted beyond the agreed ones.

    >>> room_for_extension(21, [4]), room_for_extension(21, [4, 4])
    (6, 0)
    """
    granted = list(granted)
    if len(granted) >= MOST_EXTENSIONS:
        return 0
    return max(days // 2 - sum(granted), 0)


def payment_due(invoiced: date, agreed_days: int = PAYMENT_DAYS) -> date:
    """The last day on which an invoice is paid in time.

    >>> payment_due(date(2026, 3, 1)), payment_due(date(2026, 3, 1), 90)
    (datetime.date(2026, 3, 31), datetime.date(2026, 4, 30))
    """
    return invoiced + timedelta(days=min(agreed_days, LONGEST_PAYMENT_DAYS))
