"""Creating and accepting a case beside creating and advancing a CRM lead.

Both are what a person at a desk does once per visitor: open the record, fill it
in, move it to the next stage. They run in one process and one database, taking
turns, each record in a transaction of its own with cold caches, as one request
would find them. Run with ``script/bench``; the numbers go to docs/benchmarks.md.
"""

import statistics
import threading
import time
from dataclasses import dataclass

ROUNDS, RECORDS = 10, 20


@dataclass
class Row:
    name: str
    seconds: list
    queries: list

    def time_ms(self):
        return statistics.median(self.seconds) * 1000

    def spread_ms(self):
        low, _, high = statistics.quantiles(self.seconds, n=4)
        return (high - low) * 1000

    def query_count(self):
        return statistics.median(self.queries)


def run(env):
    """Measure, and return the rows ``(case, lead)``."""
    one_case, one_lead = make_case(env), make_lead(env)
    for _ in range(3):
        measure(env, one_case, 1)
        measure(env, one_lead, 1)
    case, lead = Row("yichuang.case", [], []), Row("crm.lead", [], [])
    for turn in range(ROUNDS):
        pairs = [(case, one_case), (lead, one_lead)]
        for row, operation in pairs if turn % 2 else reversed(pairs):
            seconds, queries = measure(env, operation, RECORDS)
            row.seconds.append(seconds / RECORDS)
            row.queries.append(queries / RECORDS)
    return case, lead


def measure(env, operation, count):
    """Seconds and queries of ``count`` operations, each committed; the queries of
    every connection count, also those that allot numbers on the side."""
    thread = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0
    start = time.perf_counter()
    for _ in range(count):
        env.invalidate_all()
        operation()
        env.cr.commit()
    return time.perf_counter() - start, thread.query_count


def make_lead(env):
    user = env.ref("base.user_admin")
    leads = env(user=user.id)["crm.lead"]
    stage = leads.env["crm.stage"].search([], order="sequence", limit=1, offset=1)

    def one():
        lead = leads.create(
            {
                "name": "食品经营许可",
                "contact_name": "何小雨",
                "phone": "13800000000",
                "type": "opportunity",
            }
        )
        lead.stage_id = stage

    return one


def make_case(env):
    clerk = env.ref("yichuang_intake.user_clerk")
    cases = env(user=clerk.id)["yichuang.case"]
    service = env["yichuang.service"].search(
        [
            ("current_version_id", "!=", False),
            ("current_version_id.situation_ids", "=", False),
            ("current_version_id.applicant_kind", "in", ("any", "natural")),
        ],
        limit=1,
    )

    def one():
        case = cases.create(
            {
                "service_id": service.id,
                "applicant_kind": "natural",
                "applicant_name": "何小雨",
                "id_number": "11010519491231002X",
                "phone": "13800000000",
            }
        )
        case.action_receive()
        case.action_take_all_materials()
        case.action_accept()

    return one


def table(rows):
    """The rows as a Markdown table with the ratio to the last one."""
    rival = rows[-1]
    lines = [
        "| per record | median ms | quartile spread ms | queries | time ratio |",
        "|---|---:|---:|---:|---:|",
    ]
    lines += [
        f"| {row.name} | {row.time_ms():.1f} | {row.spread_ms():.1f} "
        f"| {row.query_count():.1f} | {row.time_ms() / rival.time_ms():.2f} |"
        for row in rows
    ]
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
