"""The manager's dashboard at a million cases beside the raw GROUP BY.

The dashboard reads the rollup of days; the rival is what one would write without it:
one GROUP BY over the cases for the same tiles, chart and tables. Both in the same
database and process, taking turns, for a month, a year and all ten years. Counting the
rollup from nothing and again for one day is measured too. Run with ``script/bench
dashboard``; the numbers go to docs/benchmarks.md.
"""

import statistics
import time
from datetime import timedelta

import many_cases
from hall import Hall

from odoo.tools import SQL

from odoo.addons.yichuang_catalog.tools.workdays import hall_date, hall_day_start
from odoo.addons.yichuang_intake.models.figures.figure_refresh import ONE_DAY

TURNS = 9


def timed(work):
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


def raw(env, first, last):
    """Tiles, chart and tables of the period straight from the cases."""
    start, end = hall_day_start(first), hall_day_start(last + ONE_DAY)
    counted = SQL(
        """count(*) FILTER (WHERE accepted_on >= %(start)s AND accepted_on < %(end)s),
           count(*) FILTER (WHERE decided_on >= %(start)s AND decided_on < %(end)s),
           count(*) FILTER (WHERE decided_on >= %(start)s AND decided_on < %(end)s
               AND (decided_on + INTERVAL '8 hours')::date <= legal_due_on),
           count(*) FILTER (WHERE decided_on >= %(start)s AND decided_on < %(end)s
               AND (decided_on + INTERVAL '8 hours')::date <= promise_due_on)""",
        start=start,
        end=end,
    )
    for by in (
        SQL("company_id"),
        SQL("(decided_on + INTERVAL '8 hours')::date"),
        SQL("department_id"),
        SQL("service_id"),
    ):
        env.execute_query(
            SQL("SELECT %s, %s FROM yichuang_case GROUP BY 1", by, counted)
        )
    env.execute_query(
        SQL(
            """SELECT count(*) FROM yichuang_case
                WHERE accepted_on < %s
                  AND (coalesce(decided_on, ended_on) IS NULL
                       OR coalesce(decided_on, ended_on) >= %s)""",
            start,
            start,
        )
    )


def dashboard(env, first, last):
    env.invalidate_all()
    env["yichuang.figure.day"].read_dashboard(
        "operation", {"first": str(first), "last": str(last)}
    )


def main(env):
    hall = Hall.open(env)
    many_cases.ensure(
        hall, many_cases.MANY, many_cases.OLD_HALL, many_cases.OLD_HALL_LATELY
    )
    env.cr.commit()
    figures = env["yichuang.figure.day"]
    whole = timed(lambda: figures._refresh(full=True))
    env.cr.commit()
    env.cr.execute("ANALYZE yichuang_figure_day")
    today = hall_date()
    day = timed(lambda: figures._count_days(today, today))
    again = timed(figures._recount)
    env.cr.commit()
    rows = figures.search_count([])
    print(f"cases: {env['yichuang.case'].search_count([]):,}; rollup: {rows:,} rows")
    print(f"counted from nothing: {whole:.1f} s; one day anew: {day * 1000:.0f} ms;")
    print(f"recount beside the raw rows: {again:.1f} s")
    manager = env(user=hall.manager.id)
    print("\n| Period | Dashboard, ms | Raw GROUP BY, ms | Times |")
    print("|---|---|---|---|")
    for name, first in (
        ("month", today.replace(day=1)),
        ("year", today.replace(month=1, day=1)),
        ("ten years", today - timedelta(days=3650)),
    ):
        ours, theirs = [], []
        for _turn in range(TURNS):
            ours.append(timed(lambda f=first: dashboard(manager, f, today)))
            theirs.append(timed(lambda f=first: raw(env, f, today)))
        mine, rival = statistics.median(ours), statistics.median(theirs)
        print(
            f"| {name} | {mine * 1000:.0f} (max {max(ours) * 1000:.0f}) "
            f"| {rival * 1000:.0f} | {rival / mine:.1f} |"
        )


if "env" in globals():  # run inside `script/odoo shell`
    main(globals()["env"])
