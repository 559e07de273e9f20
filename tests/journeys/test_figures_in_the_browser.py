"""The manager's way from a number to its rows, in a real browser."""

import base64

import pypdfium2
from dateutil.relativedelta import relativedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..hall import Hall
from .screens import TakesPictures, folder


@tagged("post_install", "-at_install")
class TestFiguresInTheBrowser(TakesPictures, Hall, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.manager.name = "政务办 孙丽"
        cls.department.name = "示例审批局"
        cls.decided_case()
        cls.decided_case("denied")
        cls.accepted_case()
        # Two people at a window, one of whom was content.
        for grade in ("1", "4"):
            ticket = cls.serving_ticket()
            case = cls.received_case()
            ticket.with_user(cls.clerk).action_finish()
            cls.given_evaluation(grade, case)
        # Earlier months, of which one fell off.
        cls.env["yichuang.figure.run"].search([]).unlink()
        cls.env["yichuang.figure.day"]._refresh(full=True)
        cls._earlier_months()

    @classmethod
    def _earlier_months(cls):
        """Figures of the months before this one, for the control chart."""
        this = hall_date().replace(day=1)
        for back in range(1, 13):
            month = this - relativedelta(months=back)
            kept = 60 if back == 3 else 90 + back % 4
            cls.env.cr.execute(
                "INSERT INTO yichuang_figure_day (day, company_id, department_id, "
                "accepted, decided, in_promise, in_law) "
                "VALUES (%s, %s, %s, 100, 100, %s, 100)",
                (month, cls.env.company.id, cls.department.id, kept),
            )

    def test_from_the_number_to_its_rows(self):
        self._tour("figures-operation", "yichuang_figures_tour")
        for office in ("statistics", "catalogue", "supervision"):
            self._tour(f"figures-{office}", f"yichuang_figures_{office}_tour")

    def test_before_and_after_by_the_articles_rows(self):
        self._articles_two_months()
        self._score()
        self._difference()
        self._tour("figures-before-after", "yichuang_figures_comparison_tour")
        self._tour("how-many-windows", "yichuang_staffing_tour")

    def _score(self):
        """Targets of the hall, and how this organ and another one meet them."""
        month = hall_date().replace(day=1) - relativedelta(months=1)
        self.env["yichuang.figure.target"].search([]).unlink()
        self.env["yichuang.figure.target"].create(
            [
                {"figure": figure, "value": value, "weight": weight, "from_on": month}
                for figure, value, weight in (
                    ("in_law_rate", 100, 40),
                    ("in_promise_rate", 98, 30),
                    ("satisfied_rate", 95, 30),
                )
            ]
        )
        self.env["yichuang.figure.score"]._cron_score()

    def _difference(self):
        """A number of the rollup that was changed by hand, as the night finds it."""
        figures = self.env["yichuang.figure.day"]
        # Months that were put there for the control chart are not of this hall.
        figures._recount()
        row = figures.search([("department_id", "=", self.department.id)]).filtered(
            "decided"
        )[:1]
        self.env.cr.execute(
            "UPDATE yichuang_figure_day SET decided = decided + 4 WHERE id = %s",
            (row.id,),
        )
        run = figures._recount()
        self.assertEqual(run.incident_count, 1)

    def _articles_two_months(self):
        """Twenty-one windows and 422 matters, then four and one that hands out and 944,
        as the rollup would have counted them."""
        zone = self.zone()
        windows = self.env["yichuang.window"].create(
            [
                {
                    "name": f"示例{number}号窗口",
                    "number": f"7{number:02}",
                    "zone_id": zone.id,
                }
                for number in range(1, 26)
            ]
        )
        self.env.cr.execute(
            "UPDATE yichuang_hall_layout SET date_from = '2000-01-01', "
            "date_to = '2000-01-02' WHERE company_id = %s",
            (self.env.company.id,),
        )
        self.env.invalidate_all()
        for name, first, last, mine, matters in (
            ("部门窗口", "2015-04-01", "2015-04-30", windows[:21], 422),
            ("一窗受理", "2015-05-04", "2015-06-01", windows[21:], 944),
        ):
            self.env["yichuang.hall.layout"].create(
                {
                    "name": name,
                    "date_from": first,
                    "date_to": last,
                    "line_ids": [(0, 0, {"window_id": window.id}) for window in mine],
                }
            )
            self.env.cr.execute(
                "INSERT INTO yichuang_figure_day (day, company_id, received, rated, "
                "satisfied) VALUES (%s, %s, %s, 50, %s)",
                (
                    first,
                    self.env.company.id,
                    matters,
                    45 if matters == 422 else 50,
                ),
            )
        comparison = self.env["yichuang.figure.comparison"].create(
            {
                "name": "四月与五月",
                "before_first": "2015-04-01",
                "before_last": "2015-04-30",
                "after_first": "2015-05-04",
                "after_last": "2015-06-01",
            }
        )
        rows = {line.kind: line for line in comparison.line_ids}
        matters, all_windows = rows["matters"], rows["windows"]
        self.assertEqual(round(matters.ratio, 2), 2.24)
        self.assertEqual(round(matters.change, 1), 123.7)
        self.assertEqual((all_windows.before, all_windows.after), (21, 5))
        self.assertEqual(round(all_windows.change, 1), -76.2)
        self.assertEqual((rows["days"].before, rows["days"].after), (21, 21))
        daily = rows["per_window_day"]
        self.assertEqual(
            (round(daily.before, 3), round(daily.after, 2)), (0.957, 11.24)
        )
        self.assertEqual(round(daily.ratio, 1), 11.7)
        satisfied = rows["satisfaction"]
        self.assertEqual((satisfied.before, satisfied.after), (90, 100))

    def test_the_printed_report(self):
        report = self.env["yichuang.figure.report"].with_user(self.almighty)
        month = hall_date().replace(day=1)
        one = report.with_context(lang=self.almighty.lang).create(
            {"first_on": month, "last_on": hall_date()}
        )
        one.action_pdf()
        pages = pypdfium2.PdfDocument(base64.b64decode(one.content))
        folder().mkdir(parents=True, exist_ok=True)
        pages[0].render(scale=1.2).to_pil().save(folder() / "figures-report-pdf.png")
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        for words in (self.department.name, "SHA-256", "100.0 %"):
            self.assertIn(words, text)

    def _tour(self, path, name):
        self.start_tour(f"/odoo/{path}", name, login=self.almighty.login, timeout=120)
