from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointOrder(IntakeCase):
    """Side by side what can be, one after another what must be, one answer."""

    def test_side_by_side_are_accepted_at_once_and_the_later_waits(self):
        joint = self.accepted_joint()
        licence, fire, food = self.parts(joint)
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        self.assertEqual(licence.accepted_on, fire.accepted_on)
        self.assertFalse(food.accepted_on)
        self.assertFalse(food.clock_ids.filtered(lambda one: one.kind == "legal"))
        self.assertEqual(
            (licence | fire).document_ids.mapped("kind"), ["acceptance", "acceptance"]
        )

    def test_acceptance_needs_a_mandate_of_every_organ(self):
        joint = self.received_joint()
        self.env["yichuang.mandate"].search(
            [("department_id", "=", self.other_organ.id)]
        )._write_guarded({"user_ids": [Command.set(self.second_clerk.ids)]})
        with self.assertRaises(UserError) as refused:
            joint.with_user(self.clerk).action_accept()
        self.assertIn("测试县消防局", str(refused.exception))
        self.assertEqual(set(self.parts(joint).mapped("state")), {"received"})

    def test_later_is_accepted_as_of_the_decision_it_waits_for(self):
        joint = self.accepted_joint()
        licence, _fire, food = self.parts(joint)
        self.grant(licence)
        self.assertEqual(food.state, "accepted")
        self.assertEqual(food.accepted_on, licence.decided_on)
        self.assertEqual(food.accepted_by_id, self.clerk)
        self.assertEqual(food.document_ids.mapped("kind"), ["acceptance"])
        passed = food.material_ids.filtered("passed_on")
        self.assertEqual((passed.received, passed.grade), (True, "a"))

    def test_later_may_be_looked_at_beforehand(self):
        food = self.parts(self.accepted_joint())[2]
        with self.assertRaisesRegex(UserError, "what you found"):
            food.with_user(self.reviewer)._transition("preview", {"preview": " "})
        self.confirm(
            "yichuang.case.preview", food, self.reviewer, opinion="场所符合要求。"
        )
        self.assertEqual(food.state, "waiting")
        self.assertEqual(food.previewed_by_id, self.reviewer)

    def test_later_ends_where_what_it_waits_for_is_denied(self):
        joint = self.accepted_joint()
        licence, fire, food = self.parts(joint)
        self.grant(licence, outcome="denied")
        self.assertEqual(food.state, "terminated")
        self.assertIn("营业执照登记", food.end_reason)
        self.assertEqual(food.document_ids.mapped("kind"), ["termination"])
        self.assertEqual((fire.state, joint.state), ("accepted", "accepted"))

    def test_later_ends_before_acceptance_where_the_first_is_refused(self):
        joint = self.received_joint()
        licence, fire, food = self.parts(joint)
        self.refuse(licence)
        self.assertEqual(food.state, "terminated")
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(fire.state, "accepted")

    def test_last_decision_closes_the_whole_with_one_answer(self):
        joint = self.accepted_joint()
        licence, fire, food = self.parts(joint)
        self.grant(licence)
        self.grant(fire, outcome="denied")
        self.assertEqual((joint.state, joint.matters_open), ("accepted", 1))
        self.grant(food)
        self.assertEqual((joint.state, joint.matters_open), ("closed", 0))
        answer = joint.document_ids.filtered(lambda one: one.kind == "joint_answer")
        self.assertEqual(len(answer), 1)
        outcomes = dict(answer.facts)["办理结果"]
        self.assertEqual(
            [row["事项"] for row in outcomes],
            self.parts(joint).mapped("service_id.name"),
        )
        self.assertEqual(set(joint.clock_ids.mapped("state")), {"stopped"})

    def test_one_message_tells_the_end(self):
        company = self.department.company_id or self.env.company
        company.sudo().write(
            {"notice_url": "http://127.0.0.1:9/none", "notice_secret": "示例"}
        )
        joint = self.accepted_joint()
        for case in self.parts(joint):
            self.grant(case)
        told = self.env["yichuang.notice"].search(
            ["|", ("joint_id", "=", joint.id), ("case_id", "in", self.parts(joint).ids)]
        )
        # Received, accepted and answered as one; the third is accepted in its turn.
        self.assertEqual(
            sorted(told.mapped("kind")),
            ["accepted", "accepted", "answered", "received"],
        )
        whole = told.filtered(lambda one: one.kind == "answered")
        self.assertEqual(whole._facts()["number"], joint.receipt_number)

    def test_withdrawal_ends_what_is_open_and_answers(self):
        joint = self.accepted_joint()
        self.grant(self.parts(joint)[1])
        self.end_joint(joint, "withdraw")
        self.assertEqual(
            self.parts(joint).mapped("state"), ["withdrawn", "decided", "withdrawn"]
        )
        self.assertEqual(joint.state, "closed")

    def test_withdrawal_on_an_outdated_screen_is_noticed(self):
        joint = self.accepted_joint()
        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            joint.with_user(self.clerk)._withdraw("不办了。", joint.revision - 1)

    def test_course_marks_the_matters_that_decide_the_end(self):
        joint = self.accepted_joint()
        licence, fire, food = self.parts(joint)
        seen = joint._course()
        self.assertTrue(seen[licence].critical and seen[food].critical)
        self.assertFalse(seen[fire].critical)
        self.assertEqual(joint.expected_on, seen[food].finish)
        html = joint.with_user(self.other_reviewer).course_html
        self.assertIn("食品许可", html)
        self.grant(licence)
        self.assertEqual(joint._course()[food].start, hall_date(licence.decided_on))
