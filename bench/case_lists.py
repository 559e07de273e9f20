"""Lists of cases in a hall of a million beside the same in a hall of a thousand.

Each inbox is opened as Odoo's web client does it: the action's domain with its default
filters, the columns of its list, the first 80 rows in its order, and the count up to
10,000. So are filters and searches over all cases. Two databases with the same hall in
one process take turns; the rival is the small one, so a ratio of one means that size
does not matter. The cases are copied in the database (``many_cases``): all of the small
hall's are open, one in a hundred of the large one's. Run with ``script/bench
case_lists``; the numbers go to docs/benchmarks.md.
"""

import statistics
import threading
import time

import many_cases
from hall import Hall

from odoo import SUPERUSER_ID, api
from odoo.fields import Domain
from odoo.modules.registry import Registry
from odoo.tools.safe_eval import safe_eval

from odoo.addons.yichuang_intake.tests.web_client import Inbox

TURNS = 15

INBOXES = (
    ("window, clerk", "case_action_window", "clerk"),
    ("to review, reviewer", "case_action_review", "reviewer"),
    ("to decide, decider", "case_action_decide", "decider"),
    ("all in hand, clerk", "case_action", "clerk"),
    ("to decide, decider of a quiet organ", "case_action_decide", "quiet_decider"),
    ("all in hand, reviewer", "case_action", "reviewer"),
)
SEARCHES = (
    ("one receipt number", lambda case: case.receipt_number),
    ("four digits of it", lambda case: case.receipt_number.split("-")[2]),
    ("a name of three characters", lambda case: case.applicant_name[:3]),
    ("a name of two characters", lambda case: case.applicant_name[:2]),
    ("a name nobody has", lambda case: "欧阳不存在"),
)


class Place:
    """One hall in one database, and what is asked of it."""

    def __init__(self, env, *filling):
        self.env = env
        hall = Hall.open(env)
        many_cases.ensure(hall, *filling)
        self.people = {
            person: getattr(hall, person) for _name, _action, person in INBOXES
        }
        self.asked = {}
        for name, action, person in INBOXES:
            self.asked[name] = (self.inbox(action, person), Domain.TRUE)
        everything = self.inbox("case_action", "clerk")
        everything.domain = Domain.TRUE
        self.asked["all cases, clerk"] = (everything, Domain.TRUE)
        cases = env["yichuang.case"]
        last = cases.search([("receipt_number", "=like", "BENCH%")], limit=1)
        for name in ("mine", "today", "late"):
            chosen = everything.filters.find(f".//filter[@name='{name}']")
            self.asked[f"all cases, {name}"] = (
                everything,
                Domain(safe_eval(chosen.get("domain"), {"uid": hall.idle_clerk.id})),
            )
        for name, words in SEARCHES:
            text = words(last)
            self.asked[f"search: {name}"] = (
                everything,
                Domain("lookup", "ilike", text),
            )
        env.cr.commit()

    def inbox(self, action, person):
        env = self.env(user=self.people[person].id)
        return Inbox(env, f"yichuang_intake.{action}")

    def measure(self, name):
        """Milliseconds, queries and rows of one look."""
        inbox, domain = self.asked[name]
        thread = threading.current_thread()
        self.env.invalidate_all()
        thread.query_count, thread.query_time = 0, 0
        start = time.perf_counter()
        answer = inbox.look(domain)
        seconds = time.perf_counter() - start
        self.env.cr.commit()
        return seconds * 1000, thread.query_count, answer["length"]


def run(env, small=None):
    """Measure in turns: by name, the looks at the small hall and at the large.

    :param small: name of the database with the small hall; ``…_small`` beside
        ``…_large``, unless it is told
    """
    small = small or env.cr.dbname.replace("_large", "_small")
    with Registry(small).cursor() as cr:
        small_env = api.Environment(cr, SUPERUSER_ID, {})
        places = [
            Place(small_env, 1_000, many_cases.ALL_OPEN),
            Place(
                env,
                many_cases.MANY,
                many_cases.OLD_HALL,
                many_cases.OLD_HALL_LATELY,
            ),
        ]
        found = {}
        for name in places[0].asked:
            looks = ([], [])
            for turn in range(TURNS + 1):
                for which in (0, 1) if turn % 2 else (1, 0):
                    look = places[which].measure(name)
                    if turn:  # the first warms up
                        looks[which].append(look)
            found[name] = looks
    return found


def table(found):
    """The rows as a Markdown table."""
    lines = [
        (
            f"| list | 80 rows of | ms at 1,000 | ms at {many_cases.MANY:,} | spread "
            "| queries | time ratio |"
        ),
        "|---|---:|---:|---:|---:|---:|---:|",
    ]
    for name, (small, large) in found.items():
        rival = statistics.median(ms for ms, _queries, _length in small)
        times = [ms for ms, _queries, _length in large]
        low, median, high = statistics.quantiles(times, n=4)
        queries = "/".join(
            f"{max(count for _ms, count, _length in looks)}" for looks in (small, large)
        )
        lines.append(
            f"| {name} | {large[-1][2]:,} | {rival:.1f} | {median:.1f} "
            f"| {high - low:.1f} | {queries} | {median / rival:.2f} |"
        )
    return "\n".join(lines)


if "env" in globals():  # run inside `script/odoo shell`
    print(table(run(globals()["env"])))
