"""The report says what the dashboard says."""

import base64
import hashlib
import io
import json
from datetime import timedelta

import openpyxl
import pypdfium2

from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureReport(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.cases = cls.decided_case() | cls.decided_case("denied")
        cls.at(
            cls.cases,
            received_on=cls.day("2026-05-06"),
            accepted_on=cls.day("2026-05-06"),
            decided_on=cls.day("2026-05-08"),
        )
        cls.service.name = "=HYPERLINK(1)"
        # A number of that organ at a window, for the sheet of the windows.
        cls.shift = cls.open_shift()
        ticket = cls.serving_ticket(cls.shift)
        ticket.with_user(cls.clerk).action_finish()
        at_ten = hall_day_start(cls.day("2026-05-08")) + timedelta(hours=10)
        ticket._write_guarded({"taken_on": at_ten, "department_id": cls.department.id})
        cls.counted()

    def report(self, person=None):
        return (
            self.env["yichuang.figure.report"]
            .with_user(person or self.manager)
            .create(
                {
                    "first_on": "2026-05-01",
                    "last_on": "2026-05-31",
                    "department_id": self.department.id,
                }
            )
        )

    def workbook(self, report):
        report.action_workbook()
        return openpyxl.load_workbook(io.BytesIO(base64.b64decode(report.content)))

    def test_the_workbook_says_what_the_dashboard_says(self):
        report = self.report()
        book = self.workbook(report)
        shown = self.figures.with_user(self.manager).read_dashboard(
            "operation",
            {
                "first": "2026-05-01",
                "last": "2026-05-31",
                "department_id": self.department.id,
            },
        )
        by_label = {
            row[0].value: row[1].value
            for page in book.worksheets[:2]
            for row in page.iter_rows()
        }
        for tile in shown["tiles"]:
            if tile["name"] in ("accepted", "decided", "in_law_rate", "early_rate"):
                with self.subTest(tile=tile["name"]):
                    self.assertEqual(by_label[tile["label"]], tile["value"])
        self.assertEqual(by_label["= in hand after"], shown["balance"]["closing"])
        self.assertTrue(all(page._charts for page in book.worksheets[2:]))
        windows = [row[0].value for row in book.worksheets[-1].iter_rows()]
        self.assertEqual(windows[1], self.shift.window_id.display_name)
        # Names are on every sheet's left and heads above, and totals below.
        organs = [[cell.value for cell in row] for row in book.worksheets[3].rows]
        self.assertEqual([row[1:] for row in organs[1:2]], [organs[2][1:]])
        self.assertEqual(organs[2][3], shown["whole"]["decided"])
        self.assertTrue(all(page.freeze_panes for page in book.worksheets))
        self.assertEqual(by_label["Counted At"], shown["as_of"])
        self.assertIn("Nine of ten waited at most (min)", by_label)

    def test_names_are_never_formulas(self):
        book = self.workbook(self.report())
        cells = [cell for page in book for row in page for cell in row]
        self.assertIn("=HYPERLINK(1)", [cell.value for cell in cells])
        self.assertFalse([cell for cell in cells if cell.data_type == "f"])

    def test_the_digest_on_it_is_that_of_its_numbers_and_in_the_log(self):
        report = self.report()
        digest = report._report()["digest"]
        event = self.env["yichuang.event"].search(
            [("action", "=", "report_figures")], limit=1
        )
        self.assertEqual(json.loads(event.payload)["sha256"], digest)
        self.assertEqual(event.actor_id, self.manager)
        self.assertEqual(report._report()["digest"], digest)
        self.assertEqual(len(digest), len(hashlib.sha256().hexdigest()))

    def test_the_sheet_can_be_printed(self):
        report = self.report()
        report.action_pdf()
        data = base64.b64decode(report.content)
        text = "".join(
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)
        )
        for words in ("Report of Figures", self.department.name, "100.0 %"):
            self.assertIn(words, text)

    def test_one_goes_from_month_to_month(self):
        report = self.report()
        report.action_after()
        self.assertEqual(
            (str(report.first_on), str(report.last_on)), ("2026-06-01", "2026-06-30")
        )
        report.action_before()
        report.action_before()
        self.assertEqual(
            (str(report.first_on), str(report.last_on)), ("2026-04-01", "2026-04-30")
        )

    def test_each_person_reports_their_own_scope(self):
        stranger = self.make_user("test_reporter", "yichuang_intake.group_decider")
        self.assertEqual(self.report(stranger)._numbers()["counters"]["decided"], 0)
        mine = self.report(self.decider)._numbers()["counters"]["decided"]
        self.assertEqual(mine, 2)
