"""Reads the State Council's yearly notice on rest days (部分节假日安排的通知).

The notice is prose of a fixed kind::

    一、元旦：1月1日（周四）至3日（周六）放假调休，共3天。1月4日（周日）上班。

The reader is strict. It takes a sentence only when it understands all of it, and
reports every other sentence that speaks of dates, rest or work. What the notice says
twice must agree: the stated number of days with the dates, the weekdays in brackets
with the calendar, and the whole year with the number of statutory holidays. So a
mistyped or cut notice is refused rather than half understood.

>>> reading = read_notice("现将2026年元旦安排通知如下。一、元旦：1月1日（周五）放假。")
>>> [problem.code for problem in reading.problems if problem.holiday == "元旦"]
['weekday_contradicts']
"""

import re
import unicodedata
from collections import Counter
from dataclasses import dataclass, field
from datetime import date, timedelta

HOLIDAYS = ("元旦", "春节", "清明节", "劳动节", "端午节", "中秋节", "国庆节")
NEW_YEAR = "元旦"
# Days of the solar calendar that are holidays themselves (放假办法 Art. 2).
FIXED_DAYS = {"元旦": (1, 1), "劳动节": (5, 1), "国庆节": (10, 1)}
WEEKDAYS = "一二三四五六日"
SATURDAY = 5
# Years a notice can be for: the first rules on holidays are of 1949.
YEARS = frozenset(range(1949, 3000))
ONE_DAY = timedelta(days=1)

_NAME = "|".join(HOLIDAYS)
_HEADING = re.compile(rf"[一二三四五六七八九十]+、((?:{_NAME})(?:、(?:{_NAME}))*):")
_DATE = re.compile(
    r"(?:(?P<year>\d{4})年)?(?:(?P<month>\d{1,2})月)?(?P<day>\d{1,2})日"
    r"(?:\((?P<note>[^()]*)\))?"
)
_ANY_DATE = r"(?:\d{4}年)?(?:\d{1,2}月)?\d{1,2}日(?:\([^()]*\))?"
_REST = re.compile(
    rf"(?P<span>{_ANY_DATE}(?:至{_ANY_DATE})?)(?:放假|放假调休|调休放假)"
    rf"(?:(?P<days>\d+)天)?(?P<tail>(?:,(?:共\d+天|不调休|与周末连休|{_ANY_DATE}补休))*)"
)
_SUBSTITUTE = re.compile(rf"(?P<dates>{_ANY_DATE})补休")
_MAKEUP = re.compile(rf"(?P<dates>{_ANY_DATE}(?:、{_ANY_DATE})*)上班")
_WEEKDAY = re.compile(r"(?:周|星期)([一二三四五六日天])")
_YEAR = re.compile(r"(?:关于|现将|安排)(\d{4})年(?:部分节假日|元旦)")
_NUMBER = re.compile(r"国办发明电〔\d{4}〕\d+号")
_SIGNATURE = re.compile(
    r"国务院(?:办公厅)?(?P<year>\d{4})年(?P<month>\d{1,2})月(?P<day>\d{1,2})日"
)
# A sentence with one of these may change the table, so it must be understood.
_RELEVANT = re.compile(r"放假|上班|补休|调休|连休|\d日")
# Advice to employers, which moves no working day ("安排职工在除夕休息").
_ADVICE = ("鼓励",)


@dataclass(frozen=True)
class Problem:
    """Why a notice can not be imported.

    :param code: what kind of problem, for the sentence shown to people
    :param holiday: the paragraph concerned, empty for the notice as a whole
    :param values: what the sentence needs
    """

    code: str
    holiday: str = ""
    values: dict = field(default_factory=dict)


@dataclass
class Holiday:
    """One paragraph of the notice.

    :param off: the days of rest it names, substitutes (补休) included
    :param makeup: Saturdays and Sundays that are worked in their place
    :param stated: the number of days the paragraph says, if it says one
    :param unchecked: dates without a weekday in brackets to check them by
    """

    name: str
    text: str
    off: list[date] = field(default_factory=list)
    makeup: list[date] = field(default_factory=list)
    stated: int | None = None
    unchecked: list[date] = field(default_factory=list)


@dataclass
class Reading:
    """What the notice says, and what is wrong with it."""

    year: int | None
    number: str
    issued_on: date | None
    holidays: list[Holiday]
    problems: list[Problem]

    def days(self):
        """Exceptional days: date → (worked, name of the holiday)."""
        found = {}
        for holiday in self.holidays:
            found |= dict.fromkeys(holiday.off, (False, holiday.name))
            found |= dict.fromkeys(holiday.makeup, (True, holiday.name))
        return dict(sorted(found.items()))


def statutory_days(year):
    """Number of statutory holidays of a year (全国年节及纪念日放假办法 Art. 2, as
    revised 2007, 2013 and, with two more days, from 2025)."""
    return 13 if year >= 2025 else 11


def read_notice(text, year=None, statutory=None):
    """Read a notice and check it against itself.

    :param text: the notice as published, pasted with or without line breaks
    :param year: the year it is expected to be for, by default the one it names
    :param statutory: how many statutory holidays the year has, by default by law
    :return: a :class:`Reading`; import it only when it has no problems
    """
    text = _compact(text)
    problems = []
    headings = list(_HEADING.finditer(text))
    preamble = text[: headings[0].start()] if headings else text
    named = {int(found) for found in _YEAR.findall(preamble)}
    if len(named) != 1 or not named <= YEARS:
        problems.append(Problem("no_year"))
        named = {year} if year else set()
    elif year and named != {year}:
        problems.append(Problem("other_year", values={"year": named.pop()}))
        named = {year}
    if not named:
        return Reading(None, "", None, [], problems)
    (year,) = named
    number = _NUMBER.search(preamble)
    body_end, issued_on = _signature(text)
    holidays = []
    for heading, following in zip(headings, [*headings[1:], None], strict=False):
        end = following.start() if following else max(body_end, heading.end())
        paragraph = _Paragraph(heading[1], text[heading.end() : end], year, problems)
        holidays.append(paragraph.parse())
    reading = Reading(year, number[0] if number else "", issued_on, holidays, problems)
    _check_names(reading)
    _check_days(reading)
    if not problems:
        _check_balance(
            reading, statutory_days(year) if statutory is None else statutory
        )
    return reading


def _compact(text):
    """Half-width, without any blanks: what a reader sees, whatever was pasted."""
    return "".join(unicodedata.normalize("NFKC", text).split())


def _signature(text):
    """Where the text ends and the signature begins, and the date in it."""
    signatures = list(_SIGNATURE.finditer(text))
    if not signatures:
        return len(text), None
    last = signatures[-1]
    try:
        return last.start(), date(
            int(last["year"]), int(last["month"]), int(last["day"])
        )
    except ValueError:
        return last.start(), None


class _Paragraph:
    """Reader of one paragraph; collects what it finds wrong in ``problems``."""

    def __init__(self, name, text, year, problems):
        self.holiday = Holiday(name, text)
        self.year = year
        self.problems = problems

    def parse(self):
        for sentence in re.split("[。;]", self.holiday.text):
            if sentence.startswith(_ADVICE) or not _RELEVANT.search(sentence):
                continue
            if rest := _REST.fullmatch(sentence):
                self._read_rest(rest)
            elif substitute := _SUBSTITUTE.fullmatch(sentence):
                self._read_substitutes(substitute["dates"])
            elif makeup := _MAKEUP.fullmatch(sentence):
                self._read_makeup(makeup["dates"])
            else:
                self._report("not_understood", sentence=sentence)
        if not self.holiday.off:
            self._report("no_rest")
        self._check_fixed_days()
        return self.holiday

    def _read_rest(self, rest):
        span = self._dates(rest["span"])
        if not span:
            return
        first, last = span[0], span[-1]
        if last < first or (last - first).days > 31:
            self._report("range_reversed", first=first, last=last)
            return
        days = [first + i * ONE_DAY for i in range((last - first).days + 1)]
        stated = {int(count) for count in re.findall(r"共(\d+)天", rest["tail"])}
        stated |= {int(rest["days"])} if rest["days"] else set()
        for count in stated:
            self.holiday.stated = count
            if count != len(days):
                self._report("count_contradicts", stated=count, counted=len(days))
        self.holiday.off += days
        if "与周末连休" in rest["tail"]:
            self._check_joined(first, last)
        for substitute in re.findall(rf"({_ANY_DATE})补休", rest["tail"]):
            self._read_substitutes(substitute, after=first)

    def _read_substitutes(self, text, after=None):
        for day in self._dates(text, after):
            if day.weekday() >= SATURDAY:
                self._report("substitute_on_weekend", day=day)
            self.holiday.off.append(day)

    def _read_makeup(self, text):
        for day in self._dates(text):
            if day.weekday() < SATURDAY:
                self._report("makeup_on_weekday", day=day)
            self.holiday.makeup.append(day)

    def _dates(self, text, after=None):
        """The dates in ``text``; month and year carry on from date to date.

        :param after: a date from which the first one may take its month
        """
        days = []
        month = after and after.month
        year = after.year if after else self.year
        for found in _DATE.finditer(text):
            year = int(found["year"] or year)
            month = int(found["month"] or month or 0)
            try:
                day = date(year, month, int(found["day"]))
            except ValueError:
                self._report("no_such_date", text=found[0])
                return []
            self._check_weekday(day, found["note"] or "")
            self._check_year(day)
            days.append(day)
        return days

    def _check_weekday(self, day, note):
        stated = {"日" if name == "天" else name for name in _WEEKDAY.findall(note)}
        if not stated:
            self.holiday.unchecked.append(day)
        elif stated != {WEEKDAYS[day.weekday()]}:
            self._report(
                "weekday_contradicts", day=day, stated="、".join(sorted(stated))
            )

    def _check_year(self, day):
        """A notice rules its own year and, at New Year, the last days before it."""
        eve = self.holiday.name.startswith(NEW_YEAR) and day.month == 12
        if day.year != self.year and not (eve and day.year == self.year - 1):
            self._report("outside_year", day=day)

    def _check_joined(self, first, last):
        before, after = first - ONE_DAY, last + ONE_DAY
        if before.weekday() < SATURDAY and after.weekday() < SATURDAY:
            self._report("not_joined", day=first)

    def _check_fixed_days(self):
        for name in self.holiday.name.split("、"):
            if name in FIXED_DAYS:
                day = date(self.year, *FIXED_DAYS[name])
                if self.holiday.off and day not in self.holiday.off:
                    self._report("without_its_day", day=day)

    def _report(self, code, **values):
        self.problems.append(Problem(code, self.holiday.name, values))


def _check_names(reading):
    count = Counter(
        name for holiday in reading.holidays for name in holiday.name.split("、")
    )
    for name in HOLIDAYS:
        if not count[name]:
            reading.problems.append(Problem("missing_holiday", name))
        elif count[name] > 1:
            reading.problems.append(Problem("repeated_holiday", name))


def _check_days(reading):
    """No day is named twice, be it as rest or as work."""
    owner = {}
    for holiday in reading.holidays:
        for day in (*holiday.off, *holiday.makeup):
            if day in owner:
                reading.problems.append(
                    Problem("named_twice", holiday.name, {"day": day})
                )
            owner[day] = holiday.name


def _check_balance(reading, statutory):
    """Weekdays off, less the make-up days, are the statutory holidays: those that
    fall on a weekend are given on a weekday, all others are exchanged one for one."""
    worked = [is_worked for is_worked, _name in reading.days().values()]
    off = sum(
        day.weekday() < SATURDAY for holiday in reading.holidays for day in holiday.off
    )
    if off - sum(worked) != statutory:
        reading.problems.append(
            Problem(
                "unbalanced",
                values={"off": off, "makeup": sum(worked), "statutory": statutory},
            )
        )
