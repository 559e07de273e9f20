from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointSiteCheck(IntakeCase):
    """One visit for all organs that must see the place."""

    @classmethod
    def joint_visit(cls, joint, officers=None):
        """One visit of both organs, planned by the organ in the lead."""
        licence, fire, _food = cls.parts(joint)
        return cls.planned_check(
            licence,
            officers=officers or cls.reviewer | cls.other_reviewer,
            also_case_ids=fire.ids,
        )

    def test_art34_one_visit_files_a_record_for_every_matter(self):
        joint = self.accepted_joint()
        licence, fire, _food = self.parts(joint)
        check = self.joint_visit(joint)
        check.with_user(self.reviewer).action_hold()
        for case in licence | fire:
            with self.subTest(case.service_id.name):
                self.assertIn("site_record", case.document_ids.mapped("kind"))

    def test_every_organ_of_the_visit_sends_an_officer(self):
        check = self.joint_visit(
            self.accepted_joint(), officers=self.reviewer | self.decider
        )
        with self.assertRaisesRegex(UserError, "测试县消防局"):
            check.with_user(self.reviewer).action_hold()

    def test_visit_is_for_matters_of_one_joint_case(self):
        joint = self.accepted_joint()
        other = self.accepted_case()
        check = self.joint_visit(joint)
        check.with_user(self.reviewer).also_case_ids |= other
        with self.assertRaisesRegex(UserError, "another application"):
            check.with_user(self.reviewer).action_hold()

    def test_art34_decision_of_every_matter_waits_for_the_visit(self):
        joint = self.accepted_joint()
        fire = self.parts(joint)[1]
        check = self.joint_visit(joint)
        with self.assertRaisesRegex(UserError, "is planned"):
            self.grant(fire)
        check.with_user(self.reviewer).action_hold()
        self.decide(fire, user=self.other_decider)
        self.assertEqual(fire.outcome, "granted")
