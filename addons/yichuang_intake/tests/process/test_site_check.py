from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestSiteCheck(IntakeCase):
    def test_art34_one_officer_is_not_enough(self):
        check = self.planned_check(officers=self.reviewer)
        with self.assertRaisesRegex(UserError, "At least two"):
            check.with_user(self.reviewer).action_hold()

    def test_art34_window_clerk_does_not_check_on_the_spot(self):
        check = self.planned_check(officers=self.reviewer | self.clerk)
        with self.assertRaisesRegex(UserError, "at the window"):
            check.with_user(self.reviewer).action_hold()

    def test_record_is_signed_or_says_why_not(self):
        mine = self.planned_check(signed_by=False).with_user(self.reviewer)
        with self.assertRaisesRegex(UserError, "who signed"):
            mine.action_hold()
        mine.unsigned_reason = "拒绝签字"
        mine.action_hold()
        self.assertEqual(mine.state, "held")

    def test_art34_decision_waits_for_a_planned_check(self):
        check = self.planned_check()
        with self.assertRaisesRegex(UserError, "is planned"):
            self.decide(check.case_id)
        check.with_user(self.reviewer).action_hold()
        self.decide(check.case_id)
        self.assertEqual(check.case_id.state, "decided")

    def test_filed_record_and_its_officers_stay(self):
        mine = self.held_check().with_user(self.reviewer)
        with self.assertRaises(UserError):
            mine.findings = "改动"
        with self.assertRaises(UserError):
            mine.officer_ids[0].certificate_number = "0"
