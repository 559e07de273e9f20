from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..common import PERSON, IssuanceCase


@tagged("post_install", "-at_install")
class TestShelf(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.places = cls.env["yichuang.exit.place"].create(
            [{"rack": "a", "slot": slot, "holds": 1} for slot in (1, 2)]
        )

    def test_document_goes_where_a_label_is(self):
        first, second, third = (self.waiting_delivery() for _ in range(3))
        self.assertEqual(self.places.mapped("name"), ["A-01-01", "A-01-02"])
        with self.assertRaisesRegex(UserError, "no place “Z-9”"):
            self.arrive(first, shelf_place="z-9")
        self.arrive(first, shelf_place=" a-01-01")
        self.assertEqual(first.place_id, self.places[0])
        with self.assertRaisesRegex(UserError, "full"):
            self.arrive(second, shelf_place="A-01-01")
        wizard = self.env["yichuang.delivery.arrive"].create(
            {"delivery_id": second.id, "revision": second.revision}
        )
        self.assertEqual(wizard.shelf_place, "A-01-02")
        wizard.with_user(self.exit_clerk).action_confirm()
        self.assertEqual(self.places.mapped("lying"), [1, 1])
        self.assertFalse(self.places._suggest(third.company_id))

    def test_place_is_written_by_putting_and_moving_alone(self):
        delivery = self.waiting_delivery()
        for place in ("A-01-01", "Z-9"):
            with self.subTest(place=place), self.assertRaises(UserError):
                delivery.with_user(self.exit_clerk).shelf_place = place
        self.arrive(delivery, shelf_place="A-01-01")
        with self.assertRaises(UserError):
            delivery.with_user(self.exit_clerk).shelf_place = "A-01-02"
        self.assertEqual(delivery.shelf_place, delivery.place_id.name)

    def test_document_is_moved_and_found(self):
        delivery = self.waiting_delivery()
        self.arrive(delivery, shelf_place="A-01-01")
        delivery.with_user(self.exit_clerk)._move("a-01-02", delivery.revision)
        self.assertEqual(delivery.place_id.name, "A-01-02")
        with self.assertRaises(AccessError):
            delivery.with_user(self.decider)._move("A-01-01")
        self.hand_over(delivery)
        with self.assertRaisesRegex(UserError, "does not lie"):
            delivery.with_user(self.exit_clerk)._move("A-01-01")


@tagged("post_install", "-at_install")
class TestScan(IssuanceCase):
    def scan(self, text):
        return self.env["yichuang.delivery"].with_user(self.exit_clerk).scan_code(text)

    def test_whatever_is_printed_leads_to_the_next_step(self):
        delivery = self.arrived_delivery()
        certificate, case = delivery.certificate_id, delivery.case_id
        for text in (
            delivery.pickup_code.lower(),
            case.receipt_number,
            case.number,
            case._track_url(),
            certificate.number,
            certificate.identifier,
            f"http://hall/verify/{certificate.token}",
        ):
            with self.subTest(text=text):
                [found] = self.scan(f" {text} ")
                self.assertEqual(found["id"], delivery.id)
                self.assertEqual(found["action"], "action_hand_over")
        for text in ("", "   ", "QQQQQQ", "%", "http://hall/verify/nothing"):
            with self.subTest(text=text):
                self.assertEqual(self.scan(text), [])

    def test_next_step_follows_the_state(self):
        delivery = self.waiting_delivery()
        steps = []

        def look():
            [found] = self.scan(delivery.receipt_number)
            steps.append((found["state"], found["action"]))

        look()
        self.arrive(delivery)
        look()
        delivery.with_user(self.exit_clerk).way = "courier"
        look()
        self.end_certificate(
            delivery.certificate_id, "revoke", revocation_ground="fraud"
        )
        look()
        delivery.with_user(self.exit_clerk).action_recall()
        look()
        self.assertEqual(
            steps,
            [
                ("waiting", "action_arrive"),
                ("arrived", "action_hand_over"),
                ("arrived", "action_send"),
                ("arrived", "action_recall"),
                ("recalled", ""),
            ],
        )

    def test_applicant_without_a_slip_is_found(self):
        values = {"applicant_name": "欧阳示例", "phone": "13912345678"}
        handed = self.arrived_delivery(**values)
        self.hand_over(handed, collector_name="欧阳示例")
        lying = self.arrived_delivery(**values)
        for text in ("欧阳示例", " 欧阳 示例", "139 1234-5678"):
            with self.subTest(text=text):
                found = [one["id"] for one in self.scan(text)]
                self.assertEqual(found, [lying.id, handed.id])
        self.assertIn(lying.id, [one["id"] for one in self.scan(PERSON)])
        for text in ("13912345", "欧阳__", "欧%"):
            with self.subTest(text=text):
                self.assertEqual(self.scan(text), [])

    def test_screen_tells_what_waits(self):
        def count():
            rows = (
                self.env["yichuang.delivery"].with_user(self.exit_clerk).exit_overview()
            )
            return {row["filter"]: row["count"] for row in rows}

        before = count()
        delivery = self.arrived_delivery()
        long_ago = fields.Datetime.subtract(fields.Datetime.now(), days=100)
        delivery._write_guarded({"arrived_on": long_ago})
        self.waiting_delivery()
        after = count()
        more = {name: after[name] - before[name] for name in after}
        self.assertEqual(
            {name: number for name, number in more.items() if number},
            {"arrived": 1, "waiting": 1, "uncollected": 1},
        )

    def test_only_the_exit_scans(self):
        at_counter = self.env["yichuang.delivery"].with_user(self.clerk)
        with self.assertRaises(AccessError):
            at_counter.scan_code("X")
        with self.assertRaises(AccessError):
            at_counter.exit_overview()


@tagged("post_install", "-at_install")
class TestWait(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()

    def lying(self, days, **values):
        delivery = self.arrived_delivery(**values)
        moment = fields.Datetime.subtract(fields.Datetime.now(), days=days)
        delivery._write_guarded({"arrived_on": moment})
        return delivery

    def test_how_long_it_has_lain_is_told_in_colours(self):
        for days, level in ((0, "fresh"), (8, "lying"), (61, "long")):
            with self.subTest(days=days):
                delivery = self.lying(days)
                self.assertEqual(delivery.age_level, level)
                self.assertIn(
                    delivery,
                    self.env["yichuang.delivery"].search([("age_level", "=", level)]),
                )

    def test_reminders_are_sent_once_each_and_end(self):
        applicant = self.env["res.partner"].create(
            {"name": "示例", "email": "a@example.com"}
        )
        delivery = self.lying(8, partner_id=applicant.id)
        notices = [
            ("case_id", "=", delivery.case_id.id),
            ("kind", "=", "uncollected"),
        ]
        count = self.env["yichuang.notice"].search_count
        deliveries = self.env["yichuang.delivery"]
        deliveries._cron_remind()
        deliveries._cron_remind()
        self.assertEqual((count(notices), delivery.reminder_count), (1, 1))
        for days in (8, 16, 24, 32):
            with freeze_time(fields.Datetime.add(fields.Datetime.now(), days=days)):
                deliveries._cron_remind()
        self.assertEqual((count(notices), delivery.reminder_count), (3, 3))

    def test_art44_managers_are_told_before_and_after_the_time_ends(self):
        case = self.granted_case()
        self.env.company.delivery_warning_days = 3
        before = fields.Date.subtract(case.due_on, days=2)
        after = fields.Date.add(case.due_on, days=1)
        cases = self.env["yichuang.case"]
        for day, level in ((before, "soon"), (before, "soon"), (after, "late")):
            with freeze_time(f"{day} 04:00:00"):
                cases._cron_warn_delivery()
            self.assertEqual(case.delivery_warning, level)
        told = case.activity_ids.filtered(
            lambda activity: activity.user_id == self.manager
        )
        self.assertEqual(len(told), 2)
