"""Creating cases with six materials beside creating CRM leads.

One at a time, as at the window, and a thousand at a time, as an import or an exchange
does; creation alone, in a transaction of its own with cold caches. A case checks the
identity number and keeps it apart, takes the guide in force and lists its materials:
with it eight rows are written, for the lead one and what the messaging system adds.
Both take turns in one process and one database. Run with ``script/bench create_cases``;
the numbers go to docs/benchmarks.md.
"""

import statistics
import threading
import time
from dataclasses import dataclass, field

from hall import Hall

ROUNDS, ONES, BATCH = 10, 20, 1_000


@dataclass
class Row:
    name: str
    records: int
    seconds: list = field(default_factory=list)
    queries: list = field(default_factory=list)

    def median_ms(self):
        return statistics.median(self.seconds) * 1000

    def spread_ms(self):
        low, _middle, high = statistics.quantiles(self.seconds, n=4)
        return (high - low) * 1000

    def query_count(self):
        return statistics.median(self.queries)


def run(env):
    """Measure, and return pairs of ours and the rival."""
    hall = Hall.open(env)
    env.cr.commit()
    cases = env(user=hall.clerk.id)["yichuang.case"]
    leads = env(user=env.ref("base.user_admin").id)["crm.lead"]
    lead = {
        "name": "食品经营许可",
        "contact_name": "示例申请人",
        "phone": "13800000000",
        "type": "opportunity",
    }
    pairs = []
    for count, repeats in ((1, ONES), (BATCH, 1)):
        ours, rival = Row("yichuang.case", count), Row("crm.lead", count)
        work = {
            ours.name: (cases, [hall.case_vals() for _number in range(count)]),
            rival.name: (leads, [lead] * count),
        }
        for turn in range(ROUNDS + 1):
            for row in (ours, rival) if turn % 2 else (rival, ours):
                seconds, queries = measure(env, *work[row.name], repeats)
                if turn:  # the first warms up
                    row.seconds.append(seconds / repeats / count)
                    row.queries.append(queries / repeats / count)
        pairs.append((ours, rival))
    return pairs


def measure(env, model, vals_list, repeats):
    """Seconds and queries of creating all of it, each time committed; the queries of
    every connection count."""
    thread = threading.current_thread()
    thread.query_count, thread.query_time = 0, 0
    start = time.perf_counter()
    for _time in range(repeats):
        env.invalidate_all()
        made = model.create([dict(vals) for vals in vals_list])
        env.cr.commit()
        assert len(made) == len(vals_list)
    return time.perf_counter() - start, thread.query_count


def table(pairs):
    """The rows as a Markdown table with the ratio to the lead."""
    lines = [
        "| at a time | per record | median ms | quartile spread | queries | ratio |",
        "|---:|---|---:|---:|---:|---:|",
    ]
    for ours, rival in pairs:
        lines += [
            f"| {row.records:,} | {row.name} | {row.median_ms():.2f} "
            f"| {row.spread_ms():.2f} | {row.query_count():.2f} "
            f"| {row.median_ms() / rival.median_ms():.2f} |"
            for row in (ours, rival)
        ]
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
