from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestGreen(IntakeCase):
    """Before one's turn for a reason only, and so that anybody may look (绿色通道)."""

    def answer(self, green, step, reason="情形已消失"):
        self.env["yichuang.case.green.answer"].with_user(self.manager).create(
            {
                "green_id": green.id,
                "revision": green.revision,
                "step": step,
                "reason": reason,
            }
        ).action_confirm()
        green.flush_recordset()

    def test_approved_case_stands_above_the_others(self):
        first, second = self.received_case(), self.received_case()
        self.approved_green(first)
        self.assertEqual((first.priority, second.priority), ("1", "0"))
        view = self.env.ref("yichuang_intake.case_view_list")
        arch = self.env["yichuang.case"].get_view(view.id, "list")["arch"]
        self.assertIn('default_order="priority desc, id desc"', arch)
        found = self.env["yichuang.case"].search(
            [("id", "in", (first | second).ids)], order="priority desc, id desc"
        )
        self.assertEqual(found[0], first)

    def test_order_of_the_list_has_its_index(self):
        self.env.cr.execute(
            "SELECT indexdef FROM pg_indexes WHERE indexname = %s",
            ("yichuang_case_inbox_idx",),
        )
        [definition] = self.env.cr.fetchone()
        self.assertIn("(priority DESC, id DESC)", definition)

    def test_clerk_asks_and_another_person_approves(self):
        both = self.make_user(
            "test_both_g", "yichuang_intake.group_clerk,yichuang_catalog.group_manager"
        )
        green = self.requested_green(clerk=both)
        with self.assertRaisesRegex(UserError, "yourself"):
            green.with_user(both).action_approve()
        for user in (self.clerk, self.decider):
            with self.subTest(user.login), self.assertRaises(AccessError):
                green.with_user(user).action_approve()
        green.with_user(self.manager).action_approve()
        self.assertEqual((green.state, green.decided_by_id), ("approved", self.manager))

    def test_reason_and_evidence_stay_as_approved(self):
        green = self.approved_green()
        for vals in ({"reason": "other"}, {"evidence": "无"}, {"answer": "改"}):
            with self.subTest(vals), self.assertRaises(UserError):
                green.with_user(self.clerk).write(vals)

    def test_refusal_and_end_say_why(self):
        green = self.requested_green()
        with self.assertRaisesRegex(UserError, "why"):
            self.answer(green, "refuse", " ")
        self.answer(green, "refuse", "不属于重点项目")
        self.assertEqual((green.state, green.case_id.priority), ("refused", "0"))
        green = self.approved_green(green.case_id)
        self.answer(green, "end")
        self.assertEqual((green.state, green.case_id.priority), ("ended", "0"))

    def test_nothing_is_left_to_hasten_once_it_is_decided(self):
        case = self.decided_case()
        green = self.requested_green(case)
        with self.assertRaisesRegex(UserError, "before its turn"):
            green.with_user(self.manager).action_approve()

    @mute_logger("odoo.sql_db")
    def test_one_case_has_one_green_channel(self):
        green = self.approved_green()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.requested_green(green.case_id)

    def test_priority_is_set_by_the_green_channel_only(self):
        case = self.received_case()
        with self.assertRaisesRegex(UserError, "set directly"):
            case.with_user(self.clerk).priority = "1"
        self.approved_green(case)
        log = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.case"),
                ("res_id", "=", case.id),
                ("action", "=", "priority"),
            ]
        )
        self.assertEqual(len(log), 1)

    def test_time_of_the_law_stays_as_it_is(self):
        case = self.accepted_case()
        due = case.due_on, case.legal_due_on
        self.approved_green(case)
        self.assertEqual((case.due_on, case.legal_due_on), due)

    def test_only_the_organ_sees_those_of_its_cases(self):
        green = self.approved_green()
        stranger = self.make_user("test_stranger_g", "yichuang_intake.group_reviewer")
        model = self.env["yichuang.case.green"]
        self.assertFalse(model.with_user(stranger).search([("id", "=", green.id)]))
        for user in (self.reviewer, self.supervisor, self.second_clerk):
            with self.subTest(user.login):
                found = model.with_user(user).search([("id", "=", green.id)])
                self.assertEqual(found, green)
