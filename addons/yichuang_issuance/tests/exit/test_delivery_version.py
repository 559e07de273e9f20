from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..exit_builders import ExitCase


@tagged("post_install", "-at_install")
class TestDeliveryVersion(ExitCase):
    """Changed and re-issued certificates leave through the one exit."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()

    def next_version(self, certificate, kind="reissue"):
        draft = certificate.with_user(self.decider)._draft_next(kind, "原件遗失。")
        draft.with_user(self.exit_clerk).action_issue()
        draft.with_user(self.exit_clerk).action_render_now()
        return draft.with_env(self.env)

    def again(self, kind="reissue"):
        """The delivery of a version that was issued after the first was handed out."""
        return self.next_version(self.made_delivery().certificate_id, kind).delivery_ids

    def test_reissue_after_delivery_is_a_delivery_of_its_own(self):
        first = self.made_delivery()
        for kind in ("reissue", "change"):
            with self.subTest(kind=kind):
                before = first.case_id.delivery_ids
                new = self.next_version(before[:1].certificate_id, kind)
                delivery = new.delivery_ids
                self.assertEqual(delivery.state, "waiting")
                self.assertEqual(delivery.case_id, first.case_id)
                self.assertNotEqual(delivery.pickup_code, first.pickup_code)
                calendar = self.env["yichuang.calendar.day"]._workdays()
                self.assertEqual(calendar.count(hall_date(), delivery.due_on), 10)
                self.arrive(delivery)
                self.hand_over(delivery)
                self.assertEqual(delivery.state, "delivered")
        self.assertEqual(first.case_id.state, "closed")
        self.assertEqual(len(first.case_id.delivery_ids), 3)
        self.assertEqual(len(first.proof_ids), 1)

    def test_art44_time_runs_from_the_decision_not_from_the_issue(self):
        with freeze_time("2026-03-02 02:00:00"):
            certificate = self.made_delivery().certificate_id
            draft = certificate.with_user(self.decider)._draft_next("reissue", "遗失。")
            self.env.flush_all()
            # Columns of Odoo's own take the time of the database.
            self.env.cr.execute(
                "UPDATE yichuang_certificate SET create_date = %s WHERE id = %s",
                ("2026-03-02 02:00:00", draft.id),
            )
            draft.invalidate_recordset(["create_date"])
        with freeze_time("2026-03-06 02:00:00"):
            draft.with_user(self.exit_clerk).action_issue()
        self.assertEqual(str(draft.delivery_ids.due_on), "2026-03-16")

    def test_version_before_the_hand_over_takes_the_place_of_the_old_paper(self):
        delivery = self.arrived_delivery()
        old, due = delivery.certificate_id, delivery.due_on
        new = self.next_version(old)
        self.assertEqual(delivery.certificate_id, new)
        self.assertEqual((delivery.state, delivery.due_on), ("waiting", due))
        self.assertFalse(delivery.shelf_place)
        self.assertEqual(delivery.case_id.state, "at_exit")
        self.arrive(delivery)
        self.hand_over(delivery)
        self.assertEqual(delivery.case_id.state, "closed")
        self.assertEqual(delivery.case_id.delivery_ids, delivery)

    def test_letter_with_the_old_paper_is_under_way(self):
        delivery = self.arrived_delivery()
        self.confirm_delivery(
            "yichuang.delivery.send",
            delivery,
            self.exit_clerk,
            courier_phone="13800000000",
            tracking_number="EE123456785CN",
        )
        new = self.next_version(delivery.certificate_id)
        self.assertEqual(delivery.state, "sent")
        self.assertEqual(new.delivery_ids.state, "waiting")
        self.assertNotEqual(new.delivery_ids, delivery)

    def test_scan_of_the_new_paper_finds_its_own_delivery(self):
        delivery = self.again()
        scanned = self.env["yichuang.delivery"].with_user(self.exit_clerk)
        [facts] = scanned.scan_code(delivery.certificate_id.token)
        self.assertEqual((facts["id"], facts["action"]), (delivery.id, "action_arrive"))

    def test_revoked_version_is_taken_back_and_the_case_stays_closed(self):
        delivery = self.again()
        self.end_certificate(
            delivery.certificate_id, "revoke", revocation_ground="fraud"
        )
        delivery.with_user(self.exit_clerk).action_recall()
        self.assertEqual(delivery.state, "recalled")
        self.assertEqual(delivery.case_id.state, "closed")

    def test_managers_are_warned_once_of_each_level(self):
        delivery = self.again()
        desk = self.env["mail.activity"]
        mine = [("res_id", "=", delivery.case_id.id), ("user_id", "=", self.manager.id)]
        before = desk.search_count(mine)
        warn = delivery.with_user(SUPERUSER_ID)._warn_again
        levels = []
        calendar = self.env["yichuang.calendar.day"]._workdays()
        late = calendar.add(delivery.due_on, 1).date
        for day in (delivery.due_on, delivery.due_on, late, late):
            with freeze_time(f"{day} 04:00:00"):
                warn()
            levels.append(delivery.again_warning)
        self.assertEqual(levels, ["soon", "soon", "late", "late"])
        self.assertEqual(desk.search_count(mine) - before, 2)

    def test_day_that_is_announced_as_free_moves_the_end(self):
        delivery = self.again()
        due = delivery.due_on
        days = self.env["yichuang.calendar.day"].sudo()
        days.search([("date", "=", due)]).write(
            {"is_worked": False, "reason": "台风停工"}
        )
        self.assertGreater(delivery.due_on, due)

    def test_version_is_prepared_once(self):
        delivery = self.again()
        again = self.env["yichuang.delivery"]._prepare_versions
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            again(delivery.certificate_id)
            self.env.flush_all()
