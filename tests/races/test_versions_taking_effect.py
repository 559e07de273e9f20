"""Versions taking effect by several jobs at once: real processes, real transactions.

Services with a version that is due are prepared; three processes run the job at the
same time, twice each. Afterwards every service has exactly one version in force, each
transition is in the event log once, and the ledger has one row for it.
"""

from uuid import uuid4

from odoo.sql_db import db_connect
from odoo.tests import TransactionCase, tagged

from .shell import finish, start

# What is committed stays in the database: each run has names of its own.
MARK = f"竞态事项{uuid4().hex[:8]}"
SERVICES, PROCESSES = 12, 3

PREPARE = f"""
from odoo.addons.yichuang_catalog.tests.common import CatalogueCase

class Builder(CatalogueCase):
    pass

Builder.env = env
env = env(context={{"tracking_disable": True, "mail_activity_automation_skip": True}})
Builder.env = env
Builder.editor = Builder.make_user("editor {MARK}", "yichuang_catalog.group_editor")
Builder.approver = Builder.make_user(
    "approver {MARK}", "yichuang_catalog.group_approver"
)
Builder.department = env["yichuang.department"].create({{"name": "竞态机关"}})
first = env["yichuang.service.version"]
later = env["yichuang.service.version"]
for number in range({SERVICES}):
    version = Builder.published_version(item_name="{MARK}%s" % number)
    draft = version.with_user(Builder.editor).copy()
    draft.action_submit()
    first |= version
    later |= draft.with_env(env)
later.with_user(Builder.approver)._transition("schedule", later._approval())
later._write_guarded({{"effective_on": "2026-01-05"}})
env.cr.commit()
"""
APPLY = """
import time
from psycopg2 import OperationalError
for turn in range(2):
    for attempt in range(50):
        try:
            env["yichuang.service.version"]._cron_apply_due()
            env.cr.commit()
            break
        except OperationalError:
            env.cr.rollback()
            time.sleep(0.05)
"""


@tagged("post_install", "-at_install")
class TestVersionsTakingEffect(TransactionCase):
    def test_each_takes_effect_once(self):
        name = self.env.cr.dbname
        finish(self, start(name, PREPARE))
        for process in [start(name, APPLY) for _ in range(PROCESSES)]:
            self.assertNotIn("Traceback", finish(self, process))
        with db_connect(self.env.cr.dbname).cursor() as cr:
            env = self.env(cr=cr)
            services = env["yichuang.service"].search([("name", "like", MARK)])
            self.assertEqual(len(services), SERVICES)
            for service in services:
                later, first = service.version_ids
                self.assertEqual((first.state, later.state), ("retired", "published"))
                self.assertEqual(service.current_version_id, later)
                self.assertEqual(
                    sorted(service.change_ids.mapped("verb")), ["add", "change"]
                )
            self.assertEqual(
                [
                    env["yichuang.event"].search_count(
                        [
                            ("res_model", "=", "yichuang.service.version"),
                            ("res_id", "in", services.version_ids.ids),
                            ("action", "=", action),
                        ]
                    )
                    for action in ("take_effect", "supersede")
                ],
                [SERVICES, SERVICES],
            )
