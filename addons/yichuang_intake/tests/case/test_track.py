from odoo import http
from odoo.tests import HttpCase, tagged

from ...models.case.track_attempt import LIMITS
from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestTrack(IntakeCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.accepted_case()

    def ask(self, number, code):
        self.authenticate(None, None)
        return self.url_open(
            "/track",
            data={
                "number": number,
                "code": code,
                "csrf_token": http.Request.csrf_token(self),
            },
        )

    def test_receipt_number_and_code_show_the_progress(self):
        page = self.ask(self.case.receipt_number, self.case.query_code)
        self.assertEqual(page.status_code, 200)
        self.assertIn("o_yichuang_track_result", page.text)
        self.assertIn("badge text-bg-success", page.text)
        self.assertEqual(page.headers["Cache-Control"], "no-store")

    def test_typed_by_thumb_it_works_too(self):
        number = self.case.receipt_number.lower().replace("-", " ")
        code = f" {self.case.query_code[:3].lower()} {self.case.query_code[3:]}"
        self.assertIn("o_yichuang_track_result", self.ask(number, code).text)

    def test_page_tells_no_identity(self):
        page = self.ask(self.case.receipt_number, self.case.query_code).text
        for secret in (
            self.case.applicant_name,
            self.case.phone,
            PERSON,
            "110105",
            self.clerk.name,
        ):
            self.assertNotIn(secret, page)

    def test_wrong_code_and_unknown_number_get_the_same_answer(self):
        number = self.case.receipt_number
        wrong = self.ask(number, "AAAAAA").text
        unknown = self.ask("HALL-200101-0001-A", "AAAAAA").text
        self.assertIn("o_yichuang_unknown", wrong)

        def strip(text, number):
            lines = text.replace(number, "").splitlines()
            return [line for line in lines if "csrf_token" not in line]

        self.assertEqual(strip(wrong, number), strip(unknown, "HALL-200101-0001-A"))

    def test_draft_is_not_found_by_an_empty_number(self):
        self.draft_case()
        self.assertIn("o_yichuang_unknown", self.ask("", "").text)

    def test_number_is_closed_after_too_many_wrong_codes(self):
        attempts = self.env["yichuang.track.attempt"]
        for index in range(LIMITS["number"]):
            attempts._record(f"192.0.2.{index}", self.case.receipt_number)
        page = self.ask(self.case.receipt_number, self.case.query_code)
        self.assertEqual(page.status_code, 429)
        self.assertNotIn("o_yichuang_track_result", page.text)

    def test_address_is_closed_after_too_many_failures(self):
        attempts = self.env["yichuang.track.attempt"]
        for index in range(LIMITS["address"]):
            attempts._record("127.0.0.1", f"HALL-200101-{index:04}-A")
        self.assertTrue(attempts._is_blocked("127.0.0.1", "HALL-200102-0001-A"))
        self.assertFalse(attempts._is_blocked("127.0.0.2", "HALL-200102-0001-A"))

    def test_failed_query_is_counted(self):
        before = self.env["yichuang.track.attempt"].search_count([])
        self.ask(self.case.receipt_number, "AAAAAA")
        self.assertEqual(
            self.env["yichuang.track.attempt"].search_count([]), before + 2
        )

    def test_qr_fills_in_the_number_only(self):
        page = self.url_open(f"/track?number={self.case.receipt_number}&code=X").text
        self.assertIn(f'value="{self.case.receipt_number}"', page)
        self.assertNotIn("o_yichuang_track_result", page)

    def test_query_without_csrf_token_is_refused(self):
        with self.assertLogs("odoo.http", "WARNING"):
            page = self.url_open("/track", data={"number": "A", "code": "B"})
        self.assertEqual(page.status_code, 400)
