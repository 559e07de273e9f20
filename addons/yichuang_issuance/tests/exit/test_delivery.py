from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_intake.tests.common import (
    ORGANISATION,
    PERSON,
    PERSON_MISTYPED,
)

from ..common import AGENT, IssuanceCase


@tagged("post_install", "-at_install")
class TestDelivery(IssuanceCase):
    def test_document_arrives_on_its_shelf(self):
        delivery = self.arrived_delivery()
        self.assertEqual(delivery.shelf_place, "A-03")
        self.assertEqual(delivery.arrived_by_id, self.exit_clerk)
        self.assertEqual(delivery.case_id.state, "at_exit")

    def test_nothing_arrives_before_its_file_is_made(self):
        delivery = self.issued_certificate().delivery_ids
        with self.assertRaisesRegex(UserError, "not made yet"):
            self.arrive(delivery)

    def test_revoked_certificate_is_not_handed_out(self):
        delivery = self.arrived_delivery()
        self.end_certificate(
            delivery.certificate_id, "revoke", revocation_ground="fraud"
        )
        with self.assertRaisesRegex(UserError, "nothing to hand"):
            self.hand_over(delivery)

    def test_revoked_certificate_is_taken_back_and_the_case_closes(self):
        delivery = self.arrived_delivery()
        with self.assertRaisesRegex(UserError, "waits for the applicant"):
            delivery.with_user(self.exit_clerk).action_recall()
        self.end_certificate(
            delivery.certificate_id, "revoke", revocation_ground="fraud"
        )
        delivery.with_user(self.exit_clerk).action_recall()
        self.assertEqual(delivery.state, "recalled")
        self.assertEqual(delivery.case_id.state, "closed")
        clock = delivery.case_id.clock_ids.filtered(lambda one: one.kind == "delivery")
        self.assertEqual(clock.state, "stopped")

    def test_art44_applicant_collects_and_the_case_closes(self):
        delivery = self.made_delivery()
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.delivered_by_id, self.exit_clerk)
        self.assertEqual(delivery.case_id.state, "closed")
        self.assertEqual(delivery.case_id.ended_on, delivery.delivered_on)

    def test_collector_is_refused(self):
        delivery = self.arrived_delivery()
        for reason, values in (
            ("Fill in", {"collector_name": " "}),
            ("not the applicant", {"id_number": AGENT}),
            ("pick-up code", {"collector_relation": "agent", "authority": "委托书"}),
            (
                "pick-up code",
                {
                    "collector_relation": "agent",
                    "authority": "委托书",
                    "code_shown": "AAAAAA",
                },
            ),
            (
                "authority",
                {
                    "collector_relation": "agent",
                    "code_shown": delivery.pickup_code,
                },
            ),
        ):
            with self.subTest(values=values), self.assertRaisesRegex(UserError, reason):
                self.hand_over(delivery, **values)
            self.assertEqual(delivery.state, "arrived")

    def test_mistyped_number_is_refused_before_anything_happens(self):
        delivery = self.arrived_delivery()
        with self.assertRaisesRegex(ValidationError, "mistyped"):
            self.hand_over(delivery, id_number=PERSON_MISTYPED)

    def test_art29_agent_collects_with_code_and_authority(self):
        delivery = self.arrived_delivery()
        self.hand_over(
            delivery,
            collector_relation="agent",
            collector_name="示例代领人",
            id_number=AGENT.lower(),
            code_shown=f" {delivery.pickup_code.lower()} ",
            authority="授权委托书 2026-11-23",
        )
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.authority, "授权委托书 2026-11-23")

    def test_legal_representative_collects_for_an_organisation(self):
        delivery = self.arrived_delivery(
            applicant_kind="legal",
            applicant_name="测试县示例食品有限公司",
            id_number=ORGANISATION,
            legal_representative="示例负责人",
        )
        with self.assertRaisesRegex(UserError, "not the applicant"):
            self.hand_over(delivery, collector_name="别人", id_number=AGENT)
        self.hand_over(delivery, collector_name="示例负责人", id_number=AGENT)
        self.assertEqual(delivery.state, "delivered")

    def test_nothing_is_handed_out_twice(self):
        delivery = self.made_delivery()
        with self.assertRaisesRegex(UserError, "not possible now"):
            self.hand_over(delivery, user=self.second_exit_clerk)

    def test_screen_of_before_is_refused(self):
        delivery = self.arrived_delivery()
        wizard = (
            self.env["yichuang.delivery.hand.over"]
            .with_user(self.second_exit_clerk)
            .create(
                {
                    "delivery_id": delivery.id,
                    "revision": delivery.revision - 1,
                    "collector_name": "示例申请人",
                    "id_number": PERSON,
                }
            )
        )
        with self.assertRaisesRegex(UserError, "somebody else"):
            wizard.action_confirm()

    def test_only_the_exit_clerk_hands_over(self):
        delivery = self.arrived_delivery()
        for user in (self.clerk, self.decider, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                self.hand_over(delivery, user=user)

    @mute_logger("odoo.sql_db")
    def test_case_has_one_delivery(self):
        delivery = self.waiting_delivery()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.env["yichuang.delivery"]._prepare_for(delivery.case_id)

    def test_collectors_number_is_shown_masked_and_kept_apart(self):
        delivery = self.made_delivery()
        self.assertEqual(delivery.collector_number, "110105********002X")
        identity = self.env["yichuang.delivery.identity"]
        self.assertEqual(
            identity.search([])
            .filtered(lambda row: row.delivery_id == delivery)
            .number,
            PERSON,
        )
        for user in (self.exit_clerk, self.manager, self.supervisor):
            with self.assertRaises(AccessError):
                identity.with_user(user).search([])

    def test_dialog_keeps_no_number_after_the_hand_over(self):
        self.made_delivery()
        self.assertFalse(
            self.env["yichuang.delivery.hand.over"].search([("id_number", "=", PERSON)])
        )

    def test_dialog_of_one_clerk_is_closed_to_the_other(self):
        delivery = self.arrived_delivery()
        wizard = (
            self.env["yichuang.delivery.hand.over"]
            .with_user(self.exit_clerk)
            .create({"delivery_id": delivery.id, "id_number": PERSON})
        )
        self.env.flush_all()
        other = wizard.with_user(self.second_exit_clerk)
        other.invalidate_recordset()
        with self.assertRaises(AccessError):
            other.read(["id_number"])

    def test_events_name_no_identity(self):
        delivery = self.made_delivery()
        events = self.env["yichuang.event"].search(
            [("res_model", "=", delivery._name), ("res_id", "=", delivery.id)]
        )
        self.assertEqual(events.mapped("action"), ["deliver", "arrive", "prepare"])
        self.assertFalse([event for event in events if PERSON in event.payload])

    def test_receipt_is_printed_after_the_hand_over(self):
        delivery = self.arrived_delivery()
        with self.assertRaisesRegex(UserError, "handed over"):
            delivery.with_user(self.exit_clerk).action_print_receipt()
        self.hand_over(delivery)
        html = (
            self.env["ir.actions.report"]
            .with_user(self.exit_clerk)
            ._render_qweb_html(
                "yichuang_issuance.collection_receipt_report", delivery.ids
            )[0]
            .decode()
        )
        for word in (
            delivery.receipt_number,
            "示例申请人",
            delivery.certificate_id.number,
            "110105********002X",
        ):
            self.assertIn(word, html)
        self.assertNotIn(PERSON, html)

    def test_scanned_receipt_or_code_finds_the_document(self):
        delivery = self.arrived_delivery()
        view = self.env.ref("yichuang_issuance.delivery_view_search")
        self.assertIn("pickup_code", view.arch)
        deliveries = self.env["yichuang.delivery"].with_user(self.exit_clerk)
        for domain in (
            [("receipt_number", "ilike", delivery.receipt_number)],
            [("pickup_code", "=ilike", delivery.pickup_code.lower())],
        ):
            self.assertEqual(deliveries.search(domain), delivery)
