"""Ten thousand deadlines beside Odoo's own ``resource.calendar.plan_days``.

Both answer the same question: the last of so many working days after a day. Ours reads
the announced days of rest and make-up days; the rival is given its plain week, for it
cannot express make-up days, so its dates are wrong around holidays and only its time
counts here. Run with ``script/bench deadlines``; the numbers go to docs/benchmarks.md.
"""

import random
import statistics
import time
from datetime import UTC, date, datetime, timedelta

DEADLINES, SAMPLE, ROUNDS = 10_000, 200, 5


def periods(count):
    """Random starts in 2026 and lengths as laws have them."""
    rng = random.Random(2026)
    return [
        (date(2026, 1, 1) + timedelta(days=rng.randrange(330)), rng.randint(1, 60))
        for _index in range(count)
    ]


def timed(operation, cases):
    """Microseconds for each case."""
    start = time.perf_counter()
    for day, length in cases:
        operation(day, length)
    return (time.perf_counter() - start) / len(cases) * 1_000_000


def run(env):
    """Measure in turns; rows of name, how many, median and spread."""
    workdays = env["yichuang.calendar.day"]._workdays()
    calendar = env.company.resource_calendar_id

    def ours(day, length):
        return workdays.add(day, length).date

    def rival(day, length):
        moment = datetime(day.year, day.month, day.day, 23, 59, tzinfo=UTC)
        return calendar.plan_days(length, moment, compute_leaves=True)

    whole, sample = periods(DEADLINES), periods(SAMPLE)
    ours(*whole[0])
    rival(*sample[0])
    found = {"yichuang workdays": [], "resource.calendar.plan_days": []}
    for _round in range(ROUNDS):
        found["yichuang workdays"].append(timed(ours, whole))
        found["resource.calendar.plan_days"].append(timed(rival, sample))
    return found


def table(found):
    """The rows as a Markdown table with the ratio to the rival."""
    rival = statistics.median(found["resource.calendar.plan_days"])
    lines = [
        "| deadline | µs each | quartile spread | ratio |",
        "|---|---:|---:|---:|",
    ]
    for name, values in found.items():
        low, _middle, high = statistics.quantiles(values, n=4)
        median = statistics.median(values)
        lines.append(
            f"| {name} | {median:.1f} | {high - low:.1f} | {median / rival:.5f} |"
        )
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
