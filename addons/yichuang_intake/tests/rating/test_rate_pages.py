from odoo import http
from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestRatePages(IntakeCase, HttpCase):
    def post(self, path, **data):
        data["csrf_token"] = http.Request.csrf_token(self)
        return self.url_open(path, data=data)

    def test_code_of_the_receipt_opens_the_page_and_rates_once(self):
        self.authenticate(None, None)
        case = self.received_case()
        evaluation = self.asked_evaluation(case)
        path = f"/rate/{evaluation.token}"
        self.assertTrue(case._rate_url().endswith(path))
        page = self.url_open(path).text
        self.assertIn("o_yichuang_grade", page)
        self.assertEqual(evaluation.state, "asked", "nothing changes on GET")
        indicator = evaluation._indicators()[:1]
        page = self.post(path, comment="排队太久", anonymous="1").text
        self.assertIn("alert-danger", page)
        self.assertIn("排队太久", page, "nothing typed is lost")
        page = self.post(
            path, grade="4", comment="排队太久", **{f"indicator_{indicator.id}": "5"}
        ).text
        self.assertIn("o_yichuang_thanks", page)
        self.assertEqual(
            (evaluation.grade, evaluation.channel, evaluation.line_ids.grade),
            ("4", "qr", "5"),
        )
        self.assertTrue(evaluation.task_ids)
        page = self.post(path, grade="1").text
        self.assertIn("o_yichuang_rated", page)
        self.assertEqual(evaluation.grade, "4")
        self.assertFalse(case._rate_url())

    def test_wrong_codes_and_staff_get_the_same_answer(self):
        evaluation = self.asked_evaluation()
        self.authenticate(None, None)
        for token in ("0" * 32, "x", "1"):
            self.assertEqual(self.url_open(f"/rate/{token}").status_code, 404)
        self.authenticate("test_clerk", "test_clerk")
        path = f"/rate/{evaluation.token}"
        self.assertEqual(self.url_open(path).status_code, 404)
        self.assertEqual(self.post(path, grade="1").status_code, 404)
        self.assertEqual(evaluation.state, "asked")

    def test_kiosk_finds_the_rating_by_the_receipt(self):
        self.authenticate(None, None)
        case = self.received_case()
        page = self.post("/rate", number=case.receipt_number, code="WRONG1").text
        self.assertNotIn("o_yichuang_grade", page)
        answer = self.post("/rate", number=case.receipt_number, code=case.query_code)
        self.assertIn("o_yichuang_grade", answer.text)
        path = answer.url.removeprefix(self.base_url()).split("?")[0]
        self.post(path, grade="2", kiosk="1")
        self.assertEqual(self.asked_evaluation(case).channel, "kiosk")

    def test_results_state_how_much_they_rest_on(self):
        for grade in ("1", "2", "5"):
            self.given_evaluation(grade)
        self.asked_evaluation()
        self.authenticate(None, None)
        page = self.url_open("/ratings").text
        self.assertIn(self.department.name, page)
        row = page[page.index(self.department.name) :]
        row = " ".join(row[: row.index("</tr>")].split())
        for text in ("66.7 %", "20.8 – 93.9 %", ">3<", ">4<", "75.0 %"):
            with self.subTest(text):
                self.assertIn(text, row)
