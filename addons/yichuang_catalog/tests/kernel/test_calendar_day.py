from datetime import date

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tests.common import CatalogueCase
from ...tools.rest_days import (
    SHIPPED,
    read_rest_days,
    workdays_from,
)


@tagged("post_install", "-at_install")
class TestCalendarDay(CatalogueCase):
    def day(self, *ymd, user=None):
        day = self.env["yichuang.calendar.day"].search([("date", "=", date(*ymd))])
        return day.with_user(user) if user else day

    @property
    def workdays(self):
        return self.env["yichuang.calendar.day"]._workdays()

    def events(self, day):
        return self.env["yichuang.event"].search(
            [("res_model", "=", day._name), ("res_id", "=", day.id)]
        )

    def test_every_day_of_the_announced_years_is_there(self):
        days = self.env["yichuang.calendar.day"].search([("date", "<", "2027-01-01")])
        self.assertEqual(len(days), 4748)
        self.assertEqual(days[0].date, date(2014, 1, 1))
        self.assertEqual(days[-1].date, date(2026, 12, 31))

    def test_the_shared_table_counts_like_the_shipped_one(self):
        shipped = workdays_from(read_rest_days(SHIPPED))
        for year in range(2014, 2027):
            start, end = date(year - 1, 12, 31), date(year, 12, 31)
            self.assertEqual(self.workdays.count(start, end), shipped.count(start, end))
        self.assertLessEqual(shipped.years, self.workdays.years)

    def test_kinds_weekdays_and_notices_of_days(self):
        makeup = self.day(2026, 2, 14)
        self.assertEqual(
            (makeup.kind, makeup.weekday, makeup.name), ("makeup", "6", "春节")
        )
        self.assertEqual(makeup.notice_id.number, "国办发明电〔2025〕7号")
        self.assertEqual(self.day(2026, 2, 17).kind, "holiday")
        self.assertEqual(self.day(2026, 2, 21).kind, "holiday")
        self.assertEqual(self.day(2026, 3, 7).kind, "weekend")
        self.assertEqual(self.day(2026, 3, 6).kind, "workday")
        self.assertEqual(self.day(2018, 12, 31).notice_id.year, 2019)
        self.assertEqual(self.day(2020, 2, 3).notice_id.number, "国办发明电〔2020〕1号")

    def test_art32_five_days_over_spring_festival(self):
        due = self.workdays.add(date(2026, 2, 12), 5)
        self.assertEqual((due.date, due.provisional), (date(2026, 2, 26), False))

    def test_loading_again_changes_nothing(self):
        self.day(2026, 3, 6, user=self.manager).write(
            {"is_worked": False, "reason": "大厅搬迁"}
        )
        before = self.env["yichuang.calendar.day"].search_read([])
        self.env["yichuang.calendar.notice"]._load_shipped_days()
        self.assertEqual(self.env["yichuang.calendar.day"].search_read([]), before)

    def test_counting_costs_no_query_once_the_table_is_read(self):
        self.workdays.add(date(2026, 1, 1), 20)
        with self.assertQueryCount(0):
            self.workdays.add(date(2026, 1, 1), 20)

    def test_a_manager_changes_a_day_and_deadlines_follow(self):
        self.assertEqual(self.workdays.add(date(2026, 3, 5), 1).date.day, 6)
        day = self.day(2026, 3, 6, user=self.manager)
        day.write({"is_worked": False, "reason": "大厅搬迁，停止对外办公一天"})
        self.assertTrue(day.is_local)
        self.assertEqual(day.kind, "holiday")
        self.assertEqual(self.workdays.add(date(2026, 3, 5), 1).date.day, 9)

    def test_a_change_is_kept_in_the_event_log(self):
        day = self.day(2026, 3, 6, user=self.manager)
        day.write({"is_worked": False, "reason": "大厅搬迁"})
        [event] = self.events(day)
        self.assertEqual((event.action, event.actor_id), ("change_day", self.manager))
        self.assertEqual(
            event.payload,
            '{"day":"2026-03-06","name":null,"reason":"大厅搬迁","worked":false}',
        )

    def test_a_change_needs_a_reason(self):
        day = self.day(2026, 3, 6, user=self.manager)
        for reason in (False, "  "):
            with self.assertRaisesRegex(ValidationError, "Say why"):
                day.write({"is_worked": False, "reason": reason})

    def test_a_change_taken_back_needs_no_reason(self):
        day = self.day(2026, 3, 6, user=self.manager)
        day.write({"is_worked": False, "reason": "大厅搬迁"})
        day.write({"is_worked": True, "reason": False})
        self.assertFalse(day.is_local)
        self.assertEqual(self.workdays.add(date(2026, 3, 5), 1).date.day, 6)

    def test_what_the_notice_says_cannot_be_edited(self):
        day = self.day(2026, 3, 6, user=self.manager)
        other = self.day(2025, 3, 6).notice_id
        for vals in (
            {"date": "2026-03-07"},
            {"announced": False},
            {"notice_id": other.id},
            {"is_local": False},
        ):
            with self.assertRaisesRegex(UserError, "come from the notice"):
                day.write(vals)

    def test_days_are_neither_added_nor_deleted_one_by_one(self):
        day = self.day(2026, 3, 6)
        vals = {"date": "2027-03-06", "notice_id": day.notice_id.id}
        with self.assertRaises(AccessError):
            self.env["yichuang.calendar.day"].with_user(self.manager).create(vals)
        with self.assertRaises(AccessError):
            day.with_user(self.manager).unlink()
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            day.unlink()

    def test_a_day_is_in_the_calendar_once(self):
        day = self.day(2026, 3, 6)
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            day.copy()

    def test_staff_read_and_only_the_manager_writes(self):
        self.assertTrue(self.day(2026, 3, 6, user=self.editor).is_worked)
        for user in (self.editor, self.approver, self.supervisor):
            with self.assertRaises(AccessError):
                self.day(2026, 3, 6, user=user).write({"name": "x"})

    def test_outsiders_do_not_read_the_table_but_are_counted_by_it(self):
        outsider = self.make_user("test_outsider", "base.group_portal")
        with self.assertRaises(AccessError):
            self.env["yichuang.calendar.day"].with_user(outsider).search([])
        table = self.env["yichuang.calendar.day"].with_user(outsider)._workdays()
        self.assertEqual(table.add(date(2026, 2, 12), 5).date, date(2026, 2, 26))

    def test_a_day_is_called_by_its_date_and_kind(self):
        self.env["res.lang"]._activate_lang("en_US")
        day = self.day(2026, 2, 14).with_context(lang="en_US")
        self.assertEqual(day.display_name, "02/14/2026 Make-up day 春节")
        self.assertEqual(
            day.with_context(without_date=True).display_name, "Make-up day 春节"
        )
