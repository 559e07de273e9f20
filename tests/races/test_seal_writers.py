"""Sealing while others write: real processes, real transactions.

Writers append events in transactions that overlap and commit out of order; some
roll back. Two sealers run at the same time. Afterwards every committed event
stands in exactly one seal, none waits, and the exported log verifies.
"""

import secrets

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from odoo.addons.yichuang_catalog.tools import event_log

from .shell import finish, start

# Events stay, so each run has its own.
ACTION = f"race-{secrets.token_hex(8)}"
WRITERS, TRANSACTIONS, EVENTS = 3, 20, 3

WRITE = f"""
import random, time
random.seed({{seed}})
partner = env.ref("base.main_partner")
for turn in range({TRANSACTIONS}):
    for step in range({EVENTS}):
        env["yichuang.event"]._append(
            [(partner, "{ACTION}", {{{{"by": {{seed}}, "turn": turn, "step": step}}}})]
        )
        time.sleep(random.random() / 50)
    if turn % 5 == 4:
        env.cr.rollback()
    else:
        env.cr.commit()
"""
SEAL = """
import time
from psycopg2.errors import SerializationFailure
for turn in range(40):
    try:
        env["yichuang.event.seal"]._seal_batch(7)
        env.cr.commit()
    except SerializationFailure:
        env.cr.rollback()
    time.sleep(0.05)
"""


@tagged("post_install", "-at_install")
class TestSealWriters(TransactionCase):
    def test_every_committed_event_is_sealed_once(self):
        processes = [
            start(self.env.cr.dbname, WRITE.format(seed=seed))
            for seed in range(WRITERS)
        ] + [start(self.env.cr.dbname, SEAL) for _ in range(2)]
        for process in processes:
            finish(self, process)
        with db_connect(self.env.cr.dbname).cursor() as cr:
            env = self.env(cr=cr)
            while env["yichuang.event.seal"]._seal_batch(1000):
                cr.commit()
            events = env["yichuang.event"].search([("action", "=", ACTION)])
            expected = WRITERS * TRANSACTIONS * EVENTS * 4 // 5
            self.assertEqual(len(events), expected)
            leaves = env["yichuang.event.leaf"].search(
                [("event_id", "in", events.ids), ("seal_id", "!=", False)]
            )
            self.assertEqual(len(leaves), expected)
            last = env["yichuang.event.seal"].search([], limit=1)
            log = last._export(last.number)
            heads = [(seal["number"], seal["head"]) for seal in log["seals"]]
            self.assertEqual(event_log.verify(log["rows"], log["seals"], heads), [])
