"""A breach has one card, whoever sweeps and however often.

Cases whose promise has run out are swept by four real processes at once, three times
each; every case has one red card and one event of its raising.
"""

from odoo.tests import TransactionCase, tagged

from .shell import finish, start
from .test_silence import RECEIVE

CASES, SWEEPERS = 12, 4

OVERDUE = (
    RECEIVE.replace("env.cr.commit()", "", 1)
    + """
env["yichuang.clock"].sudo()._start(
    [(case, "promise", 5, "workday") for case in cases],
    __import__("datetime").date(2026, 1, 5),
)
env.cr.commit()
"""
)
SWEEP = """
from psycopg2.errors import SerializationFailure
rule = env["yichuang.alert.rule"].search([("code", "=", "promise_exceeded")], limit=1)
for turn in range(3):
    try:
        rule._sweep(env["ir.cron"]._commit_progress)
    except SerializationFailure:
        env.cr.rollback()  # as the scheduler does: the next run goes on
    env.cr.commit()
"""
LOOK = """
for case in env["yichuang.case"].browse({ids}):
    cards = case.alert_ids.filtered(lambda card: card.code == "promise_exceeded")
    events = env["yichuang.event"].search_count(
        [("res_model", "=", cards._name), ("res_id", "in", cards.ids)]
    )
    print("SEEN", len(cards), cards[:1].level, events)
"""


@tagged("post_install", "-at_install")
class TestAlertSweep(TransactionCase):
    def test_every_breach_has_one_card(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, OVERDUE)).splitlines()
        received = next(line for line in lines if line.startswith("RECEIVED"))
        ids = list(map(int, received.split()[1:]))
        for process in [start(name, SWEEP) for _index in range(SWEEPERS)]:
            finish(self, process)
        seen = finish(self, start(name, LOOK.format(ids=ids)))
        rows = [line for line in seen.splitlines() if line.startswith("SEEN")]
        self.assertEqual(rows, ["SEEN 1 red 1"] * CASES)
