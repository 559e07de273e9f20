from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from ..common import IssuanceCase

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
