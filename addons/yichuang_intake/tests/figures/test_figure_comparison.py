"""Before and after, by the hall's own layouts and cases."""

from datetime import date, timedelta

from odoo.exceptions import ValidationError
from odoo.tests import tagged

from odoo.addons.yichuang_intake.demo.reform import (
    DEPARTMENTS,
    ERAS,
    Era,
    Reform,
    _share,
)
from odoo.addons.yichuang_intake.tools.before_after import Side
from odoo.addons.yichuang_intake.tools.before_after import rows as compared

from .common import FiguresCase

ONE_DAY = timedelta(days=1)


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
        self.assertEqual(rows["satisfaction"].change_words, "—")
        self.assertEqual(rows["intake"].change_words, "−50.0 %")
        rows["satisfaction"].sudo().write({"before": 90, "after": 100, "known": True})
        self.assertIn("+10.0 ", rows["satisfaction"].change_words)

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
            Era("演示前", date(2026, 6, 8), date(2026, 6, 9), 2, 3, True, 2, 1),
            Era("演示后", date(2026, 6, 10), date(2026, 6, 11), 1, 7, False, 3),
        )
        reform = Reform(self.env, eras=eras, organs=[self.department])
        reform.manager = self.manager
        reform._staff = lambda: vars(reform).update(
            clerk=self.clerk,
            decider=self.decider,
            services=self.service,
            supervisor=self.supervisor,
        )
        rows = {line.kind: line for line in reform.run().line_ids}
        self.assertEqual((rows["matters"].before, rows["matters"].after), (3, 7))
        self.assertAlmostEqual(rows["matters"].ratio, 7 / 3)
        self.assertEqual((rows["windows"].before, rows["windows"].after), (2, 2))
        self.assertAlmostEqual(rows["per_window_day"].before, 3 / 4)
        self.assertAlmostEqual(rows["per_window_day"].after, 7 / 2)
        self.assertEqual((rows["satisfaction"].before, rows["rated"].before), (50, 2))
        self.assertEqual((rows["satisfaction"].after, rows["rated"].after), (100, 3))
        self.assertIn("43.9–100.0", rows["satisfaction"].after_words)
        # Only the organs that have moved in count, whatever else the hall offers.
        self.assertEqual(
            (rows["departments"].before, rows["departments"].after), (1, 1)
        )
        self.assertEqual(rows["services"].after, 1)
        self.assertIn("模拟", rows["matters"].comparison_id.note)
        tickets = self.env["yichuang.ticket"].search([("zone_id", "=", reform.zone.id)])
        self.assertEqual(tickets.mapped("state"), ["done"] * 10)
        self.assertEqual(tickets.case_ids.mapped("state"), ["received"] * 10)
        bad = self.env["yichuang.evaluation.task"].search(
            [("evaluation_id.service_id", "=", self.service.id)],
            order="id desc",
            limit=1,
        )
        self.assertEqual((bad.state, bad.evaluation_id.channel), ("closed", "kiosk"))

    def test_what_is_replayed_is_what_the_article_counted(self):
        days = 21
        before, after = (
            Side(
                DEPARTMENTS,
                era.windows + (not era.department_windows),
                era.windows,
                0,
                sum(_share(era.matters, days, at) for at in range(days)),
                days,
                sum(_share(era.rated, era.matters, at) for at in range(era.matters))
                - sum(_share(era.bad, era.rated, at) for at in range(era.rated)),
                era.rated,
            )
            for era in ERAS
        )
        found = {row.name: row for row in compared(before, after)}
        self.assertEqual(
            (found["departments"].before, found["departments"].after), (11, 11)
        )
        self.assertEqual((found["windows"].before, found["windows"].after), (21, 5))
        self.assertEqual((found["matters"].before, found["matters"].after), (422, 944))
        self.assertAlmostEqual(found["matters"].ratio, 2.24, 2)
        self.assertAlmostEqual(found["matters"].change, 123.7, 1)
        self.assertAlmostEqual(found["per_window_day"].before, 0.957, 3)
        self.assertAlmostEqual(found["per_window_day"].after, 11.24, 2)
        self.assertEqual(
            (found["satisfaction"].before, found["satisfaction"].after), (90, 100)
        )
        workdays = self.env["yichuang.calendar.day"]._workdays()
        for era in ERAS:
            counted = workdays.count(self.day(str(era.first)) - ONE_DAY, era.last)
            self.assertEqual(counted, days)

    def test_nobody_asked_is_no_number(self):
        rows = {line.kind: line for line in self.compared().line_ids}
        self.assertEqual(rows["satisfaction"].before_words, "—")

    def test_a_zone_by_class_takes_what_its_groups_hold(self):
        """Also with windows that are comprehensive and follow their zone."""
        line = self.new.line_ids
        others = self.env["yichuang.service.group"].create({"name": "示例无事项类别"})
        self.assertEqual(line._reception(), "undifferentiated")
        line.zone_id.write({"reception": "by_class", "group_ids": [(6, 0, others.ids)]})
        rows = {row.kind: row for row in self.compared().line_ids}
        self.assertEqual((rows["departments"].after, rows["services"].after), (0, 0))
