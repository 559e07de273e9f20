from datetime import date

from odoo.exceptions import UserError
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase

TOLD = "2026-04-01 02:00:00"


@tagged("post_install", "-at_install")
class TestHearing(IntakeCase):
    def held_hearing(self):
        """Told on 1 April, held on 12 May, transcript signed."""
        with freeze_time(TOLD):
            hearing = self.planned_hearing(days=41)
            hearing.with_user(self.reviewer).action_schedule()
        with freeze_time("2026-05-12 08:00:00"):
            mine = hearing.with_user(self.reviewer)
            mine.write(
                {
                    "transcript": "申请人陈述意见。",
                    "participant_ids": [(0, 0, {"name": "示例", "signed": True})],
                }
            )
            mine.action_hold()
        return hearing

    def test_art47_right_told_1_april_is_requested_until_9_april(self):
        with freeze_time(TOLD):
            hearing = self.told_hearing()
        self.assertEqual(hearing.request_until, date(2026, 4, 9))
        clock = hearing.case_id.clock_ids.filtered(lambda c: c.kind == "hearing")
        self.assertEqual(clock.due_on, date(2026, 4, 9))

    def test_art47_new_rest_day_makes_the_window_longer_never_shorter(self):
        with freeze_time(TOLD):
            hearing = self.told_hearing()
            days = self.env["yichuang.calendar.day"].with_user(self.manager)
            for day, worked, until in (
                (date(2026, 4, 9), False, date(2026, 4, 10)),
                (date(2026, 4, 6), True, date(2026, 4, 10)),
                (date(2026, 4, 10), False, date(2026, 4, 10)),
                (date(2026, 4, 8), False, date(2026, 4, 13)),
            ):
                days.search([("date", "=", day)]).write(
                    {"is_worked": worked, "reason": "示例调整"}
                )
                with self.subTest(day=day):
                    self.assertEqual(hearing.request_until, until)

    def test_art47_hall_may_count_calendar_days(self):
        self.env.company.hearing_unit = "day"
        with freeze_time("2026-03-02 02:00:00"):
            self.assertEqual(self.told_hearing().request_until, date(2026, 3, 9))

    def test_art47_decision_waits_for_telling_window_and_hearing(self):
        with freeze_time(TOLD):
            case = self.reviewed_case()
            hearing = self.draft_hearing(case)
            with self.assertRaisesRegex(UserError, "not been told"):
                self.decide(case)
            hearing.with_user(self.reviewer).action_tell()
        with freeze_time("2026-04-09 02:00:00"):
            with self.assertRaisesRegex(UserError, "requested until"):
                self.decide(case)
            hearing.with_user(self.reviewer).action_request()
        with (
            freeze_time("2026-04-10 02:00:00"),
            self.assertRaisesRegex(UserError, "not been held"),
        ):
            self.decide(case)

    def test_art47_decision_is_free_after_waiver_or_silence(self):
        with freeze_time(TOLD):
            waived, silent = self.told_hearing(), self.told_hearing()
            waived.with_user(self.reviewer).action_waive()
            self.decide(waived.case_id)
        with freeze_time("2026-04-10 02:00:00"):
            self.decide(silent.case_id)
        self.assertEqual(
            (waived.case_id | silent.case_id).mapped("state"), ["decided"] * 2
        )

    def test_art47_late_request_and_early_lapse_are_refused(self):
        with freeze_time(TOLD):
            hearing = self.told_hearing().with_user(self.reviewer)
            with self.assertRaisesRegex(UserError, "may still"):
                hearing.action_lapse()
        with freeze_time("2026-04-10 02:00:00"):
            with self.assertRaisesRegex(UserError, "could be requested until"):
                hearing.action_request()
            hearing.action_lapse()
        self.assertEqual(hearing.state, "lapsed")

    def test_art46_required_hearing_is_neither_waived_nor_overtaken_by_time(self):
        with freeze_time(TOLD):
            hearing = self.told_hearing(kind="public")
            with self.assertRaisesRegex(UserError, "nobody can waive"):
                hearing.with_user(self.reviewer).action_waive()
        with (
            freeze_time("2026-04-20 02:00:00"),
            self.assertRaisesRegex(UserError, "not been held"),
        ):
            self.decide(hearing.case_id)

    def test_art48_time_and_place_are_notified_seven_days_before(self):
        with freeze_time("2026-03-02 02:00:00"):
            hearing = self.planned_hearing(days=8).with_user(self.reviewer)
            with self.assertRaisesRegex(UserError, "seven days before"):
                hearing.action_schedule()
            hearing.held_at = "2026-03-11 02:00:00"
            hearing.action_schedule()
        with self.assertRaises(UserError):
            hearing.place = "别处"

    def test_art48_examiner_does_not_chair_and_chair_does_not_examine(self):
        hearing = self.planned_hearing().with_user(self.reviewer)
        hearing.chair_id = self.clerk
        with self.assertRaisesRegex(UserError, "does not chair"):
            hearing.action_schedule()
        case = self.accepted_case()
        self.draft_hearing(case, chair_id=self.reviewer.id)
        with self.assertRaisesRegex(UserError, "named to chair"):
            case.with_user(self.reviewer).action_start_review()

    def test_art48_transcript_is_signed_or_says_why_not(self):
        with freeze_time(TOLD):
            hearing = self.planned_hearing(days=41).with_user(self.reviewer)
            hearing.action_schedule()
        with freeze_time("2026-05-13 08:00:00"):
            hearing.write(
                {
                    "transcript": "申请人陈述意见。",
                    "participant_ids": [(0, 0, {"name": "示例"})],
                }
            )
            with self.assertRaisesRegex(UserError, "sign the transcript"):
                hearing.action_hold()
            hearing.participant_ids.unsigned_reason = "拒绝签字"
            hearing.action_hold()
        with self.assertRaises(UserError):
            hearing.participant_ids.name = "别人"

    def test_art48_decision_rests_on_the_transcript(self):
        hearing = self.held_hearing()
        with self.assertRaisesRegex(UserError, "on the transcript"):
            self.decide(hearing.case_id)
        mine = hearing.with_user(self.decider)
        with self.assertRaisesRegex(UserError, "lacks"):
            mine.action_consider()
        mine.record_basis = "采纳申请人意见。"
        mine.action_consider()
        self.decide(hearing.case_id)
        self.assertEqual(hearing.case_id.state, "decided")
        with self.assertRaises(UserError):
            mine.record_basis = "改动"
