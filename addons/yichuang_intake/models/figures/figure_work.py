from odoo import api, models
from odoo.fields import Domain
from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from ...tools.figures import RATIOS, gini
from .figure_refresh import ONE_DAY
from .measures import MEASURES, MOMENTS

WORK = ("received", "work_points", "tickets", "served", "serve_seconds")
WORK_RATIOS = ("serve_mean", "occupancy_rate")
WORK_SUMS = (*WORK, "open_seconds", "busy_seconds")
# What says whose a number in the queue is.
TICKET_GRAIN = ("day", "company_id", "department_id", "user_id", "window_id")


class FigureDay(models.Model):
    """What the windows did: how much, how heavy, how evenly, and how long people
    waited for it (窗口工作量, 忙闲不均, P90 等候)."""

    _inherit = "yichuang.figure.day"

    @api.model
    def _by_window(self, domain):
        """窗口工作量: matters, numbers, minutes, and matters by their difficulty."""
        names = WORK_SUMS
        groups = self._read_group(
            domain & Domain("window_id", "!=", False),
            ["window_id"],
            [f"{name}:sum" for name in names],
            order="work_points:sum desc, tickets:sum desc",
        )
        rows = []
        for window, *values in groups:
            sums = dict(zip(names, values, strict=True))
            if any(sums.values()):
                rows.append(
                    {
                        "id": window.id,
                        "name": window.display_name,
                        **{name: sums[name] or 0 for name in WORK},
                        "serve_minutes": round((sums["serve_seconds"] or 0) / 60),
                        **{name: RATIOS[name].value(sums) for name in WORK_RATIOS},
                    }
                )
        return rows

    @api.model
    def _load(self, here):
        """忙闲不均: how unevenly the minutes of work fall on the windows that were
        open."""
        groups = self._read_group(
            here & Domain("window_id", "!=", False) & Domain("open_seconds", ">", 0),
            ["window_id"],
            ["busy_seconds:sum"],
        )
        return {"value": gini([busy for _window, busy in groups]), "n": len(groups)}

    @api.model
    def _wait_ninetieth(self, here, first, last):
        """P90 等候: minutes within which nine of ten of those called were called.

        A percentile is no ratio of sums, so it is read from the numbers themselves:
        of those, that the rows of the rollup which this person may see are about.

        :returns: minutes, and of how many numbers
        """
        moment, waited = MOMENTS["taken"], MEASURES["wait_seconds"]
        query = self._search(here & Domain("waited", ">", 0))
        if query.is_empty():
            return None, 0
        seen = query.subselect(
            *(self._field_to_sql(query.table, name, query) for name in TICKET_GRAIN)
        )
        theirs = (
            SQL("(%s + INTERVAL '8 hours')::date", moment.at),
            moment.company,
            moment.organ,
            moment.who,
            moment.window,
        )
        [(seconds, count)] = self.env.execute_query(
            SQL(
                """SELECT percentile_disc(0.9) WITHIN GROUP (ORDER BY %s), count(*)
                     FROM %s
                     JOIN (SELECT DISTINCT * FROM %s own) seen (%s) ON %s
                    WHERE %s >= %s AND %s < %s AND %s""",
                waited.value,
                moment.rows,
                seen,
                SQL(", ").join(SQL.identifier(name) for name in TICKET_GRAIN),
                SQL(" AND ").join(
                    SQL(
                        "coalesce(%s, %s) = coalesce(%s, %s)",
                        SQL.identifier("seen", name),
                        _nothing(name),
                        value,
                        _nothing(name),
                    )
                    for name, value in zip(TICKET_GRAIN, theirs, strict=True)
                ),
                moment.at,
                hall_day_start(first),
                moment.at,
                hall_day_start(last + ONE_DAY),
                waited.where,
            )
        )
        return (None if seconds is None else float(seconds) / 60), count


def _nothing(name):
    """What stands for no value: rows without a window belong together, and values
    that are equal can be hashed."""
    return SQL("'-infinity'::date") if name == "day" else SQL("0")
