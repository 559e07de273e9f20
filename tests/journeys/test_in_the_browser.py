"""The same matter, by real people in a real browser, with pictures for the guides.

One case goes from the clerk's screen to the reviewer's, the decider's and the exit
clerk's; then the applicant looks it up and anyone checks the certificate.
"""

from odoo import http
from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestInTheBrowser(TakesPictures, Hall, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk.name = "窗口 王晓梅"
        cls.reviewer.name = "审查 李国强"
        cls.decider.name = "决定 张卫东"
        cls.exit_clerk.name = "出件 陈静"
        cls.department.name = "示范县行政审批服务局"

    def test_one_matter_from_window_to_exit(self):
        namesakes = self.env["yichuang.service"].search(
            [("name", "=", self.service.name), ("id", "!=", self.service.id)]
        )
        namesakes.active = False  # the sample hall may offer one of the same name
        self.certificate_type.line_ids.unlink()
        self.certificate_type.line_ids = [
            (0, 0, {"label": "经营项目", "required": True})
        ]
        self._tour("intake-window", "yichuang_clerk_tour", self.clerk)
        case = self.env["yichuang.case"].search([("applicant_name", "=", "示例游客")])
        self.assertEqual((case.state, case.accepted_by_id), ("accepted", self.clerk))
        self._tour("intake-review", "yichuang_reviewer_tour", self.reviewer)
        self._tour("intake-decide", "yichuang_decider_tour", self.decider)
        self.assertEqual((case.state, case.outcome), ("decided", "granted"))
        self._tour("exit-certify", "yichuang_exit_tour", self.exit_clerk)
        self.assertEqual(case.state, "closed")

        certificate = case.certificate_ids
        page = self.url_open(f"/verify/{certificate.token}").text
        self.assertIn(certificate.number, page)
        self.assertIn("o_yichuang_valid", page)
        self._picture("verify", f"/verify/{certificate.token}")

        page = self._track(case.receipt_number, case.query_code)
        self.assertIn("o_yichuang_track_result", page)
        self.assertNotIn("o_yichuang_track_result", self._track(case.number, "WRONG1"))

    def _track(self, number, code):
        """What the public progress page answers."""
        self.authenticate(None, None)
        answer = {
            "number": number,
            "code": code,
            "csrf_token": http.Request.csrf_token(self),
        }
        return self.url_open("/track", data=answer).text

    def _tour(self, path, name, user):
        self.start_tour(f"/odoo/{path}", name, login=user.login, timeout=120)

    def _picture(self, name, url):
        """A picture of a public page."""
        self.browser_js(
            url,
            f"setTimeout(() => console.log('screenshot: {name}'), 800);"
            "setTimeout(() => console.log('test successful'), 2000);",
            login=None,
        )
