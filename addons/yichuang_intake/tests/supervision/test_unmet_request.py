from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase
from ..web_client import open_form


@tagged("post_install", "-at_install")
class TestUnmetRequest(IntakeCase):
    def test_nobody_is_sent_away_without_a_reason(self):
        request = self.draft_request(reason=" ")
        with self.assertRaisesRegex(UserError, "without a reason"):
            request.with_user(self.clerk).action_record()

    def test_organ_verifies_and_manager_judges(self):
        request = self.recorded_request()
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        with self.assertRaises(AccessError):
            request.with_user(outsider).action_verify()
        mine = request.with_user(self.reviewer)
        with self.assertRaisesRegex(UserError, "what the organ found"):
            mine.action_verify()
        mine.verification = "材料符合要求，应当收件。"
        mine.action_verify()
        boss = request.with_user(self.manager)
        with self.assertRaises(UserError):
            boss.action_put_right()
        boss.judgement = "已联系反映人当日收件。"
        boss.action_put_right()
        self.assertEqual(
            (request.state, request.verified_by_id, request.judged_by_id),
            ("put_right", self.reviewer, self.manager),
        )
        with self.assertRaises(UserError):
            boss.judgement = "另有说明。"

    def test_who_recorded_it_does_not_judge_it(self):
        self.manager.group_ids |= self.env.ref("yichuang_intake.group_clerk")
        request = self.draft_request()
        request.with_user(self.manager).action_record()
        request.with_user(self.manager).judgement = "理由成立。"
        with self.assertRaisesRegex(UserError, "Another person"):
            request.with_user(self.manager).action_justify()

    def test_reason_stays_as_recorded(self):
        request = self.recorded_request()
        with self.assertRaises(UserError):
            request.with_user(self.clerk).reason = "改写的理由。"

    def test_form_opens_for_all_who_see_it(self):
        request = self.recorded_request()
        for user in (self.clerk, self.reviewer, self.manager, self.supervisor):
            with self.subTest(user.login):
                open_form(request.with_user(user))
