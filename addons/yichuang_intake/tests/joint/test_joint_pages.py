from odoo import http
from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointPages(IntakeCase, HttpCase):
    """The whole is followed as one, by one number and one code."""

    def test_one_number_and_code_show_all_matters(self):
        joint = self.accepted_joint()
        answer = self.track(joint.receipt_number, joint.sudo().query_code)
        self.assertIn("o_yichuang_track_result", answer)
        for name in joint.child_ids.mapped("service_id.name"):
            self.assertIn(name, answer)

    def test_wrong_code_is_answered_as_a_number_that_is_not_there(self):
        joint = self.accepted_joint()
        answers = [
            self.track(joint.receipt_number, "AAAAAA"),
            self.track("HALL-000000-0000-0", "AAAAAA"),
        ]
        for answer in answers:
            self.assertIn("o_yichuang_unknown", answer)
            self.assertNotIn("o_yichuang_track_result", answer)

    def test_applicant_follows_the_whole_and_strangers_see_nothing(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        self.make_user("test_stranger", "base.group_portal")
        joint = self.accepted_joint(partner_id=applicant.partner_id.id)
        self.env.flush_all()
        self.authenticate("test_applicant", "test_applicant")
        mine = self.url_open("/my/cases").text
        self.assertIn(joint.receipt_number, mine)
        for case in joint.child_ids:
            self.assertNotIn(case.receipt_number, mine)
        page = self.url_open(f"/my/joint/{joint.receipt_number}").text
        self.assertIn("食品许可", page)
        self.authenticate("test_stranger", "test_stranger")
        page = self.url_open(f"/my/joint/{joint.receipt_number}")
        self.assertNotIn(joint.receipt_number, page.text)

    def track(self, number, code):
        """What the progress page answers."""
        self.env.flush_all()
        self.authenticate(None, None)
        return self.url_open(
            "/track",
            data={
                "number": number,
                "code": code,
                "csrf_token": http.Request.csrf_token(self),
            },
        ).text
