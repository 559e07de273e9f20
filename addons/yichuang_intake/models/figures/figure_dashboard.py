from datetime import date, timedelta

from dateutil.relativedelta import relativedelta

from odoo import api, fields, models
from odoo.exceptions import UserError
from odoo.fields import Domain

from ...tools.figures import RATIOS, closing, compression, share

ONE_DAY = timedelta(days=1)
# Beyond this many days a chart shows months.
DAYS_SHOWN = 62
ROWS_SHOWN = 10

# What each office looks at first: counters, figures, and figures of the catalogue.
OFFICES = {
    "operation": (
        "accepted",
        "decided",
        "closing",
        "in_law_rate",
        "in_promise_rate",
        "early_rate",
        "same_day_rate",
        "visits_mean",
    ),
    "statistics": (
        "received",
        "accepted",
        "decided",
        "speedup_rate",
        "compression",
        "once_rate",
        "reuse_rate",
        "in_promise_rate",
    ),
    "catalogue": (
        "services",
        "instant_items",
        "compression",
        "same_day_rate",
        "speedup_rate",
        "visits_mean",
        "reuse_rate",
        "supplement_rate",
    ),
    "supervision": (
        "in_law_rate",
        "in_promise_rate",
        "one_notice_rate",
        "deemed",
        "refusal_rate",
        "return_rate",
        "dropped",
        "incidents",
    ),
}
# Of how many rows a figure is, where it is not what stands below the line.
COUNTED = {"speedup_rate": "timed"}
# Of these one also opens what is not part of it.
MISSED = ("in_law_rate", "in_promise_rate", "one_notice_rate", "once_rate")


class FigureDay(models.Model):
    """The dashboards of the four offices (编办、政府办、政务办、纪委): sums of the
    rollup, read under the rights of whoever looks."""

    _inherit = "yichuang.figure.day"

    _filters = ("department_id", "service_id", "level", "theme_id", "user_id")

    @api.model
    def read_dashboard(self, office, filters):
        """All that a dashboard shows.

        :param office: one of ``OFFICES``
        :param filters: ``first`` and ``last`` day, and values of dimensions
        """
        self.check_access("read")
        if office not in OFFICES:
            raise UserError(self.env._("There is no such dashboard. Reload the page."))
        first, last, chosen = self._read_filters(filters)
        before = self._period_before(first, last)
        place = self._place(chosen)
        here = place & self._within(first, last)
        sums = self._sums(here)
        stock = self._balance(place, first, sums)
        return {
            "first": str(first),
            "last": str(last),
            "before": [str(day) for day in before],
            "as_of": fields.Datetime.to_string(self._as_of()) or False,
            "tiles": self._tiles(
                office,
                sums,
                self._sums(place & self._within(*before)),
                stock,
                chosen,
                last,
            ),
            "balance": stock,
            "trend": self._trend(here, first, last),
            "organs": self._by(here, "department_id", None),
            "services": self._by(here, "service_id", ROWS_SHOWN),
            "levels": self._by(here, "level", None),
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
        sums = self._sums(here)
        before = self._sums(place & self._within(*self._period_before(first, last)))
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
            "as_of": fields.Datetime.to_string(self._as_of()) or False,
            "balance": self._balance(place, first, sums),
            "counters": sums,
            "before": before,
            "figures": figures,
            "trend": self._trend(here, first, last),
            "organs": self._by(here, "department_id", None),
            "services": self._by(here, "service_id", None),
        }

    @api.model
    def open_rows(self, measure, filters, without=None):
        """Open the rows behind a number of a dashboard."""
        self.check_access("read")
        first, last, chosen = self._read_filters(filters)
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
        return Domain("day", ">=", first) & Domain("day", "<=", last)

    @api.model
    def _period_before(self, first, last):
        """The period to compare with: of whole months as many before, else of days."""
        after = last + ONE_DAY
        if first.day == after.day == 1:
            months = (after.year - first.year) * 12 + after.month - first.month
            return first - relativedelta(months=months), first - ONE_DAY
        return first - (after - first), first - ONE_DAY

    @api.model
    def _sums(self, domain):
        names = self._counters()
        [values] = self._read_group(
            domain, aggregates=[f"{name}:sum" for name in names]
        )
        return {name: value or 0 for name, value in zip(names, values, strict=True)}

    @api.model
    def _balance(self, place, first, sums):
        """In hand before, accepted, finished, in hand after."""
        past = self._sums(place & Domain("day", "<", first))
        opening = closing(0, past["accepted"], past["decided"] + past["dropped"])
        finished = sums["decided"] + sums["dropped"]
        return {
            "opening": opening,
            "accepted": sums["accepted"],
            "finished": finished,
            "closing": closing(opening, sums["accepted"], finished),
        }

    @api.model
    def _tiles(self, office, sums, before, stock, chosen, last):
        tiles, targets = [], self._targets(last)
        for name in OFFICES[office]:
            tile = {"name": name, "label": self._label(name), **self._sign(name)}
            if name in RATIOS:
                ratio = RATIOS[name]
                counted = COUNTED.get(name)
                tile["n"] = sums[counted] if counted else ratio.parts(sums)[1]
                tile["value"] = ratio.value(sums)
                tile["before"] = ratio.value(before)
                # Of what should be rare one opens that itself.
                rare = ratio.kind == "share" and ratio.better == "low"
                tile["measure"] = ratio.above[0] if rare else counted or ratio.below[0]
                tile["missed"] = ratio.above[0] if name in MISSED else False
                tile["target"] = self._target(targets, name, chosen)
            elif name in sums:
                tile |= {"value": sums[name], "before": before[name], "measure": name}
            elif name == "closing":
                tile |= {"value": stock["closing"], "before": stock["opening"]}
            else:
                tile |= self._catalogue_figure(name, chosen)
            tiles.append(tile)
        return tiles

    @api.model
    def _targets(self, last):
        """What the figures of this hall should be on that day."""
        targets = self.env["yichuang.figure.target"]
        return targets._of(self.env.company, last.replace(day=1))

    @api.model
    def _target(self, targets, name, chosen):
        """What a figure should be: of the organ chosen, else of the hall."""
        hall, organ = self.env.company.id, chosen.get("department_id", False)
        found = targets.get((hall, organ, name)) or targets.get((hall, False, name))
        return found.value if found else None

    @api.model
    def _label(self, name):
        """What a figure is called; where it is a field, by that field's label."""
        labels = {
            "closing": self.env._("In hand"),
            "services": self.env._("Services published"),
            "instant_items": self.env._("On-the-spot services (%)"),
            "compression": self.env._("Promised below the law (%)"),
            "incidents": self.env._("Differences to explain"),
        }
        if name in labels:
            return labels[name]
        return self._fields[name]._description_string(self.env)

    @api.model
    def _sign(self, name):
        """Unit of a figure, and which way it should go."""
        ratio = RATIOS.get(name)
        if ratio:
            return {
                "unit": "mean" if ratio.kind == "mean" else "percent",
                "better": ratio.better,
            }
        if name in ("instant_items", "compression"):
            return {"unit": "percent", "better": "high"}
        low = ("closing", "deemed", "dropped", "incidents")
        return {"unit": "count", "better": "low" if name in low else "high"}

    @api.model
    def _catalogue_figure(self, name, chosen):
        """Figures of what is published today, whatever the period."""
        if name == "incidents":
            incidents = self.env["yichuang.figure.incident"]
            if not incidents.has_access("read"):
                return {"value": None}
            return {"value": incidents.search_count([("state", "=", "open")])}
        domain = Domain("state", "=", "published")
        domain &= Domain("company_id", "in", self.env.companies.ids)
        for field in ("department_id", "service_id"):
            if field in chosen:
                domain &= Domain(field, "=", chosen[field])
        groups = self.env["yichuang.service.version"]._read_group(
            domain,
            ["promise_days", "promise_unit", "legal_days", "legal_unit", "case_type"],
            ["__count"],
        )
        every = sum(count for *_limits, count in groups)
        if name == "services":
            return {"value": every}
        if name == "instant_items":
            instant = sum(count for *_l, kind, count in groups if kind == "instant")
            return {"value": share(instant, every), "n": every}
        limits = [limit for *limit, _kind, count in groups for _one in range(count)]
        return {
            "value": compression(limits),
            "n": sum(1 for *_promise, legal, _unit in limits if legal > 0),
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
    def _by(self, domain, field, limit):
        """Counters and figures by one dimension, the busiest first."""
        names = self._counters()
        groups = self._read_group(
            domain & Domain(field, "!=", False),
            [field],
            [f"{name}:sum" for name in names],
            order="decided:sum desc, accepted:sum desc",
            limit=limit,
        )
        labels = dict(self._fields["level"]._description_selection(self.env))
        rows = []
        for value, *values in groups:
            sums = dict(zip(names, values, strict=True))
            is_level = field == "level"
            rows.append(
                {
                    "id": value if is_level else value.id,
                    "name": labels[value] if is_level else value.display_name,
                    **{
                        name: sums[name] for name in ("received", "accepted", "decided")
                    },
                    **{name: ratio.value(sums) for name, ratio in RATIOS.items()},
                }
            )
        return rows

    @api.model
    def _month(self, day=None):
        """First and last day of the month of a day."""
        first = (day or self._today()).replace(day=1)
        return first, date.fromordinal(
            (first + relativedelta(months=1)).toordinal() - 1
        )
