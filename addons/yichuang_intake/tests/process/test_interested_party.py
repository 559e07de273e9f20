from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestInterestedParty(IntakeCase):
    def test_art36_decision_waits_until_the_party_is_told(self):
        party = self.draft_party()
        with self.assertRaisesRegex(UserError, "not been told"):
            self.decide(party.case_id)

    def test_art36_decision_waits_for_the_statement_or_its_time(self):
        with freeze_time("2026-04-01 02:00:00"):
            party = self.told_party()
            self.assertEqual(party.statement_until, date(2026, 4, 9))
        with (
            freeze_time("2026-04-09 02:00:00"),
            self.assertRaisesRegex(UserError, "may state"),
        ):
            self.decide(party.case_id)
        with freeze_time("2026-04-10 02:00:00"):
            self.decide(party.case_id)
        self.assertEqual(party.case_id.state, "decided")

    def test_art36_new_rest_day_makes_the_window_longer_never_shorter(self):
        with freeze_time("2026-04-01 02:00:00"):
            party = self.told_party()
            days = self.env["yichuang.calendar.day"].with_user(self.manager)
            for day, worked, until in (
                (date(2026, 4, 6), True, date(2026, 4, 9)),
                (date(2026, 4, 9), False, date(2026, 4, 9)),
                (date(2026, 4, 8), False, date(2026, 4, 10)),
            ):
                days.search([("date", "=", day)]).write(
                    {"is_worked": worked, "reason": "示例调整"}
                )
                with self.subTest(day=day):
                    self.assertEqual(party.statement_until, until)

    def test_art36_statement_is_written_down_and_stays(self):
        mine = self.told_party().with_user(self.reviewer)
        with self.assertRaisesRegex(UserError, "Write down"):
            mine.action_hear()
        mine.statement = "反对。"
        mine.action_hear()
        with self.assertRaises(UserError):
            mine.statement = "改动"
        self.decide(mine.with_env(self.env).case_id)

    def test_art36_what_was_told_can_no_longer_be_changed(self):
        with self.assertRaises(UserError):
            self.told_party().with_user(self.reviewer).interest = "别的"
