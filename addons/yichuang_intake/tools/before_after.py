"""Two layouts or two periods of a hall beside each other, exactly.

The article measures its reform by six rows: departments, windows, services a window can
take, matters handled, and how satisfied people were. 422 matters in April and 944 in
May are 2.237 times as many, or +123.7 %; "2.3 times" is how it rounds. Both months had
21 working days, so that what one window handles a day rose from 0.957 to 11.24.
"""

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Side:
    """A hall in one period.

    :param departments: organs that had windows of their own, or are served by them
    :param windows: all windows; ``intake`` those of them that take matters in
    :param services: how many services one intake window can take, on average
    :param days: working days of the period
    :param satisfied: ratings 1–3 of people, out of ``rated`` (no default ratings)
    """

    departments: int
    windows: int
    intake: int
    services: float
    matters: int
    days: int
    satisfied: int = 0
    rated: int = 0

    @property
    def per_window_day(self) -> float | None:
        """Matters that one intake window handled on one working day.

        >>> round(Side(11, 21, 21, 5, 422, 21).per_window_day, 3)
        0.957
        """
        window_days = self.intake * self.days
        return self.matters / window_days if window_days else None

    @property
    def satisfaction(self) -> float | None:
        """满意率 in percent of those who rated."""
        return 100 * self.satisfied / self.rated if self.rated else None


@dataclass(frozen=True, slots=True)
class Row:
    """One line: before, after, how many times, and by how many percent."""

    name: str
    before: float | None
    after: float | None

    @property
    def ratio(self) -> float | None:
        """After ÷ before.

        >>> round(Row("matters", 422, 944).ratio, 3)
        2.237
        """
        if self.after is None or not self.before:
            return None
        return self.after / self.before

    @property
    def change(self) -> float | None:
        """By how many percent of before.

        >>> round(Row("matters", 422, 944).change, 1)
        123.7
        >>> round(Row("windows", 21, 5).change, 1)
        -76.2
        """
        return None if self.ratio is None else 100 * (self.ratio - 1)


def rows(before: Side, after: Side) -> Iterator[Row]:
    """The article's rows, in its order."""
    for name in (
        "departments",
        "windows",
        "intake",
        "services",
        "matters",
        "days",
        "per_window_day",
        "satisfaction",
        "rated",
    ):
        yield Row(name, getattr(before, name), getattr(after, name))
