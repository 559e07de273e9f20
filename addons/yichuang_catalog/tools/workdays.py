"""Working days and deadlines (行政许可法 Art. 82, 民法典 Art. 200–204).

The periods the law sets for an organ are counted in working days without statutory
holidays. In China no rule gives them: each year the State Council announces which
weekdays are off and which Saturdays and Sundays are worked in their place (调休).
:class:`Workdays` counts with those announcements. Past the last announced year it
counts weekends only and says that the result is provisional (暂定).
"""

from array import array
from bisect import bisect_right
from calendar import monthrange
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from types import MappingProxyType

# China has kept one time, without summer time, since 1992.
HALL_ZONE = timezone(timedelta(hours=8), "Asia/Shanghai")
ONE_DAY = timedelta(days=1)
SATURDAY = 5
UNITS = ("workday", "day", "month")
# Kinds of days that bring a period nearer to its end.
COUNTED = ("workday", "makeup", "day")


def hall_moment(moment=None):
    """The wall clock of the hall at ``moment`` (naive UTC as Odoo keeps it, or
    aware), by default now.

    >>> hall_moment(datetime(2026, 2, 13, 16, 30)).isoformat()
    '2026-02-14T00:30:00+08:00'
    """
    if moment is None:
        return datetime.now(HALL_ZONE)
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return moment.astimezone(HALL_ZONE)


def hall_date(moment=None):
    """The hall's calendar day at ``moment``, by default today; what legal dates are
    taken from.

    >>> hall_date(datetime(2026, 2, 13, 16, 30))
    datetime.date(2026, 2, 14)
    """
    return hall_moment(moment).date()


def hall_day_start(day):
    """The moment at which ``day`` begins in the hall, as naive UTC for searches.

    >>> hall_day_start(date(2026, 2, 14)).isoformat()
    '2026-02-13T16:00:00'
    """
    start = datetime(day.year, day.month, day.day, tzinfo=HALL_ZONE)
    return start.astimezone(UTC).replace(tzinfo=None)


@dataclass(frozen=True, order=True, slots=True)
class Due:
    """The last day of a period.

    :param provisional: it rests on a year whose rest days are not announced yet
    """

    date: date
    provisional: bool


@dataclass(frozen=True, slots=True)
class Step:
    """One day in the derivation of a deadline (期限计算书).

    :param kind: ``start`` (not counted), ``workday``, ``makeup`` (a worked Saturday or
        Sunday), ``day`` (of a period in calendar days or months), ``weekend``,
        ``holiday``, ``excluded`` (does not count, for ``reason``), ``deferred`` (what
        would be the last day is a day of rest, 民法典 Art. 203)
    :param number: which day of the period it is, 0 where it does not count
    :param reason: name of the holiday or make-up day, or why it is excluded
    :param provisional: the year of this day is not announced yet
    """

    day: date
    kind: str
    number: int
    reason: str = ""
    provisional: bool = False


class Workdays:
    """The table of working days; immutable, so it may be shared and kept.

    :param years: years whose rest days have been announced
    :param exceptions: announced days, whether each is worked; days that follow the
        plain week may be among them
    :param names: names of holidays and make-up days

    >>> table = Workdays(
    ...     {2026}, {date(2026, 5, 1): False, date(2026, 5, 9): True}
    ... )
    >>> table.add(date(2026, 4, 30), 1)
    Due(date=datetime.date(2026, 5, 4), provisional=False)
    >>> table.count(date(2026, 5, 8), date(2026, 5, 10))
    1
    >>> table.add(date(2026, 12, 30), 2)
    Due(date=datetime.date(2027, 1, 1), provisional=True)
    """

    __slots__ = (
        "_after",
        "_before",
        "_exceptions",
        "_first",
        "_last",
        "_names",
        "_worked",
        "years",
    )

    def __init__(
        self,
        years: Iterable[int],
        exceptions: Mapping[date, bool],
        names: Mapping[date, str] | None = None,
    ):
        self.years = frozenset(years)
        self._exceptions = MappingProxyType(dict(exceptions))
        self._names = MappingProxyType(dict(names or {}))
        covered = self.years | {day.year for day in self._exceptions} or {1}
        first, last = date(min(covered), 1, 1), date(max(covered), 12, 31)
        self._first, self._last = first.toordinal(), last.toordinal()
        # Ordinals of all worked days of the covered years, for bisection.
        self._worked = array(
            "l",
            (
                ordinal
                for ordinal in range(self._first, self._last + 1)
                if self.is_worked(date.fromordinal(ordinal))
            ),
        )
        # Rank of the last working day before the covered years, and of their last.
        self._before = _weekdays_until(self._first - 1)
        self._after = self._before + len(self._worked)

    def is_worked(self, day):
        """Whether ``day`` is a working day."""
        worked = self._exceptions.get(day)
        return day.weekday() < SATURDAY if worked is None else worked

    def is_announced(self, day):
        """Whether the rest days of the year of ``day`` have been announced."""
        return day.year in self.years

    def kind(self, day):
        """What sort of day it is: workday, makeup, weekend or holiday."""
        weekday = day.weekday() < SATURDAY
        if self.is_worked(day):
            return "workday" if weekday else "makeup"
        return "holiday" if weekday or day in self._names else "weekend"

    def name(self, day):
        """Name of the holiday, or of the holiday the make-up day belongs to."""
        return self._names.get(day, "")

    def next(self, day):
        """The first working day after ``day``."""
        return self._at(self._rank(day.toordinal()) + 1)

    def previous(self, day):
        """The last working day before ``day``."""
        return self._at(self._rank(day.toordinal() - 1))

    def on_or_after(self, day):
        """``day`` if it is worked, else the next working day (民法典 Art. 203)."""
        return self.next(day - ONE_DAY)

    def count(self, start, end, excluded=()):
        """Working days after ``start``, up to and including ``end``.

        Negative when ``end`` lies before ``start``: the days a deadline is overdue.
        """
        if end < start:
            return -self.count(end, start, excluded)
        days = self._rank(end.toordinal()) - self._rank(start.toordinal())
        for first, last in merge_intervals(excluded):
            days -= self._worked_within(max(first, start + ONE_DAY), min(last, end))
        return days

    def add(self, start, n, excluded=()):
        """Last day of a period of ``n`` working days (行政许可法 Art. 82).

        The start day does not count; day 1 is the next working day. Working days
        within an excluded interval (Art. 45), both ends included, do not count
        either; overlapping intervals are merged, so none is taken off twice.

        :param excluded: ``(first, last)`` or ``(first, last, reason)`` tuples
        """
        _check_length(n)
        if not n:
            return Due(start, not self.is_announced(start))
        target = self._rank(start.toordinal()) + n
        end = self._at(target)
        for first, last in merge_intervals(excluded):
            if first > end:
                break
            target += self._worked_within(max(first, start + ONE_DAY), last)
            end = self._at(target)
        years = range(start.year, end.year + 1)
        return Due(end, not self.years.issuperset(years))

    def add_days(self, start, n, excluded=(), roll=True):
        """Last day of a period of ``n`` calendar days (民法典 Art. 201, 203).

        :param roll: a last day that is a day of rest gives way to the next working
            day (Art. 203); ``False`` where a special law says otherwise (Art. 204)
        """
        _check_length(n)
        return self._finish(start, start + n * ONE_DAY, excluded, roll)

    def add_months(self, start, n, excluded=(), roll=True):
        """Last day of a period of ``n`` months (民法典 Art. 202, 203): the day of the
        same number, or the last day of a month that has none.

        >>> Workdays((), {}).add_months(date(2026, 1, 31), 1, roll=False).date
        datetime.date(2026, 2, 28)
        """
        _check_length(n)
        return self._finish(start, _months_later(start, n), excluded, roll)

    def due(self, start, n, unit="workday", excluded=(), roll=True):
        """Last day of a period of ``n`` units: workday, day or month."""
        match unit:
            case "workday":
                return self.add(start, n, excluded)
            case "day":
                return self.add_days(start, n, excluded, roll)
            case "month":
                return self.add_months(start, n, excluded, roll)
        raise ValueError(f"unknown unit {unit!r}, expected one of {', '.join(UNITS)}")

    def explain(self, start, n, unit="workday", excluded=(), roll=True):
        """The derivation of :meth:`due`, day by day, for the 期限计算书.

        :return: list of :class:`Step`, from the start day to the last day
        """
        end = self.due(start, n, unit, excluded, roll).date
        nominal = self.due(start, n, unit, excluded, roll=False).date
        reasons = sorted(_with_reason(interval) for interval in excluded)
        steps = [
            Step(start, "start", 0, self.name(start), not self.is_announced(start))
        ]
        number = 0
        for ordinal in range(start.toordinal() + 1, end.toordinal() + 1):
            day = date.fromordinal(ordinal)
            kind, reason = self._part(day, unit, reasons, nominal)
            if kind in COUNTED:
                number += 1
            steps.append(
                Step(
                    day,
                    kind,
                    number if kind in COUNTED else 0,
                    reason,
                    not self.is_announced(day),
                )
            )
        return steps

    def _part(self, day, unit, reasons, nominal):
        """The part one day plays in a period, and why."""
        if unit == "workday" and not self.is_worked(day):
            return self.kind(day), self.name(day)
        for first, last, reason in reasons:
            if first <= day <= last:
                return "excluded", reason
        if unit == "workday":
            return self.kind(day), self.name(day)
        return "day" if day <= nominal else "deferred", self.name(day)

    def _finish(self, start, end, excluded, roll):
        for first, last in merge_intervals(excluded):
            if first > end:
                break
            end += max(last - max(first, start + ONE_DAY) + ONE_DAY, 0 * ONE_DAY)
        if not roll:
            return Due(end, False)
        rolled = self.on_or_after(end)
        for first, last in merge_intervals(excluded):
            # Nor can the day it gives way to be one that does not count.
            if first <= rolled <= last:
                rolled = self.on_or_after(last + ONE_DAY)
        return Due(rolled, not self.years.issuperset({end.year, rolled.year}))

    def _worked_within(self, first, last):
        """Working days from ``first`` to ``last``, both included."""
        if last < first:
            return 0
        return self._rank(last.toordinal()) - self._rank(first.toordinal() - 1)

    def _rank(self, ordinal):
        """How many working days there are up to this day, since the year 1."""
        if ordinal < self._first:
            return _weekdays_until(ordinal)
        if ordinal > self._last:
            return self._after + _weekdays_until(ordinal) - _weekdays_until(self._last)
        return self._before + bisect_right(self._worked, ordinal)

    def _at(self, rank):
        """The working day of this rank."""
        if rank <= self._before:
            return date.fromordinal(_weekday_at(rank))
        if rank > self._after:
            beyond = rank - self._after + _weekdays_until(self._last)
            return date.fromordinal(_weekday_at(beyond))
        return date.fromordinal(self._worked[rank - self._before - 1])


def merge_intervals(intervals):
    """Merge date intervals that overlap or touch; both ends are included.

    :param intervals: ``(first, last)`` or ``(first, last, reason)`` tuples
    :return: list of disjoint ``(first, last)`` in order
    :raises ValueError: an interval ends before it starts

    >>> merge_intervals([
    ...     (date(2026, 3, 12), date(2026, 3, 18)),
    ...     (date(2026, 3, 9), date(2026, 3, 13)),
    ... ])
    [(datetime.date(2026, 3, 9), datetime.date(2026, 3, 18))]
    """
    merged = []
    for first, last, *_reason in sorted(interval[:2] for interval in intervals):
        if last < first:
            raise ValueError(f"the interval from {first} ends before it, on {last}")
        if merged and first <= merged[-1][1] + ONE_DAY:
            merged[-1] = (merged[-1][0], max(merged[-1][1], last))
        else:
            merged.append((first, last))
    return merged


def _with_reason(interval):
    first, last, *reason = interval
    return first, last, reason[0] if reason else ""


def _check_length(n):
    if n < 0:
        raise ValueError(f"a period has 0 or more units, not {n}")


def _months_later(day, months):
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    month += 1
    return date(year, month, min(day.day, monthrange(year, month)[1]))


def _weekdays_until(ordinal):
    """Mondays to Fridays up to this ordinal; ordinal 1 is a Monday."""
    weeks, days = divmod(ordinal, 7)
    return weeks * 5 + min(days, 5)


def _weekday_at(rank):
    """Ordinal of the Monday-to-Friday day of this rank."""
    weeks, days = divmod(rank - 1, 5)
    return weeks * 7 + days + 1
