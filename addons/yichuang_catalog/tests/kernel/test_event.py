import json

import psycopg2

from odoo.exceptions import AccessError, UserError
from odoo.tests import TransactionCase, new_test_user, tagged
from odoo.tools import mute_logger

from ...tools import event_log


@tagged("post_install", "-at_install")
class TestEvent(TransactionCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner = cls.env["res.partner"].create({"name": "何小雨"})
        cls.supervisor = new_test_user(
            cls.env, "supervisor_user", groups="yichuang_catalog.group_supervisor"
        )

    def _append(self, count=1, action="tested"):
        return self.env["yichuang.event"]._append(
            (self.partner, action, {"n": number, "note": "受理"})
            for number in range(count)
        )

    def _seal(self):
        return self.env["yichuang.event.seal"]._seal_batch(10_000)

    def _tamper(self, query, *params):
        """What somebody with the keys of the database could do."""
        table = "yichuang_event"
        self.env.flush_all()
        self.env.cr.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        self.env.cr.execute(query, params)
        self.env.cr.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")
        self.env.invalidate_all()

    def test_event_keeps_who_what_when(self):
        event = self._append().sudo()
        self.assertEqual(event.actor_id, self.env.user)
        self.assertEqual(
            (event.res_model, event.res_id), ("res.partner", self.partner.id)
        )
        self.assertEqual(event.payload, '{"n":0,"note":"受理"}')
        self.assertEqual(len(event.digest), 64)

    def test_float_in_payload_is_refused(self):
        with self.assertRaises(ValueError):
            self.env["yichuang.event"]._append([(self.partner, "paid", {"yuan": 0.1})])

    def test_database_refuses_update_delete_truncate(self):
        for table in ("yichuang_event", "yichuang_event_seal"):
            self._append()
            self._seal()
            for query in (
                f"UPDATE {table} SET id = id",
                f"DELETE FROM {table}",
                f"TRUNCATE {table} CASCADE",
            ):
                with (
                    self.subTest(query=query),
                    mute_logger("odoo.sql_db"),
                    self.assertRaises(psycopg2.IntegrityError),
                    self.env.cr.savepoint(),
                ):
                    self.env.cr.execute(query)

    def test_orm_refuses_even_the_superuser(self):
        event = self._append().sudo()
        with self.assertRaises(UserError):
            event.write({"action": "other"})
        with self.assertRaises(UserError):
            event.unlink()

    def test_staff_can_neither_add_nor_change(self):
        event = self._append().with_user(self.supervisor)
        self.assertEqual(event.action, "tested")
        for call in (
            lambda: event.create({"action": "forged"}),
            lambda: event.write({"action": "forged"}),
            event.unlink,
        ):
            with self.assertRaises(UserError):
                call()

    def test_staff_see_their_own_actions_supervisors_all(self):
        clerk = new_test_user(
            self.env, "plain_staff", groups="yichuang_catalog.group_user"
        )
        theirs = self._append()
        own = (
            self.env["yichuang.event"]
            .with_user(clerk)
            ._append([(self.partner, "seen", {})])
        )
        both = theirs + own
        visible = self.env["yichuang.event"].search([("id", "in", both.ids)])
        self.assertEqual(visible, both.sorted("id", reverse=True))
        self.assertEqual(visible.with_user(clerk)._filtered_access("read"), own)
        self.assertEqual(
            visible.with_user(self.supervisor)._filtered_access("read"), visible
        )

    def test_every_event_waits_for_its_seal(self):
        events = self._append(3)
        leaves = self.env["yichuang.event.leaf"].search(
            [("event_id", "in", events.ids)]
        )
        self.assertEqual(len(leaves), 3)
        self.assertFalse(leaves.seal_id)

    def test_seals_follow_each_other(self):
        self._append(2)
        first = self._seal()
        self._append(3)
        second = self._seal()
        self.assertEqual(second.number, first.number + 1)
        self.assertEqual(second.first, first.last + 1)
        self.assertEqual(second.size, 3)
        self.assertEqual(second.previous_head, first.head)
        self.assertEqual(second.previous_root, first.root)
        self.assertFalse(self._seal(), "nothing waits")

    def test_batches_are_bounded(self):
        self._seal()
        self._append(5)
        seals = self.env["yichuang.event.seal"]
        self.assertEqual([seals._seal_batch(2).size for _ in range(3)], [2, 2, 1])

    def test_cron_seals_everything(self):
        self._append(3)
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_catalog.cron_seal").method_direct_trigger()
        self.assertFalse(
            self.env["yichuang.event.leaf"].search_count([("seal_id", "=", False)])
        )

    def test_exported_log_verifies_against_published_heads(self):
        self._append(4)
        self._seal()
        self._append(3)
        last = self._seal()
        log = last._export(last.number)
        heads = [(seal["number"], seal["head"]) for seal in log["seals"]]
        as_text = json.loads(json.dumps(log))
        self.assertEqual(event_log.verify(as_text["rows"], as_text["seals"], heads), [])

    def test_edited_event_is_named(self):
        events = self._append(4)
        seal = self._seal()
        self.assertEqual(seal.action_verify()["params"]["type"], "success")
        self._tamper(
            "UPDATE yichuang_event SET payload = '{}' WHERE id = %s", events[2].id
        )
        with self.assertRaisesRegex(UserError, str(events[2].id)):
            seal.action_verify()

    def test_edit_of_event_and_leaf_together_is_found(self):
        events = self._append(4)
        seal = self._seal()
        self._tamper(
            "UPDATE yichuang_event SET payload = '{}' WHERE id = %s", events[1].id
        )
        row = events[1].sudo()._log_rows()[0]
        self.env.cr.execute(
            "UPDATE yichuang_event_leaf SET leaf_hash = %s WHERE event_id = %s",
            (event_log.row_leaf(row).hex(), events[1].id),
        )
        self.env.invalidate_all()
        with self.assertRaisesRegex(UserError, "published head"):
            seal.action_verify()

    def test_only_supervisors_check_and_export(self):
        self._append()
        seal = self._seal()
        portal = new_test_user(self.env, "portal_user", groups="base.group_portal")
        with self.assertRaises(AccessError):
            seal.with_user(portal).action_verify()
        action = seal.with_user(self.supervisor).action_export()
        self.assertEqual(action["url"], f"/seals/log/{seal.number}")
