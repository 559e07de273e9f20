"""A long import whose process is killed: what is left is whole, and it goes on.

Real processes and transactions: the first process is killed in the middle of a part,
the second one finishes the import, a third imports the same file once more.
"""

import time

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, new_test_user, tagged

from .shell import finish, start

ORGAN, ROWS, PART = "被中断的导入局", 60, 10

# The pause keeps a transaction with work in it open, so that the kill meets one.
SETUP = f"""
import base64, time
from odoo.addons.yichuang_catalog.wizard import item_import, item_import_run
item_import.LONG, item_import_run.PART_ROWS = 5, {PART}
Import = type(env["yichuang.item.import"])
real = Import._import_rows
def slowly(self, examination, scope, rows):
    real(self, examination, scope, rows)
    self.env.flush_all()
    time.sleep({{pause}})
Import._import_rows = slowly
"""
START = f"""
lines = ["实施主体,事项名称,事项类型"]
lines += [f"{ORGAN},中断事项{{number:03}},行政许可" for number in range({ROWS})]
content = base64.b64encode("\\n".join(lines).encode())
user = env["res.users"].search([("login", "=", "killed_editor")])
wizard = env["yichuang.item.import"].with_user(user).create({{"file": content}})
wizard.action_preview()
print("FOUND", wizard.create_count, wizard.unchanged_count)
wizard.action_import()
env.cr.commit()
"""
GO_ON = 'env["yichuang.item.import"]._cron_import()\nenv.cr.commit()\n'


@tagged("post_install", "-at_install")
class TestKilledImport(TransactionCase):
    def setUp(self):
        super().setUp()
        with self.committed() as env:
            new_test_user(env, "killed_editor", "yichuang_catalog.group_editor")
        self.addCleanup(self.clean)

    def clean(self):
        with self.committed() as env:
            organs = env["yichuang.department"].search([("name", "=", ORGAN)])
            services = env["yichuang.service"].search(
                [("department_id", "in", organs.ids)]
            )
            items = services.item_id
            services.unlink()
            items.unlink()
            organs.unlink()
            env["yichuang.item.import"].search([]).unlink()
            # The log names them, so they stay; the next run needs the login.
            user = env["res.users"].search([("login", "=", "killed_editor")])
            user.write({"active": False, "login": f"killed_editor_{user.id}"})

    def committed(self):
        """An environment whose work is committed when the block ends."""
        return _Committed(self.env)

    def state(self):
        """State of the import, rows done, services and events that are there."""
        with self.committed() as env:
            job = env["yichuang.item.import"].search([], order="id desc", limit=1)
            services = env["yichuang.service"].search(
                [("department_id.name", "=", ORGAN)]
            )
            events = env["yichuang.event"].search_count(
                [
                    ("res_model", "=", services._name),
                    ("res_id", "in", services.ids),
                    ("action", "=", "import"),
                ]
            )
            return job.state, job.done_count, len(services), events

    def test_what_a_killed_process_leaves_is_whole_and_is_completed(self):
        self.run_shell(START)
        first = self.start(GO_ON, pause=0.4)
        deadline = time.monotonic() + 120
        while self.state()[1] < 2 * PART:
            self.assertIsNone(first.poll(), "it ended before it could be killed")
            self.assertLess(time.monotonic(), deadline)
            time.sleep(0.05)
        time.sleep(0.2)
        first.kill()
        first.communicate(timeout=60)

        state, done, services, events = self.state()
        self.assertEqual(state, "running")
        self.assertLess(done, ROWS)
        self.assertEqual(done % PART, 0)
        self.assertEqual((services, events), (done, done))

        self.run_shell(GO_ON)
        self.assertEqual(self.state(), ("done", ROWS, ROWS, ROWS))

        output = self.run_shell(START + GO_ON)
        self.assertIn(f"FOUND 0 {ROWS}", output)
        self.assertEqual(self.state(), ("done", ROWS, ROWS, ROWS))

    def run_shell(self, code):
        return finish(self, self.start(code))

    def start(self, code, pause=0):
        return start(self.env.cr.dbname, SETUP.format(pause=pause) + code)


class _Committed:
    def __init__(self, env):
        self.env = env

    def __enter__(self):
        self.cr = db_connect(self.env.cr.dbname).cursor()
        return self.env(cr=self.cr)

    def __exit__(self, kind, *_rest):
        if kind is None:
            self.cr.commit()
        self.cr.close()
