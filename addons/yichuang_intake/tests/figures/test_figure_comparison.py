"""Before and after, by the hall's own layouts and cases."""

from datetime import date

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.yichuang_intake.demo.reform import Era, Reform

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureComparison(FiguresCase):
    """Two department windows in April with two matters, one window for all in May with
    five: the article on a small scale."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_organ = cls.make_organ("示例县住房局", "test_housing_reviewer")
        layouts = cls.env["yichuang.hall.layout"]
        cls.env.cr.execute(
            "UPDATE yichuang_hall_layout SET date_from = '2000-01-01', "
            "date_to = '2000-01-02' WHERE company_id = %s",
            (cls.env.company.id,),
        )
        cls.env.invalidate_all()
        zone = cls.zone()
        windows = cls.env["yichuang.window"].create(
            [
                {
                    "name": f"示例{organ.name}窗口",
                    "number": f"80{number}",
                    "zone_id": zone.id,
                    "kind": "department",
                    "department_id": organ.id,
                }
                for number, organ in enumerate((cls.department, cls.other_organ))
            ]
        )
        one = cls.env["yichuang.window"].create(
            {"name": "示例综合窗口", "number": "810", "zone_id": zone.id}
        )
        cls.old, cls.new = layouts.create(
            [
                {
                    "name": "部门窗口",
                    "date_from": "2026-04-01",
                    "date_to": "2026-04-30",
                    "line_ids": [(0, 0, {"window_id": w.id}) for w in windows],
                },
                {
                    "name": "一窗受理",
                    "date_from": "2026-05-01",
                    "date_to": "2026-05-31",
                    "line_ids": [(0, 0, {"window_id": one.id})],
                },
            ]
        )
        for count, day in ((2, "2026-04-14"), (5, "2026-05-12")):
            for _one in range(count):
                cls.at(cls.received_case(), received_on=cls.day(day))
        cls.counted()

    def compared(self, **values):
        comparison = self.env["yichuang.figure.comparison"].with_user(self.manager)
        return comparison.create(
            {
                "name": "示例改革",
                "before_first": "2026-04-01",
                "before_last": "2026-04-30",
                "after_first": "2026-05-01",
                "after_last": "2026-05-31",
                **values,
            }
        )

    def test_the_articles_rows(self):
        comparison = self.compared()
        self.assertEqual(comparison.before_layout_id, self.old)
        self.assertEqual(comparison.after_layout_id, self.new)
        rows = {line.kind: line for line in comparison.line_ids}
        matters = self.matters("2026-04"), self.matters("2026-05")
        self.assertEqual((rows["windows"].before, rows["windows"].after), (2, 2))
        self.assertEqual((rows["intake"].before, rows["intake"].after), (2, 1))
        self.assertEqual(rows["departments"].before, 2)
        # One of the two organs has a published service, so a window takes half of one.
        self.assertEqual(rows["services"].before, 0.5)
        self.assertGreaterEqual(rows["services"].after, 1)
        self.assertEqual((rows["matters"].before, rows["matters"].after), matters)
        self.assertAlmostEqual(rows["matters"].ratio, matters[1] / matters[0])
        # Both months had 21 and 19 working days in 2026: the calendar says so.
        workdays = self.env["yichuang.calendar.day"]._workdays()
        may = workdays.count(self.day("2026-04-30"), self.day("2026-05-31"))
        self.assertEqual(rows["days"].after, may)
        self.assertAlmostEqual(rows["per_window_day"].after, matters[1] / may)
        self.assertFalse(rows["satisfaction"].known)

    def matters(self, month):
        self.env.cr.execute(
            "SELECT count(*) FROM yichuang_case WHERE company_id = %s AND "
            "to_char(received_on + INTERVAL '8 hours', 'YYYY-MM') = %s",
            (self.env.company.id, month),
        )
        return self.env.cr.fetchone()[0]

    def test_other_days_are_counted_anew(self):
        comparison = self.compared()
        comparison.after_last = "2026-05-11"
        rows = {line.kind: line.after for line in comparison.line_ids}
        self.assertLess(rows["matters"], self.matters("2026-05"))
        self.assertEqual(len(comparison.line_ids), 9)

    def test_a_period_that_ends_before_it_begins_is_refused(self):
        with self.assertRaises(ValidationError):
            self.compared(after_last="2026-04-01")

    def test_the_two_months_are_replayed_by_the_real_queue(self):
        """On a small scale: the whole of it is 422 and 944 matters."""
        self.service.window_mode = "any"
        eras = (
            Era("演示前", date(2026, 6, 8), date(2026, 6, 9), 2, 3, True),
            Era("演示后", date(2026, 6, 10), date(2026, 6, 11), 1, 7, False),
        )
        reform = Reform(self.env, eras=eras, organs=[self.department])
        reform.manager = self.manager
        reform._staff = lambda: vars(reform).update(
            clerk=self.clerk, decider=self.decider, services=self.service
        )
        rows = {line.kind: line for line in reform.run().line_ids}
        self.assertEqual((rows["matters"].before, rows["matters"].after), (3, 7))
        self.assertAlmostEqual(rows["matters"].ratio, 7 / 3)
        self.assertEqual((rows["windows"].before, rows["windows"].after), (2, 2))
        self.assertAlmostEqual(rows["per_window_day"].before, 3 / 4)
        self.assertAlmostEqual(rows["per_window_day"].after, 7 / 2)
        tickets = self.env["yichuang.ticket"].search([("zone_id", "=", reform.zone.id)])
        self.assertEqual(tickets.mapped("state"), ["done"] * 10)
        self.assertEqual(tickets.case_ids.mapped("state"), ["received"] * 10)
