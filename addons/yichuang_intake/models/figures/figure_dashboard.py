from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment

from ...tools.figures import RATIOS, closing
from .figure_offices import OFFICES
from .figure_tiles import Shown
from .figure_uncounted import CATALOGUE, UNCOUNTED

ONE_DAY = timedelta(days=1)
# Beyond this many days a chart shows months.
DAYS_SHOWN = 62
ROWS_SHOWN = 10
# What the tables say of each organ, service and level.
TABLE_COUNTERS = ("received", "accepted", "decided")
TABLE_FIGURES = ("in_law_rate", "in_promise_rate", "early_rate", "visits_mean")
TABLE_SUMS = sorted(
    {
        *TABLE_COUNTERS,
        *(name for figure in TABLE_FIGURES for name in RATIOS[figure].above),
        *(name for figure in TABLE_FIGURES for name in RATIOS[figure].below),
    }
)
# By what the tables are, each cell of them by all three.
TABLES = ("department_id", "service_id", "level")


class FigureDay(models.Model):
    """The dashboards of the four offices (编办、政府办、政务办、纪委): sums of the
    rollup, read under the rights of whoever looks."""

    _inherit = "yichuang.figure.day"

    _filters = (
        "department_id",
        "service_id",
        "level",
        "theme_id",
        "user_id",
        "window_id",
    )

    @api.model
    def read_dashboard(self, office, filters):
        """All that a dashboard shows.

        :param office: one of ``OFFICES``
        :param filters: ``first`` and ``last`` day, values of dimensions, and
            ``against``: ``year`` to compare with a year ago (同比), else with the
            period before (环比)
        """
        self.check_access("read")
        if office not in OFFICES:
            raise UserError(self.env._("There is no such dashboard. Reload the page."))
        first, last, chosen = self._read_filters(filters)
        before = self._compared_with(first, last, filters.get("against"))
        place = self._place(chosen)
        here = place & self._within(first, last)
        cells = self._cells(here)
        sums = _added(cells, self._counters())
        stock = self._balance(place, first, sums, chosen)
        earlier = place & self._within(*before)
        shown = Shown(
            chosen,
            here,
            (first, last),
            sums,
            earlier,
            before,
            self._sums(earlier),
            stock,
            stock and self._in_hand(place, before[1] + ONE_DAY),
            self._targets(last),
        )
        return {
            "first": str(first),
            "last": str(last),
            "before": [str(day) for day in before],
            "place": self._place_words(chosen),
            "as_of": self._as_of_words(),
            "tiles": [self._tile(name, shown) for name in OFFICES[office]],
            "balance": stock,
            "trend": self._trend(here, first, last),
            "organs": self._by(cells, "department_id", None),
            "services": self._by(cells, "service_id", ROWS_SHOWN),
            "levels": self._by(cells, "level", None),
            "whole": self._row(sums),
            "windows": self._by_window(here) if office == "operation" else [],
            "drills": self.env["yichuang.case"].has_access("read"),
        }

    @api.model
    def _read_report(self, filters):
        """All counters and all figures of a period, for the report: what the
        dashboards show of it, read in the same way."""
        self.check_access("read")
        first, last, chosen = self._read_filters(filters)
        place = self._place(chosen)
        here = place & self._within(first, last)
        cells = self._cells(here)
        sums = _added(cells, self._counters())
        compared = self._compared_with(first, last)
        earlier = place & self._within(*compared)
        before = self._sums(earlier)
        figures, targets = {}, self._targets(last)
        for name, ratio in RATIOS.items():
            above, below = ratio.parts(sums)
            figures[name] = {
                "value": ratio.value(sums),
                "above": above,
                "below": below,
                "before": ratio.value(before),
                "target": self._target(targets, name, chosen),
            }
        return {
            "first": str(first),
            "last": str(last),
            "compared": [str(day) for day in compared],
            "as_of": self._as_of_words(),
            "balance": self._balance(place, first, sums, chosen),
            "counters": sums,
            "before": before,
            "figures": figures,
            "others": self._others(here, first, last, chosen),
            "others_before": self._others(earlier, *compared),
            "trend": self._trend(here, first, last),
            "organs": self._by(cells, "department_id", None),
            "services": self._by(cells, "service_id", None),
            "levels": self._by(cells, "level", None),
            "whole": self._row(sums),
            "windows": self._by_window(here),
        }

    @api.model
    def _others(self, here, first, last, chosen=None):
        """The figures that are no ratio of counters: value and of how many, by name;
        those of the catalogue, which are as of today, where a place is ``chosen``."""
        ninetieth, count = self._wait_ninetieth(here, first, last)
        named = CATALOGUE if chosen is not None else ()
        return {
            "wait_ninetieth": {"value": ninetieth, "n": count},
            "load": self._load(here),
            **{name: self._catalogue_figure(name, chosen) for name in named},
        }

    @api.model
    def _place_words(self, chosen):
        """Whose figures they are, for the printed page: halls, and what is chosen."""
        words = self.env.companies.mapped("display_name")
        for name, value in chosen.items():
            if name == "level":
                levels = dict(self._fields[name]._description_selection(self.env))
                words.append(levels.get(value, ""))
            else:
                model = self._fields[name].comodel_name
                words += (
                    self.env[model].search([("id", "=", value)]).mapped("display_name")
                )
        return words

    @api.model
    def _as_of_words(self):
        """When it was counted, by the clock of the hall."""
        as_of = self._as_of()
        return as_of and f"{hall_moment(as_of):%Y-%m-%d %H:%M}"

    @api.model
    def open_rows(self, measure, filters, without=None):
        """Open the rows behind a number of a dashboard."""
        self.check_access("read")
        first, last, chosen = self._read_filters(filters)
        if measure in UNCOUNTED:
            return self._open_uncounted(measure, first, last, chosen)
        return self._open_drill(measure, first, last, chosen, without)

    @api.model
    def _read_filters(self, filters):
        """First and last day and the dimensions chosen, from what a client sent."""
        first, last = self._day(filters.get("first")), self._day(filters.get("last"))
        if first > last:
            raise UserError(self.env._("The period ends before it begins."))
        chosen = {}
        for name in self._filters:
            value = filters.get(name)
            if value:
                chosen[name] = str(value) if name == "level" else int(value)
        return first, last, chosen

    @api.model
    def _place(self, chosen):
        domain = Domain("company_id", "in", self.env.companies.ids)
        for name, value in chosen.items():
            domain &= Domain(name, "=", value)
        return domain

    @api.model
    def _within(self, first, last):
        """These days, as far as they have come: what is due later is not missed."""
        last = min(last, self._today())
        return Domain("day", ">=", first) & Domain("day", "<=", last)

    @api.model
    def _period_before(self, first, last):
        """The period before: of whole months as many, else of days."""
        after = last + ONE_DAY
        if first.day == after.day == 1:
            months = (after.year - first.year) * 12 + after.month - first.month
            return first - relativedelta(months=months), first - ONE_DAY
        return first - (after - first), first - ONE_DAY

    @api.model
    def _compared_with(self, first, last, against=None):
        """The period to compare with: the one before (环比) or, ``against`` a year, the
        same of the year before (同比); each as far as the period shown has come, so
        that half a month is never set beside a whole one."""
        year = relativedelta(years=1)
        if against == "year":
            before = first - year, last + ONE_DAY - year - ONE_DAY
        else:
            before = self._period_before(first, last)
        today = self._today()
        if first <= today < last:
            before = before[0], min(before[1], before[0] + (today - first))
        return before

    @api.model
    def _cells(self, domain):
        """The sums by organ, service and level: all that is said of these, and of the
        whole, is added up from them, so that the rows are read once.

        :returns: dicts of the counters and of what they are about
        """
        names = self._counters()
        return [
            {**dict(zip(TABLES, about, strict=True)), **_whole(names, values)}
            for about, values in (
                (row[: len(TABLES)], row[len(TABLES) :])
                for row in self._read_group(
                    domain,
                    TABLES,
                    [f"{name}:sum" for name in names],
                    # None would have the names of organs and services looked up.
                    order="decided:sum desc",
                )
            )
        ]

    @api.model
    def _sums(self, domain, names=None):
        names = names or self._counters()
        [values] = self._read_group(
            domain, aggregates=[f"{name}:sum" for name in names]
        )
        return _whole(names, values)

    @api.model
    def _in_hand(self, place, day):
        """在办: accepted before that day, and not finished."""
        past = self._sums(
            place & Domain("day", "<", day), ("accepted", "decided", "dropped")
        )
        return closing(0, past["accepted"], past["decided"] + past["dropped"])

    @api.model
    def _balance(self, place, first, sums, chosen):
        """In hand before, accepted, finished, in hand after.

        Of one person there is none: who accepts a matter is not who decides it.
        """
        if "user_id" in chosen or "own" in self._sees():
            return None
        opening = self._in_hand(place, first)
        finished = sums["decided"] + sums["dropped"]
        return {
            "opening": opening,
            "accepted": sums["accepted"],
            "decided": sums["decided"],
            "dropped": sums["dropped"],
            "finished": finished,
            "closing": closing(opening, sums["accepted"], finished),
        }

    @api.model
    def _trend(self, domain, first, last):
        """Accepted and decided, and what was on time, by day or by month."""
        by_day = (last - first).days < DAYS_SHOWN
        step = relativedelta(days=1) if by_day else relativedelta(months=1)
        names = ("accepted", "decided", "in_promise")
        groups = {
            day: dict(zip(names, values, strict=True))
            for day, *values in self._read_group(
                domain,
                ["day:day" if by_day else "day:month"],
                [f"{name}:sum" for name in names],
            )
        }
        at = first if by_day else first.replace(day=1)
        rows = []
        while at <= min(last, self._today()):
            sums = groups.get(at) or dict.fromkeys(names, 0)
            rows.append(
                {
                    "label": f"{at:%m-%d}" if by_day else f"{at:%Y-%m}",
                    "first": str(max(at, first)),
                    "last": str(min(at + step - ONE_DAY, last)),
                    **sums,
                    "in_promise_rate": RATIOS["in_promise_rate"].value(sums),
                }
            )
            at += step
        return rows

    @api.model
    def _by(self, cells, field, limit):
        """What the tables say by one dimension, the busiest first."""
        groups = {}
        for cell in cells:
            if cell[field]:
                groups.setdefault(cell[field], []).append(cell)
        labels = dict(self._fields["level"]._description_selection(self.env))
        is_level = field == "level"
        found = [
            (value if is_level else value.id, value, _added(mine, TABLE_SUMS))
            for value, mine in groups.items()
        ]
        found.sort(key=lambda row: (-row[2]["decided"], -row[2]["accepted"], row[0]))
        return [
            {
                "id": key,
                "name": labels[value] if is_level else value.display_name,
                **self._row(sums),
            }
            for key, value, sums in found[:limit]
        ]

    @api.model
    def _row(self, sums):
        """What the tables say of these sums."""
        return {
            **{name: sums[name] for name in TABLE_COUNTERS},
            **{name: RATIOS[name].value(sums) for name in TABLE_FIGURES},
        }

    @api.model
    def _month(self, day=None):
        """First and last day of the month of a day."""
        first = (day or self._today()).replace(day=1)
        return first, date.fromordinal(
            (first + relativedelta(months=1)).toordinal() - 1
        )


def _whole(names, values):
    """Sums by name; of nothing the sum is 0."""
    return {name: value or 0 for name, value in zip(names, values, strict=True)}


def _added(cells, names):
    """What these sums amount to together."""
    return {name: sum(cell[name] for cell in cells) for name in names}
