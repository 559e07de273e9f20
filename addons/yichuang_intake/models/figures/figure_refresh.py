import hashlib
import time
from datetime import date, timedelta

from odoo import api, fields, models
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start

from .measures import MEASURES, MOMENTS

ONE_DAY = timedelta(days=1)
# Everybody who counts holds this; nobody else waits for it.
LOCK = "yichuang.figure"
# Events may become visible this much later than younger ones.
LATE = timedelta(hours=1)
GRAIN = ("day", "company_id", "department_id", "service_id", "level", "theme_id")
GRAIN += ("user_id", "window_id")
EVER = (date.min, date.max)


class FigureDay(models.Model):
    """How the rollup is filled: one statement from the raw rows, for the days that
    something happened to since the last run.

    It may run late, twice and on several workers: a day is taken out and put in anew
    within one transaction, who finds somebody else counting leaves it to them, and the
    index on the grain refuses a second row.
    """

    _inherit = "yichuang.figure.day"

    @api.model
    def _cron_refresh(self):
        """Count the days that changed."""
        self._refresh()

    @api.model
    def _refresh(self, full=False):
        """Count the days to which something happened since the last run, or all.

        :returns: the report of the run; empty if somebody else is counting, or if
            nothing has changed
        """
        runs = self.env["yichuang.figure.run"]
        if not self._only_me():
            return runs
        started = time.monotonic()
        upto, since = self._last_event(), self._counted_upto()
        if since is not None and not full:
            if upto == since:
                return runs
            days = self._changed_days(since)
        else:
            days = [EVER]
        rows = sum(self._count_days(first, last) for first, last in days)
        return runs.create(
            {
                "kind": "refresh",
                "event_id": upto,
                "day_count": self._days_counted(days),
                "row_count": rows,
                "seconds": time.monotonic() - started,
                "counters": self._counters_digest(),
            }
        )

    @api.model
    def _days_counted(self, days):
        """How many days these ranges are; of all time, those that have a row."""
        if days == [EVER]:
            [(count,)] = self.env.execute_query(
                SQL("SELECT count(DISTINCT day) FROM yichuang_figure_day")
            )
            return count
        return sum((last - first).days + 1 for first, last in days)

    @api.model
    def _counters_digest(self):
        """What is counted, and how: where it is another than in the last run, all is
        counted anew."""
        text = repr((MOMENTS, MEASURES))
        return hashlib.sha256(text.encode()).hexdigest()

    @api.model
    def _only_me(self):
        """Whether nobody else is counting at this moment."""
        [(mine,)] = self.env.execute_query(
            SQL("SELECT pg_try_advisory_xact_lock(hashtext(%s))", LOCK)
        )
        return mine

    @api.model
    def _last_event(self):
        [(last,)] = self.env.execute_query(
            SQL("SELECT coalesce(max(id), 0) FROM yichuang_event")
        )
        return last

    @api.model
    def _counted_upto(self):
        """The event from which on to look for changes; nothing before the first run
        that counts as we do.

        Events are numbered before they are committed, so those of the last hour are
        looked at again.
        """
        runs = self.env["yichuang.figure.run"]
        early = runs.search(
            [("ran_on", "<", fields.Datetime.now() - LATE)], limit=1
        ) or runs.search([], order="id", limit=1)
        last = runs.search([("kind", "=", "refresh")], limit=1)
        if not early or last.counters != self._counters_digest():
            return None
        return early.event_id

    @api.model
    def _changed_days(self, since):
        """Days of the records that have events after this one, as ranges."""
        self.env.flush_all()
        fields_by_model = {}
        for moment in MOMENTS.values():
            for told_by in ((moment.model, "id"), *moment.told_by):
                key = (moment.model, *told_by)
                fields_by_model.setdefault(key, set()).add(moment.field)
        days = set()
        for (model, source, link), names in fields_by_model.items():
            table = SQL.identifier(self.env[model]._table)
            columns = SQL(", ").join(
                SQL("raw.%s", SQL.identifier(name)) for name in sorted(names)
            )
            found = self.env.execute_query(
                SQL(
                    """SELECT DISTINCT (at + INTERVAL '8 hours')::date
                         FROM yichuang_event e
                         JOIN %s raw ON raw.%s = e.res_id
                   CROSS JOIN unnest(ARRAY[%s]) at
                        WHERE e.id > %s AND e.res_model = %s AND at IS NOT NULL""",
                    table,
                    SQL.identifier(link),
                    columns,
                    since,
                    source,
                )
            )
            days.update(day for (day,) in found)
        return _ranges(days)

    @api.model
    def _count_days(self, first, last):
        """Take these days out and put them in as the raw rows have them.

        :returns: number of rows written
        """
        self.env.flush_all()
        self.env.cr.execute(
            SQL(
                "DELETE FROM yichuang_figure_day WHERE day BETWEEN %s AND %s",
                *_bounds(first, last),
            )
        )
        names = SQL(", ").join(SQL.identifier(name) for name in (*GRAIN, *MEASURES))
        self.env.cr.execute(
            SQL(
                "INSERT INTO yichuang_figure_day (%s) %s",
                names,
                self._counted(first, last),
            )
        )
        written = self.env.cr.rowcount
        self.invalidate_model()
        return written

    @api.model
    def _counted(self, first, last):
        """The query that counts the raw rows of these days."""
        return SQL(
            """SELECT %s, %s FROM (%s) counted GROUP BY %s""",
            SQL(", ").join(SQL.identifier(name) for name in GRAIN),
            SQL(", ").join(
                SQL("SUM(%(name)s)::integer AS %(name)s", name=SQL.identifier(name))
                for name in MEASURES
            ),
            SQL(" UNION ALL ").join(
                self._counted_moment(name, first, last) for name in MOMENTS
            ),
            SQL(", ").join(SQL.identifier(name) for name in GRAIN),
        )

    @api.model
    def _counted_moment(self, name, first, last):
        moment = MOMENTS[name]
        counts = SQL(", ").join(
            SQL("%s AS %s", _count(measure, name), SQL.identifier(counter))
            for counter, measure in MEASURES.items()
        )
        within = [SQL("%s IS NOT NULL", moment.at)]
        if first != date.min:
            within.append(SQL("%s >= %s", moment.at, hall_day_start(first)))
        if last != date.max:
            within.append(SQL("%s < %s", moment.at, hall_day_start(last + ONE_DAY)))
        return SQL(
            """SELECT (%s + INTERVAL '8 hours')::date AS day, %s AS company_id,
                      %s AS department_id, %s AS service_id, %s AS level,
                      %s AS theme_id, %s AS user_id, %s AS window_id, %s
                 FROM %s WHERE %s GROUP BY 1, 2, 3, 4, 5, 6, 7, 8""",
            moment.at,
            moment.company,
            moment.organ,
            moment.service,
            moment.level,
            moment.theme,
            moment.who,
            moment.window,
            counts,
            moment.rows,
            SQL(" AND ").join(within),
        )

    @api.model
    def _as_of(self):
        """When the figures were last counted."""
        return self.env["yichuang.figure.run"].sudo().search([], limit=1).ran_on

    @api.model
    def _today(self):
        return hall_date()


def _count(measure, moment):
    if measure.moment != moment:
        return SQL("0")
    if measure.value:
        return SQL(
            "coalesce(SUM(%s) FILTER (WHERE %s), 0)", measure.value, measure.where
        )
    return SQL("COUNT(*) FILTER (WHERE %s)", measure.where)


def _ranges(days):
    """Days as ranges without gaps.

    >>> _ranges({date(2026, 5, 1), date(2026, 5, 2), date(2026, 5, 4)})[1]
    (datetime.date(2026, 5, 4), datetime.date(2026, 5, 4))
    """
    ranges = []
    for day in sorted(days):
        if ranges and day - ranges[-1][1] <= ONE_DAY:
            ranges[-1] = (ranges[-1][0], day)
        else:
            ranges.append((day, day))
    return ranges


def _bounds(first, last):
    """As PostgreSQL knows the first and the last of all days."""
    return (
        SQL("'-infinity'::date") if first == date.min else first,
        SQL("'infinity'::date") if last == date.max else last,
    )
