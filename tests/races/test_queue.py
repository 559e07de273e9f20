"""Nobody is called twice, and nobody is left out.

Eight real processes, a window each, call the next number at one moment until two
hundred tickets are used up. What a server tries again is tried again here.
"""

from collections import Counter

from odoo.tests import TransactionCase, tagged

from .shell import finish, soon, start

WINDOWS, TICKETS = 8, 200

PREPARE = f"""
import secrets
from odoo import Command
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
mark = secrets.token_hex(3)
code = next(
    a + b for a in "QWXYUV" for b in "ABCDEFGHJKLMNPQRSTUVWXYZ"
    if not env["yichuang.zone"].search_count([("code", "=", a + b)])
)
zone = env["yichuang.zone"].create({{"name": f"竞争{{mark}}", "code": code}})
windows = env["yichuang.window"].create(
    [
        {{"number": f"{{mark}}{{index}}", "name": "竞争", "zone_id": zone.id}}
        for index in range({WINDOWS})
    ]
)
layout = env["yichuang.hall.layout"]._on(env.company, hall_date())
if layout:
    layout.line_ids = [Command.create({{"window_id": window.id}}) for window in windows]
clerks = env["res.users"].create(
    [
        {{
            "name": f"窗口 竞争{{index}}",
            "login": f"racing_queue_{{mark}}_{{index}}",
            "group_ids": [Command.link(env.ref("yichuang_intake.group_clerk").id)],
        }}
        for index in range({WINDOWS})
    ]
)
for window, clerk in zip(windows, clerks):
    window.with_user(clerk).action_open()
env.cr.commit()
for _index in range({TICKETS}):
    env["yichuang.ticket"]._take(zone, "kiosk")
    env.cr.commit()
print("READY", zone.id, *clerks.ids)
"""
CALL = """
import time
from psycopg2 import OperationalError
from odoo.exceptions import UserError
from odoo.service.model import retrying
shift = env["yichuang.window.shift"]._of(env["res.users"].browse({user}))
shift = shift.with_user({user})
def again(work):
    # A server tries five times and then says so; whoever reads that presses again.
    while True:
        try:
            return retrying(work, shift.env)
        except OperationalError:
            env.cr.rollback()
            env.invalidate_all()
def call():
    ticket = shift.env["yichuang.ticket"]._call_next(shift)
    return ticket.id
def serve(ticket):
    ticket.action_start()
    ticket.action_finish()
time.sleep(max(0, {moment} - time.time()))
while True:
    found = again(call)
    env.cr.commit()
    if not found:
        break
    print("CALLED", found)
    ticket = shift.env["yichuang.ticket"].browse(found)
    again(lambda: serve(ticket))
    env.cr.commit()
    env.invalidate_all()
"""


@tagged("post_install", "-at_install")
class TestQueueRace(TransactionCase):
    def test_eight_windows_call_two_hundred_numbers_once_each(self):
        name = self.env.cr.dbname
        lines = finish(self, start(name, PREPARE)).splitlines()
        ready = next(line for line in lines if line.startswith("READY"))
        zone, *clerks = map(int, ready.split()[1:])
        moment = soon()
        callers = [
            start(name, CALL.format(user=clerk, moment=moment)) for clerk in clerks
        ]
        called = [
            line.split()[1]
            for process in callers
            for line in finish(self, process).splitlines()
            if line.startswith("CALLED")
        ]
        self.assertEqual(max(Counter(called).values()), 1)
        self.assertEqual(len(called), TICKETS)
        with self.registry.cursor() as cr:
            cr.execute(
                """
                SELECT count(*), count(DISTINCT number), min(calls), max(calls)
                  FROM yichuang_ticket WHERE zone_id = %s AND state = 'done'
                """,
                [zone],
            )
            self.assertEqual(cr.fetchone(), (TICKETS, TICKETS, 1, 1))
