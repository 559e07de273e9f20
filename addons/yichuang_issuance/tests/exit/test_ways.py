from odoo import Command, fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, new_test_user, tagged

from ..common import PERSON, IssuanceCase
from ..exit_builders import ExitCase

MAIL = "EE123456785CN"


@tagged("post_install", "-at_install")
class TestWays(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = new_test_user(cls.env, "test_applicant", "base.group_portal")
        cls.neighbour = new_test_user(cls.env, "test_neighbour", "base.group_portal")

    def send(self, delivery, user=None, **values):
        return self.confirm_delivery(
            "yichuang.delivery.send",
            delivery,
            user or self.exit_clerk,
            **{"courier_phone": "13800000000", "tracking_number": MAIL, **values},
        )

    def back(self, delivery, step, **values):
        return self.confirm_delivery(
            "yichuang.delivery.back", delivery, self.exit_clerk, step=step, **values
        )

    def proof(self, delivery):
        return delivery.case_id.document_ids.filtered(
            lambda document: document.kind == "proof"
        )

    def test_art44_collecting_serves_the_decision_and_gives_a_proof(self):
        delivery = self.made_delivery()
        decision = delivery.case_id.document_ids.filtered(
            lambda document: document.kind == "grant"
        )
        self.assertEqual(decision.served_on, delivery.delivered_on)
        facts = dict(self.proof(delivery).facts)
        self.assertEqual(facts["送达方式"], "直接送达")
        self.assertEqual(facts["收件人"], "示例申请人（受送达人本人）")
        self.assertEqual(
            [row["文号"] for row in facts["送达文书"]],
            [decision.number, delivery.certificate_id.number],
        )

    def test_art29_agent_stands_on_the_proof_with_the_authority(self):
        delivery = self.arrived_delivery()
        self.hand_over(
            delivery,
            collector_relation="agent",
            collector_name="示例代领人",
            id_number="110101199003070038",
            code_shown=delivery.pickup_code,
            authority="授权委托书 2026-11-23",
        )
        facts = dict(self.proof(delivery).facts)
        self.assertEqual(facts["收件人"], "示例代领人（代理人）")
        self.assertEqual(facts["代收理由"], "授权委托书 2026-11-23")

    def test_letter_is_sent_signed_for_and_proved(self):
        delivery = self.arrived_delivery()
        self.send(delivery)
        self.assertEqual((delivery.state, delivery.way), ("sent", "courier"))
        self.assertEqual(delivery.case_id.state, "at_exit")
        self.back(delivery, "sign_for", collector_name="示例申请人")
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.case_id.state, "closed")
        facts = dict(self.proof(delivery).facts)
        self.assertEqual(facts["送达方式"], "邮寄送达")
        self.assertEqual(facts["邮件号码"], MAIL)

    def test_letter_is_refused(self):
        delivery = self.arrived_delivery()
        for reason, values in (
            ("check digit", {"tracking_number": "EE123456789CN"}),
            ("10 to 20", {"tracking_number": "12"}),
            ("lacks", {"courier_phone": False}),
            ("lacks", {"courier_address": " "}),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, reason):
                self.send(delivery, **values)
            self.assertEqual(delivery.state, "arrived")

    def test_letter_is_not_signed_for_before_it_was_sent(self):
        delivery = self.arrived_delivery()
        self.send(delivery)
        for moment in ("2020-01-01 00:00:00", "2099-01-01 00:00:00"):
            with self.subTest(moment=moment), self.assertRaisesRegex(UserError, "time"):
                self.back(
                    delivery,
                    "sign_for",
                    collector_name="示例申请人",
                    delivered_on=moment,
                )

    def test_letter_that_comes_back_lies_on_the_shelf_again(self):
        delivery = self.arrived_delivery()
        self.send(delivery)
        with self.assertRaisesRegex(UserError, "keeps why"):
            self.back(delivery, "come_back", way_reason=" ")
        self.back(delivery, "come_back", way_reason="查无此人")
        self.assertEqual(delivery.state, "arrived")
        self.hand_over(delivery)
        self.assertEqual(delivery.state, "delivered")

    def test_result_goes_back_to_the_organ_and_comes_again(self):
        delivery = self.arrived_delivery()
        self.back(delivery, "return_to_organ", way_reason="逾期未领")
        self.assertEqual((delivery.state, delivery.shelf_place), ("returned", False))
        delivery.with_user(self.exit_clerk).action_expect_again()
        self.arrive(delivery, shelf_place="B-01")
        self.assertEqual(delivery.case_id.state, "at_exit")
        self.hand_over(delivery)
        self.assertEqual(delivery.case_id.state, "closed")

    def test_art90_applicant_takes_it_on_the_portal(self):
        delivery = self.waiting_delivery(partner_id=self.applicant.partner_id.id)
        mine = delivery.with_user(self.applicant)
        with self.assertRaisesRegex(UserError, "Agree to be served"):
            mine._take_online()
        delivery.case_id._set_delivery_consent(True)
        with self.assertRaisesRegex(UserError, "not a result of yours"):
            delivery.with_user(self.neighbour)._take_online()
        mine._take_online()
        self.assertEqual((delivery.state, delivery.way), ("delivered", "electronic"))
        self.assertEqual(delivery.case_id.state, "closed")
        self.assertEqual(dict(self.proof(delivery).facts)["送达方式"], "电子送达")
        with self.assertRaisesRegex(UserError, "not possible now"):
            self.hand_over(delivery)

    def test_way_changes_until_the_result_has_left(self):
        delivery = self.arrived_delivery()
        at_exit = delivery.with_user(self.exit_clerk)
        at_exit.way = "courier"
        at_exit.way = "window"
        self.hand_over(delivery)
        with self.assertRaisesRegex(UserError, "proof of delivery"):
            at_exit.way = "courier"
        self.assertEqual(delivery.way, "window")

    def test_only_the_exit_clerk_sends_letters(self):
        delivery = self.arrived_delivery()
        for user in (self.clerk, self.decider, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.send(delivery, user=user)


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


@tagged("post_install", "-at_install")
class TestExitList(ExitCase):
    def test_list_walks_with_its_documents(self):
        first, second = self.waiting_delivery(), self.waiting_delivery()
        each = self.draft_list()
        with self.assertRaisesRegex(UserError, "empty"):
            each.action_send()
        each.action_add_waiting()
        self.assertEqual(each.line_ids.delivery_id, first | second)
        each.action_send()
        self.assertRegex(each.name, r"出交〔\d{4}〕\d{4}号")
        self.assertEqual(each.sent_by_id, self.decider)
        at_exit = each.with_user(self.exit_clerk)
        self.arrive(first)
        line = each.line_ids[0]
        self.assertEqual(line.scanned_by_id, self.exit_clerk)
        with self.assertRaisesRegex(UserError, second.receipt_number):
            at_exit.action_receive()
        at_exit.line_ids[1].remark = "缺副本"
        at_exit.action_receive()
        self.assertEqual(each.received_by_id, self.exit_clerk)
        self.assertEqual(second.state, "waiting")
        again = self.draft_list()
        again.action_add_waiting()
        self.assertEqual(again.line_ids.delivery_id, second)

    def test_document_stands_on_one_open_list(self):
        delivery = self.waiting_delivery()
        self.sent_list(delivery)
        other = self.draft_list()
        other.line_ids = [Command.create({"delivery_id": delivery.id})]
        with self.assertRaisesRegex(UserError, "stands on"):
            other.action_send()

    def test_list_that_is_on_its_way_stays_as_it_is_printed(self):
        first, second = self.waiting_delivery(), self.waiting_delivery()
        each = self.sent_list(first)
        for user in (self.decider, self.exit_clerk):
            lines = each.with_user(user).line_ids
            for change in (
                lambda lines=lines: lines.write({"copies": 2}),
                lambda lines=lines: lines.unlink(),
                lambda lines=lines: lines.create(
                    {"list_id": each.id, "delivery_id": second.id}
                ),
            ):
                with self.subTest(user=user.login), self.assertRaises(UserError):
                    change()
        self.assertEqual(each.line_ids.delivery_id, first)

    def test_times_of_arrival_come_from_the_scan_alone(self):
        each = self.sent_list(self.waiting_delivery())
        line = each.with_user(self.exit_clerk).line_ids
        for vals in (
            {"scanned_on": "2026-01-01 00:00:00"},
            {"scanned_by_id": self.decider.id},
            {"delivery_id": self.waiting_delivery().id},
        ):
            with self.subTest(vals=vals), self.assertRaises(AccessError):
                line.write(vals)
        with self.assertRaises(AccessError):
            each.line_ids.with_user(self.decider).write({"remark": "改"})

    def test_strangers_hand_nothing_over(self):
        stranger = self.make_user("test_decider_far", "yichuang_intake.group_decider")
        each = self.sent_list(self.waiting_delivery())
        self.assertFalse(
            self.env["yichuang.exit.list"]
            .with_user(stranger)
            .search([("id", "=", each.id)])
        )
        with self.assertRaises(AccessError):
            self.draft_list(user=self.clerk)

    def test_list_is_printed(self):
        each = self.sent_list(self.waiting_delivery())
        html = (
            self.env["ir.actions.report"]
            .with_user(self.exit_clerk)
            ._render_qweb_html("yichuang_issuance.exit_list_report", each.ids)[0]
            .decode()
        )
        for word in (each.name, each.line_ids.receipt_number, "示例申请人"):
            self.assertIn(word, html)
