"""Notices go out once each through an outage, errors and lost answers.

Real processes: cases are received while the gateway is down; three senders at once
meet nobody, then a gateway that fails, drops connections and takes messages; one sender
is killed with messages in hand. Nothing is lost, the gateway takes nothing twice, and
no message is sent again that it said yes to.
"""

import json
import socket
import subprocess
import sys
import time
from collections import Counter
from pathlib import Path
from tempfile import TemporaryDirectory

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from .gateway import SECRET
from .shell import finish, start

CASES, SENDERS = 30, 3

RECEIVE = """
import secrets
service = env["yichuang.service"].search([("current_version_id", "!=", False)], limit=1)
service.company_id.write({{"notice_url": "{url}", "notice_secret": "{secret}"}})
clerk = env["res.users"].create(
    {{
        "name": "窗口 通知",
        "login": "outbox_clerk_" + secrets.token_hex(4),
        "group_ids": [(4, env.ref("yichuang_intake.group_clerk").id)],
    }}
)
allowed = service.current_version_id.applicant_kind
kind = "legal" if allowed == "legal" else "natural"
number = "11010519491231002X" if kind == "natural" else "91379901MA3EXAMP0J"
cases = env["yichuang.case"].with_user(clerk).create(
    [
        {{
            "service_id": service.id,
            "applicant_kind": kind,
            "applicant_name": "示例通知",
            "id_number": number,
            "legal_representative": "示例",
            "phone": "13800000000",
        }}
        for _index in range({count})
    ]
)
cases.action_receive()
clerk.active = False
env.cr.commit()
print("RECEIVED", *cases.ids)
"""
SEND = """
from psycopg2.errors import SerializationFailure
try:
    env["yichuang.notice"]._cron_send()
except SerializationFailure:
    env.cr.rollback()  # as the scheduler does: the next run goes on
"""
# Claims, as the job does, and is gone before it sends.
CLAIM = """
env["yichuang.notice"]._claim()
env.cr.commit()
import os, signal
os.kill(os.getpid(), signal.SIGKILL)
"""


@tagged("post_install", "-at_install")
class TestOutbox(TransactionCase):
    def test_nothing_is_lost_and_nothing_sent_twice(self):
        name = self.env.cr.dbname
        port = free_port()
        receive = RECEIVE.format(
            url=f"http://127.0.0.1:{port}/sms", secret=SECRET, count=CASES
        )
        self.addCleanup(self.forget_gateway)
        said = finish(self, start(name, receive)).splitlines()
        received = next(line for line in said if line.startswith("RECEIVED"))
        self.ids = [int(word) for word in received.split()[1:]]
        self.assertEqual(self.states(), {"waiting": CASES})

        self.send_at_once()
        self.assertEqual(self.states(), {"waiting": CASES}, "nobody was there")
        self.let_time_pass()
        killed = start(name, CLAIM)
        killed.communicate(timeout=300)
        self.assertEqual(self.states()["sending"], 10)

        with TemporaryDirectory() as folder:
            journal = Path(folder) / "journal"
            gateway = subprocess.Popen(
                [
                    sys.executable,
                    Path(__file__).with_name("gateway.py"),
                    str(port),
                    journal,
                ]
            )
            self.addCleanup(gateway.wait)
            self.addCleanup(gateway.kill)
            wait_for(port)
            self.send_at_once()
            self.assertEqual(self.states()["sending"], 10, "still claimed")
            for _round in range(3):
                self.let_time_pass()
                self.send_at_once()
            rows = [json.loads(line) for line in journal.read_text().splitlines()]
        self.assertEqual(self.states(), {"sent": CASES})
        self.assertTrue(all(good for _key, good, _now, _answer in rows))
        taken = Counter(key for key, _good, now, _answer in rows if now)
        self.assertEqual(len(taken), CASES)
        self.assertEqual(set(taken.values()), {1})
        yes = Counter(key for key, _good, _now, answer in rows if answer == 200)
        self.assertEqual(set(yes.values()), {1}, "sent again after a yes")
        self.assertEqual({row[3] for row in rows}, {0, 200, 500})

    def send_at_once(self):
        name = self.env.cr.dbname
        for process in [start(name, SEND) for _index in range(SENDERS)]:
            finish(self, process)

    def states(self):
        rows = self.execute(
            "SELECT state, count(*) FROM yichuang_notice WHERE case_id = ANY(%s)"
            " GROUP BY state",
            [self.ids],
        )
        return dict(rows)

    def let_time_pass(self):
        """Pauses and claims run out."""
        self.execute(
            "UPDATE yichuang_notice SET next_try = next_try - interval '1 day'"
            " WHERE case_id = ANY(%s) RETURNING id",
            [self.ids],
        )

    def forget_gateway(self):
        self.execute("UPDATE res_company SET notice_url = NULL RETURNING id", [])

    def execute(self, query, parameters):
        """Rows of a query that is committed at once."""
        with db_connect(self.env.cr.dbname).cursor() as cursor:
            cursor.execute(query, parameters)
            return cursor.fetchall()


def free_port():
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return found.getsockname()[1]


def wait_for(port):
    for _attempt in range(100):
        with socket.socket() as attempt:
            if not attempt.connect_ex(("127.0.0.1", port)):
                return
        time.sleep(0.1)
    raise AssertionError("the gateway does not answer")
