from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointExtension(IntakeCase):
    """Fifteen working days more, once, by the head of the government."""

    def test_art42_2_head_of_government_extends_both_limits_of_the_whole(self):
        extension = self.requested_joint_extension()
        joint = extension.joint_id
        before = joint.legal_due_on
        parts = [case.legal_due_on for case in self.parts(joint)]
        extension.with_user(self.manager).action_approve()
        clocks = {clock.kind: clock for clock in joint.clock_ids}
        self.assertEqual(clocks["joint_legal"]._derivation().days, 60)
        self.assertEqual(clocks["joint"]._derivation().days, 35)
        self.assertGreater(joint.legal_due_on, before)
        self.assertEqual(joint.due_on, clocks["joint"].due_on)
        # The time of each organ stays as it is.
        self.assertEqual([case.legal_due_on for case in self.parts(joint)], parts)
        facts = dict(extension.document_id.facts)
        self.assertEqual(facts["理由"], "需要统筹勘验。")
        self.assertEqual(extension.document_id.joint_id, joint)

    def test_art42_2_nobody_else_approves(self):
        extension = self.requested_joint_extension()
        self.department.head_id = self.decider
        with self.assertRaisesRegex(UserError, "head of government"):
            extension.with_user(self.decider).action_approve()

    def test_art42_2_lengths(self):
        joint = self.accepted_joint()
        for days, lawful in ((0, False), (16, False), (15, True)):
            extension = self.requested_joint_extension(joint, days=days)
            with self.subTest(days=days):
                if lawful:
                    extension.with_user(self.manager).action_approve()
                    self.assertEqual(extension.state, "approved")
                else:
                    with self.assertRaisesRegex(UserError, "1 to 15"):
                        extension.with_user(self.manager).action_approve()

    def test_art42_once_and_with_a_reason(self):
        joint = self.accepted_joint()
        with self.assertRaisesRegex(UserError, "Write the reason"):
            self.requested_joint_extension(joint, reason=" ").with_user(
                self.manager
            ).action_approve()
        self.requested_joint_extension(joint).with_user(self.manager).action_approve()
        again = self.requested_joint_extension(joint)
        with self.assertRaisesRegex(UserError, "allows it once"):
            again.with_user(self.manager).action_approve()

    def test_before_acceptance_there_is_nothing_to_extend(self):
        extension = self.requested_joint_extension(self.received_joint())
        with self.assertRaisesRegex(UserError, "not being handled"):
            extension.with_user(self.manager).action_approve()

    def test_art45_time_excluded_for_a_matter_is_excluded_for_the_whole(self):
        joint = self.accepted_joint()
        before = joint.due_on, joint.legal_due_on
        special = self.planned_special(self.parts(joint)[0])
        special.with_user(self.reviewer).action_start()
        self.assertGreater(joint.due_on, before[0])
        self.assertGreater(joint.legal_due_on, before[1])
