import time
from datetime import date

from odoo import api, models
from odoo.tools import SQL

from .figure_refresh import GRAIN
from .measures import MEASURES

MANAGER = "yichuang_catalog.group_manager"
ACTIVITY = "yichuang_intake.mail_activity_figures"
# A rollup that was lost is one difference, not a thousand.
MOST = 200


class FigureDay(models.Model):
    """Counted all again by night: the rollup beside the raw rows, the balance beside
    the cases in hand. Any difference is an incident on the managers' desks."""

    _inherit = "yichuang.figure.day"

    @api.model
    def _cron_recount(self):
        """Compare the figures with the raw rows."""
        self._recount()

    @api.model
    def _recount(self):
        """Count everything anew beside the rollup, report and put right what differs.

        What has changed since the last run is counted first, within the same
        transaction: what both then see is the same state of the hall.

        :returns: the report of the run; empty if somebody else is counting
        """
        runs = self.env["yichuang.figure.run"]
        if not self._only_me():
            return runs
        started = time.monotonic()
        self._refresh()
        differing = self._differences()
        days = sorted({row[0] for row in differing})
        rows = sum(self._count_days(day, day) for day in days)
        found = [
            ("rollup", day, company, organ, measure, stated, counted)
            for day, company, organ, measure, stated, counted in differing
        ]
        found += [("balance", *row) for row in self._unbalanced()]
        run = runs.create(
            {
                "kind": "recount",
                "event_id": self._last_event(),
                "day_count": len(days),
                "row_count": rows,
                "incident_count": len(found),
                "seconds": time.monotonic() - started,
            }
        )
        self._report(run, found)
        return run

    @api.model
    def _differences(self):
        """Day, hall, organ, counter, what the rollup says and what the raw rows say,
        wherever these differ on any row of that organ and day."""
        self.env.flush_all()
        grain = SQL(", ").join(SQL.identifier(name) for name in GRAIN)
        names = SQL(", ").join(SQL.identifier(name) for name in MEASURES)
        differing = SQL(
            """WITH counted AS (%(counted)s),
               wrong AS (
                   (SELECT %(grain)s, %(names)s FROM counted
                    EXCEPT SELECT %(grain)s, %(names)s FROM yichuang_figure_day)
                   UNION ALL
                   (SELECT %(grain)s, %(names)s FROM yichuang_figure_day
                    EXCEPT SELECT %(grain)s, %(names)s FROM counted)
               ),
               place AS (
                   SELECT DISTINCT day, company_id, department_id FROM wrong
               ),
               told AS (
                   SELECT day, company_id, department_id, %(sums)s
                     FROM yichuang_figure_day GROUP BY 1, 2, 3
               ),
               found AS (
                   SELECT day, company_id, department_id, %(sums)s
                     FROM counted GROUP BY 1, 2, 3
               )
          SELECT place.day, place.company_id, place.department_id, one.name,
                 coalesce(one.stated, 0), coalesce(one.counted, 0)
            FROM place
       LEFT JOIN told ON told.day = place.day
             AND told.company_id = place.company_id
             AND told.department_id IS NOT DISTINCT FROM place.department_id
       LEFT JOIN found ON found.day = place.day
             AND found.company_id = place.company_id
             AND found.department_id IS NOT DISTINCT FROM place.department_id
      CROSS JOIN LATERAL (VALUES %(pairs)s) AS one (name, stated, counted)
           WHERE coalesce(one.stated, 0) <> coalesce(one.counted, 0)
        ORDER BY 1, 2, 3, 4""",
            counted=self._counted(date.min, date.max),
            grain=grain,
            names=names,
            sums=SQL(", ").join(
                SQL("SUM(%(name)s) AS %(name)s", name=SQL.identifier(name))
                for name in MEASURES
            ),
            pairs=SQL(", ").join(
                SQL(
                    "(%s, told.%s, found.%s)",
                    name,
                    SQL.identifier(name),
                    SQL.identifier(name),
                )
                for name in MEASURES
            ),
        )
        return self.env.execute_query(differing)

    @api.model
    def _unbalanced(self):
        """Today, hall, organ, "closing", what the balance says and how many cases are
        in hand: between acceptance and decision."""
        return self.env.execute_query(
            SQL(
                """WITH told AS (
                       SELECT company_id, department_id,
                              sum(accepted - decided - dropped)::integer AS closing
                         FROM yichuang_figure_day GROUP BY 1, 2
                   ), found AS (
                       SELECT company_id, department_id, count(*)::integer AS closing
                         FROM yichuang_case
                        WHERE state IN ('accepted', 'reviewing') GROUP BY 1, 2
                   )
              SELECT %s::date, company_id, department_id, 'closing',
                     coalesce(told.closing, 0), coalesce(found.closing, 0)
                FROM told FULL JOIN found USING (company_id, department_id)
               WHERE coalesce(told.closing, 0) <> coalesce(found.closing, 0)
            ORDER BY 2, 3""",
                self._today(),
            )
        )

    @api.model
    def _report(self, run, found):
        """Make incidents of what was found, and put them on the managers' desks."""
        incidents = self.env["yichuang.figure.incident"]._create_guarded(
            [
                {
                    "run_id": run.id,
                    "kind": kind,
                    "day": day,
                    "company_id": company,
                    "department_id": organ,
                    "measure": measure,
                    "stated": stated,
                    "counted": counted,
                }
                for kind, day, company, organ, measure, stated, counted in found[:MOST]
            ]
        )
        for company, mine in incidents.grouped("company_id").items():
            managers = self.env.ref(MANAGER).all_user_ids
            for manager in managers:
                if company in manager.company_ids:
                    mine[:1].activity_schedule(
                        ACTIVITY,
                        user_id=manager.id,
                        date_deadline=self._today(),
                        summary=self.env._(
                            "%(count)s figures differ from the raw rows",
                            count=len(mine),
                        ),
                    )
        return incidents
