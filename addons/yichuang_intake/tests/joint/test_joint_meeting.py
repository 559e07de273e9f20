from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointMeeting(IntakeCase):
    """Called by the lead, opinions in writing, silence is nothing."""

    @classmethod
    def over(cls, meeting):
        """Let the day for opinions have passed, and the minutes be written."""
        meeting.with_user(cls.reviewer).minutes = "原则同意。"
        meeting._write_guarded({"opinions_due_on": hall_date() - timedelta(days=1)})

    def test_call_asks_every_organ_for_its_opinion(self):
        meeting = self.called_meeting()
        self.assertEqual(
            meeting.opinion_ids.department_id, self.department | self.other_organ
        )

    def test_organ_outside_the_case_is_not_called(self):
        meeting = self.draft_meeting()
        stranger = self.env["yichuang.department"].create(
            {"name": "测试县水利局", "region_id": self.region.id}
        )
        meeting.with_user(self.reviewer).organ_ids |= stranger
        with self.assertRaisesRegex(UserError, "takes no part"):
            meeting.with_user(self.reviewer).action_call()

    def test_only_the_lead_calls(self):
        meeting = self.draft_meeting()
        with self.assertRaises(AccessError):
            meeting.with_user(self.other_reviewer).action_call()

    def test_opinion_is_the_organs_own_and_stays(self):
        meeting = self.called_meeting()
        theirs = meeting.opinion_ids.filtered(
            lambda one: one.department_id == self.other_organ
        )
        with self.assertRaises(AccessError):
            theirs.with_user(self.reviewer).opinion = "同意"
        mine = theirs.with_user(self.other_reviewer)
        with self.assertRaisesRegex(UserError, "Say whether"):
            mine.action_give()
        mine.write({"verdict": "objects", "opinion": "疏散通道不足。"})
        mine.action_give()
        with self.assertRaises(UserError):
            mine.opinion = "改动"

    def test_minutes_wait_for_the_opinions_until_their_day(self):
        meeting = self.called_meeting()
        meeting.with_user(self.reviewer).minutes = "原则同意。"
        with self.assertRaisesRegex(UserError, "may give an opinion until"):
            meeting.with_user(self.reviewer).action_hold()

    def test_silence_is_nothing_unless_a_local_rule_says_agreement(self):
        joint = self.accepted_joint()
        for agrees, counted in ((False, "nothing"), (True, "agreement")):
            self.env.company.joint_silence_agrees = agrees
            meeting = self.called_meeting(joint)
            self.over(meeting)
            meeting.with_user(self.reviewer).action_hold()
            with self.subTest(agrees):
                self.assertEqual(
                    set(meeting.opinion_ids.mapped("counted_as")), {counted}
                )

    def test_filed_minutes_stay(self):
        meeting = self.called_meeting()
        self.over(meeting)
        meeting.with_user(self.reviewer).action_hold()
        with self.assertRaises(UserError):
            meeting.with_user(self.reviewer).minutes = "改动"
