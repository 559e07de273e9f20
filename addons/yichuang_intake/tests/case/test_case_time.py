from datetime import date

from odoo.tests import freeze_time, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseTime(IntakeCase):
    def test_art32_4_notice_is_due_five_working_days_after_receipt(self):
        """Vectors of 2026: spring festival, make-up Saturday, Sunday."""
        for received, due in (
            ("2026-02-12", date(2026, 2, 26)),
            ("2026-02-14", date(2026, 2, 28)),
            ("2026-03-01", date(2026, 3, 6)),
        ):
            with self.subTest(received), freeze_time(f"{received} 02:00:00"):
                case = self.received_case()
                self.assertEqual(case.due_on, due)
                self.assertFalse(case.due_provisional)

    def test_art42_limits_run_from_acceptance(self):
        for accepted, legal in (
            ("2026-01-30", date(2026, 3, 5)),
            ("2026-03-02", date(2026, 3, 30)),
            ("2026-05-09", date(2026, 6, 5)),
            ("2026-06-15", date(2026, 7, 14)),
            ("2026-09-28", date(2026, 10, 30)),
        ):
            with self.subTest(accepted), freeze_time(f"{accepted} 02:00:00"):
                self.assertEqual(self.accepted_case().legal_due_on, legal)

    def test_promise_replaces_the_notice_as_the_due_date(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.accepted_case()
        self.assertEqual(case.due_on, date(2026, 3, 16))
        self.assertEqual(
            {clock.kind: clock.state for clock in case.clock_ids},
            {"notice": "stopped", "legal": "running", "promise": "running"},
        )

    def test_day_is_the_halls_day_not_that_of_utc(self):
        with freeze_time("2026-03-01 17:00:00"):
            case = self.accepted_case()
        self.assertEqual(case.legal_due_on, date(2026, 3, 30))

    def test_due_date_in_an_unannounced_year_is_provisional(self):
        with freeze_time("2026-12-25 02:00:00"):
            case = self.accepted_case()
            self.assertTrue(case.due_provisional)
            self.assertIn("provisional", case.time_left)

    def test_time_left_in_words_and_colour(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.accepted_case()
        for today, words, level in (
            ("2026-03-02", "10 working days left", "normal"),
            ("2026-03-11", "3 working days left", "soon"),
            ("2026-03-16", "due today", "soon"),
            ("2026-03-18", "2 working days overdue", "late"),
        ):
            with self.subTest(today), freeze_time(f"{today} 02:00:00"):
                case.invalidate_recordset()
                self.assertEqual((case.time_left, case.time_level), (words, level))

    def test_urgency_is_searched_as_it_is_shown(self):
        cases = self.env["yichuang.case"]
        for day in ("2026-02-24", "2026-03-02", "2026-03-09", "2026-03-16"):
            with freeze_time(f"{day} 02:00:00"):
                cases |= self.accepted_case()
        for today in ("2026-03-13", "2026-03-14", "2026-03-16", "2026-03-20"):
            with freeze_time(f"{today} 02:00:00"):
                cases.invalidate_recordset()
                for level in ("late", "soon", "normal"):
                    with self.subTest(f"{today} {level}"):
                        self.assertEqual(
                            cases.search(
                                [("id", "in", cases.ids), ("time_level", "=", level)]
                            ),
                            cases.filtered(lambda c, x=level: c.time_level == x).sorted(
                                "id", reverse=True
                            ),
                        )

    def test_decided_case_has_no_time_left(self):
        service = self.published_service(item_name="示例登记", result_kind="none")
        case = self.decided_case(service_id=service.id)
        self.assertFalse(case.time_left or case.time_level)
        self.assertEqual(set(case.clock_ids.mapped("state")), {"stopped"})

    def test_service_without_promise_runs_on_the_statutory_limit(self):
        service = self.published_service(item_name="无承诺事项", promise_days=20)
        with freeze_time("2026-03-02 02:00:00"):
            case = self.accepted_case(service_id=service.id)
        self.assertEqual(case.due_on, case.legal_due_on)
