import io

from odoo.tests import HttpCase, tagged
from odoo.tools.pdf import PdfFileReader

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestCasePaper(IntakeCase, HttpCase):
    def html(self, report, record, user=None):
        reports = self.env["ir.actions.report"].with_user(user or self.clerk)
        content, _kind = reports._render_qweb_html(
            f"yichuang_intake.{report}", record.ids
        )
        return content.decode()

    def test_receipt_says_what_it_is_and_what_it_is_not(self):
        case = self.received_case()
        text = self.html("receipt_report", case)
        for words in (
            case.receipt_number,
            case.query_code,
            "110105********002X",
            "示例申请书",
            "It is not an acceptance",
            "/track?number=",
        ):
            self.assertIn(words, text)
        self.assertNotIn(PERSON, text)

    def test_acceptance_notice_states_both_limits(self):
        case = self.accepted_case()
        text = self.html("acceptance_report", case)
        for words in (
            case._date_words(case.legal_due_on),
            case._date_words(case.due_on),
            self.department.name,
            case.number,
        ):
            self.assertIn(words, text)

    def test_calculation_shows_every_day_of_the_period(self):
        clock = self.accepted_case().clock_ids.filtered(lambda c: c.kind == "promise")
        rows = clock._derivation_rows()
        self.assertEqual(max(row["number"] for row in rows), 10)
        text = self.html("deadline_report", clock)
        self.assertIn(rows[-1]["date"], text)
        self.assertIn("第四十二条", text)

    def test_receipts_of_several_cases_are_printed_at_once(self):
        cases = self.received_case() | self.received_case()
        reports = self.env["ir.actions.report"].with_user(self.clerk)
        content, kind = reports._render_qweb_pdf(
            "yichuang_intake.receipt_report", cases.ids
        )
        self.assertEqual(kind, "pdf")
        pages = PdfFileReader(io.BytesIO(content)).pages
        self.assertEqual(len(pages), 2)
        for case, page in zip(cases, pages, strict=True):
            self.assertIn(case.query_code, page.extract_text())

    def test_progress_tells_neither_persons_nor_opinions(self):
        case = self.decided_case()
        steps = case._progress()
        self.assertEqual(
            [step["label"] for step in steps if step["reached"]],
            ["Received", "Accepted", "Under Review", "Decided"],
        )
        self.assertEqual(
            [step["label"] for step in steps if step["current"]], ["Decided"]
        )

    def test_progress_of_a_withdrawn_case_stops_where_it_was(self):
        case = self.accepted_case()
        self.end(case, "withdraw")
        self.assertEqual(
            [step["label"] for step in case._progress() if step["reached"]],
            ["Received", "Accepted"],
        )
        self.assertEqual(case._ending(), "Withdrawn")
