from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..exit_builders import ExitCase


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
