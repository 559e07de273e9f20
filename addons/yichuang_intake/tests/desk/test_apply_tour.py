from odoo.tests import tagged

from .test_apply import ApplyCase


@tagged("post_install", "-at_install", "slow")
class TestApplyTour(ApplyCase):
    def test_applicant_applies_and_the_window_receives(self):
        self.start_tour("/my/apply", "yichuang_applicant_tour", login="test_applicant")
        case = self.env["yichuang.case"].search([("applicant_name", "=", "示例游客")])
        self.assertEqual((case.state, case.channel), ("submitted", "online"))
        self.assertEqual(len(case.file_ids), 3)
        case.with_user(self.clerk).action_receive_online()
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")
