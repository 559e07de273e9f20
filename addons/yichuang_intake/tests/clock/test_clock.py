from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestClock(IntakeCase):
    def clock(self, case, kind):
        return case.clock_ids.filtered(lambda clock: clock.kind == kind)

    def test_due_date_is_what_the_ledger_derives(self):
        case = self.accepted_case()
        for clock in case.clock_ids:
            with self.subTest(clock.kind):
                self.assertEqual(clock._derivation().due, clock.due_on)

    def test_decision_stops_the_clock_and_leaves_its_due_date(self):
        case = self.reviewed_case()
        clock = self.clock(case, "legal")
        due = clock.due_on
        self.decide(case)
        self.assertEqual((clock.state, clock.due_on), ("stopped", due))
        self.assertEqual(clock.segment_ids.mapped("kind"), ["start", "stop"])

    def test_ledger_lines_are_neither_changed_nor_deleted(self):
        line = self.accepted_case().clock_ids.segment_ids[0]
        with self.assertRaises(UserError):
            line.sudo().write({"days": 99})
        with self.assertRaises(UserError):
            line.sudo().unlink()

    def test_new_rest_day_moves_running_clocks_and_their_cases(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.accepted_case()
            day = self.env["yichuang.calendar.day"].search(
                [("date", "=", date(2026, 3, 10))]
            )
            day.with_user(self.manager).write(
                {"is_worked": False, "reason": "大厅停电一天,示例。"}
            )
        self.assertEqual(case.due_on, date(2026, 3, 17))
        self.assertEqual(case.legal_due_on, date(2026, 3, 31))
        self.assertEqual(self.clock(case, "notice").due_on, date(2026, 3, 9))

    def test_clocks_of_ten_cases_cost_as_many_queries_as_of_two(self):
        counts = []
        for size in (2, 2, 10):
            cases = (
                self.env["yichuang.case"]
                .with_user(self.clerk)
                .create([self.case_vals() for _ in range(size)])
            )
            cases.action_receive()
            cases.action_take_all_materials()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            cases.action_accept()
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])
