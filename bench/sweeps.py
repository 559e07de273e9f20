"""The scheduled sweeps over a million open cases beside one SQL statement.

In a hall whose million cases are all open, one in a hundred is overdue. Of the 10,000
due, half were not answered in time and count as accepted (Art. 32(4)), half never had
their supplements handed in and lapse. The rival is what one would write by hand:
one ``UPDATE`` for each rule, with the same condition, that sets state, moment and
revision, and nothing else. Ours locks and checks every case, stops and starts its
clocks with their ledgers, issues a document, tells the managers and keeps an event of
each step, in batches of a transaction each. So two things are measured: moving what is
due, as time for each case, and a sweep with nothing to do, which runs every hour and
where size could hurt.

The statements run first and are rolled back. The cases are copied in the database
(``many_cases``). Run with ``script/bench sweeps``; the numbers go to
docs/benchmarks.md.
"""

import statistics
import threading
import time

import many_cases
from hall import Hall

from odoo import SUPERUSER_ID

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

TURNS = 9

SQL_DEEMED = """
    UPDATE yichuang_case SET state = 'accepted', deemed_accepted = true,
        accepted_on = received_on, revision = revision + 1
    WHERE state = 'received' AND due_on < %s
"""
SQL_LAPSED = """
    UPDATE yichuang_case SET state = 'withdrawn', ended_on = now(),
        revision = revision + 1
    WHERE state = 'supplement' AND due_on < %s AND EXISTS (
        SELECT FROM yichuang_case_supplement line
        JOIN yichuang_case_material material ON material.id = line.material_id
        WHERE line.case_id = yichuang_case.id AND line.sent_in_on IS NULL
          AND (line.handed_in_on IS NULL OR material.defect IS NOT NULL)
    )
"""
RULES = (
    ("count as accepted", "_cron_deem_accepted", SQL_DEEMED, "accepted"),
    ("lapse", "_cron_lapse", SQL_LAPSED, "withdrawn"),
)


def run(env):
    """Measure; rows of name, cases, ours and rival in seconds, queries."""
    many_cases.ensure(Hall.open(env), many_cases.MANY, many_cases.ALL_OPEN)
    cases = env(user=SUPERUSER_ID)["yichuang.case"]
    today = hall_date()
    rows = []
    for name, cron, statement, target in RULES:
        by_hand = []
        for _turn in range(TURNS):
            start = time.perf_counter()
            env.cr.execute(statement, (today,))
            by_hand.append(time.perf_counter() - start)
            due = env.cr.rowcount
            env.cr.rollback()
        env.cr.commit()
        rows.append(sweep(env, cases, name, cron, target, due, by_hand))
    for name, cron, statement, _target in RULES:
        ours, by_hand = [], []
        for _turn in range(TURNS):
            env.invalidate_all()
            start = time.perf_counter()
            getattr(cases, cron)()
            ours.append(time.perf_counter() - start)
            start = time.perf_counter()
            env.cr.execute(statement, (today,))
            by_hand.append(time.perf_counter() - start)
            assert not env.cr.rowcount, "the sweep left something behind"
            env.cr.commit()
        rows.append((f"nothing to do: {name}", 0, ours, by_hand, 0))
    return rows


def sweep(env, cases, name, cron, target, due, by_hand):
    """Carry one rule out for all that is due."""
    before = cases.search_count([("state", "=", target)])
    thread = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0
    start = time.perf_counter()
    getattr(cases, cron)()
    env.cr.commit()
    seconds = time.perf_counter() - start
    queries = thread.query_count
    moved = cases.search_count([("state", "=", target)]) - before
    assert moved == due, f"{moved} of {due} were moved"
    return name, due, [seconds], by_hand, queries / max(1, due)


def table(rows):
    """The rows as a Markdown table with the ratio to the statement."""
    lines = [
        (
            f"| sweep over {many_cases.MANY:,} open | moved | s | ms a case "
            "| queries a case | statement s | ratio |"
        ),
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, due, ours, by_hand, queries in rows:
        mine, rival = statistics.median(ours), statistics.median(by_hand)
        each = f"{mine * 1000 / due:.2f}" if due else "–"
        lines.append(
            f"| {name} | {due:,} | {mine:.3f} | {each} | {queries:.1f} | {rival:.3f} "
            f"| {mine / rival:.1f} |"
        )
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
