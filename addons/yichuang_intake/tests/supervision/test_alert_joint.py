from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestAlertJoint(IntakeCase):
    """The clocks of the whole of a joint case are watched as those of a case are, and
    the lead organ answers for them."""

    def found_once(self, code, joint):
        card = self.sweep(code).filtered(lambda card: card.joint_id == joint)
        self.assertEqual(len(card), 1, code)
        self.assertFalse(self.sweep(code).filtered("joint_id"), code)
        self.assertEqual(
            (card.department_id, card.user_id, card.case_id.ids),
            (joint.department_id, self.clerk, []),
        )
        self.assertIn(joint.receipt_number, card.facts_words)
        action = card.with_user(self.supervisor).action_view_case()
        self.assertEqual(
            (action["res_model"], action["res_id"]), (joint._name, joint.id)
        )
        return card

    def run_out(self, joint, kind):
        self.plant(joint._clock(kind), due_on="=due_on - 120", start_on="=start_on-120")

    def test_joint_case_that_is_in_time_has_no_card(self):
        joint = self.accepted_joint()
        for code in ("promise_near", "promise_exceeded", "legal_exceeded"):
            self.assertFalse(
                self.sweep(code).filtered(lambda card: card.joint_id == joint), code
            )

    def test_limit_of_the_whole_runs_out_soon(self):
        joint = self.accepted_joint()
        self.plant(joint._clock("joint"), due_on=hall_date())
        self.assertEqual(self.found_once("promise_near", joint).level, "yellow")

    def test_limit_of_the_whole_is_exceeded(self):
        joint = self.accepted_joint()
        self.run_out(joint, "joint")
        self.assertEqual(self.found_once("promise_exceeded", joint).level, "red")

    def test_art42_forty_five_days_are_exceeded(self):
        joint = self.accepted_joint()
        self.run_out(joint, "joint_legal")
        self.assertEqual(self.found_once("legal_exceeded", joint).level, "deep_red")

    def test_joint_notice_is_late(self):
        joint = self.received_joint()
        self.run_out(joint, "notice")
        self.found_once("accepted_late", joint)

    def test_joint_case_accepted_by_silence(self):
        joint = self.received_joint()
        self.plant(joint, deemed_accepted=True)
        self.found_once("deemed_accepted", joint)
        self.assertFalse(self.sweep("accepted_late").filtered("joint_id"))
