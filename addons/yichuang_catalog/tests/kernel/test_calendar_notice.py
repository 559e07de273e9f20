from datetime import date

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tests.common import CatalogueCase

NEW_YEAR_2027 = {
    date(2026, 12, 31): (False, "元旦"),
    date(2027, 1, 1): (False, "元旦"),
    date(2027, 1, 3): (True, "元旦"),
}


@tagged("post_install", "-at_install")
class TestCalendarNotice(CatalogueCase):
    def announce(self, exceptions=None, year=2027, reason=None):
        return self.env["yichuang.calendar.notice"]._announce(
            {"title": f"{year}年", "number": f"〔{year - 1}〕1号", "year": year},
            NEW_YEAR_2027 if exceptions is None else exceptions,
            reason,
        )

    def day(self, *ymd):
        return self.env["yichuang.calendar.day"].search([("date", "=", date(*ymd))])

    @property
    def workdays(self):
        return self.env["yichuang.calendar.day"]._workdays()

    def test_an_announced_year_makes_its_deadlines_certain(self):
        self.assertTrue(self.workdays.add(date(2026, 12, 30), 5).provisional)
        self.announce()
        due = self.workdays.add(date(2026, 12, 30), 5)
        self.assertEqual((due.date, due.provisional), (date(2027, 1, 7), False))

    def test_a_notice_rules_every_day_of_its_year_and_the_days_it_names(self):
        notice = self.announce()
        self.assertEqual(len(notice.day_ids), 366)
        self.assertEqual(self.day(2026, 12, 31).kind, "holiday")
        self.assertEqual(self.day(2026, 12, 31).notice_id, notice)
        self.assertEqual(self.day(2027, 1, 3).kind, "makeup")
        self.assertFalse(self.day(2026, 12, 31).is_local)

    def test_a_notice_counts_the_days_of_its_year(self):
        notice = self.announce()
        self.assertEqual(
            (notice.worked_count, notice.rest_count, notice.makeup_count), (261, 1, 1)
        )

    def test_an_announced_year_is_replaced_only_for_a_reason(self):
        former = self.announce()
        for reason in (None, " "):
            with self.assertRaisesRegex(UserError, "has been announced by 〔2026〕1号"):
                self.announce({}, reason=reason)
        notice = self.announce({}, reason="国务院调整安排")
        self.assertEqual(former.state, "replaced")
        self.assertEqual(former.replaced_by_id, notice)
        self.assertTrue(self.day(2027, 1, 1).is_worked)
        self.assertEqual(self.day(2027, 1, 3).kind, "weekend")
        self.assertFalse(self.day(2027, 1, 1).name)

    def test_the_halls_own_change_outlives_a_new_notice(self):
        self.announce()
        self.day(2027, 3, 1).with_user(self.manager).write(
            {"is_worked": False, "reason": "大厅搬迁"}
        )
        self.announce({date(2027, 3, 2): (False, "示例")}, reason="更正")
        self.assertTrue(self.day(2027, 3, 1).is_local)
        self.assertFalse(self.day(2027, 3, 1).is_worked)
        self.assertFalse(self.day(2027, 3, 2).is_worked)

    def test_announcing_and_replacing_are_kept_in_the_event_log(self):
        events = self.env["yichuang.event"]
        notices = self.announce() | self.announce({}, reason="更正")
        found = events.search(
            [("res_model", "=", notices._name), ("res_id", "in", notices.ids)],
            order="id",
        )
        self.assertEqual(found.mapped("action"), ["announce", "replace"])
        self.assertIn('"off":["2026-12-31","2027-01-01"]', found[0].payload)
        self.assertIn('"reason":"更正"', found[1].payload)

    def test_a_year_is_announced_in_few_statements(self):
        self.announce()
        self.env.flush_all()
        with self.assertQueryCount(60):
            self.announce({}, reason="更正")
            self.env.flush_all()

    def test_a_replaced_shipped_notice_is_not_loaded_again(self):
        self.announce({}, year=2026, reason="更正")
        self.env["yichuang.calendar.notice"]._load_shipped_days()
        self.assertTrue(self.day(2026, 2, 17).is_worked)

    def test_nobody_edits_notices(self):
        notice = self.env["yichuang.calendar.notice"].search([], limit=1)
        self.assertTrue(notice.with_user(self.editor).text)
        with self.assertRaises(AccessError):
            notice.with_user(self.manager).write({"number": "x"})
        with self.assertRaises(AccessError):
            notice.with_user(self.manager).unlink()
        with self.assertRaises(AccessError):
            notice.with_user(self.manager).copy()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            notice.unlink()

    def test_the_stat_button_opens_the_days_of_the_year(self):
        notice = self.env["yichuang.calendar.notice"]._in_force(2026)
        action = notice.with_user(self.editor).action_view_days()
        days = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(len(days), 365)
