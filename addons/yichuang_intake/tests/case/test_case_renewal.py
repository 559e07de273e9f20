from datetime import date, datetime

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestRenewal(IntakeCase):
    """A renewal is decided before the permission ends (行政许可法 Art. 50)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()

    def at(self, day):
        return freeze_time(f"{day} 02:00:00")  # ten in the morning in the hall

    def sweep(self, job="_cron_deem_renewed"):
        getattr(self.env["yichuang.case"].with_user(SUPERUSER_ID), job)()

    def renewal(self, builder, expires="2026-03-20", **values):
        """A case that renews a permission."""
        return builder(
            renewal=True,
            licence_number="示许〔2021〕1号",
            licence_expires_on=expires,
            **values,
        )

    def test_art50_renewal_says_what_and_until_when_and_in_time(self):
        with self.at("2026-03-02"):
            for values, words in (
                ({"licence_number": False}, "Fill in both"),
                ({"licence_expires_on": False}, "Fill in both"),
                ({"licence_expires_on": "2026-03-01"}, "cannot be renewed"),
            ):
                with self.subTest(values), self.assertRaisesRegex(UserError, words):
                    case = self.renewal(self.draft_case)
                    case.write(values)
                    case.with_user(self.clerk).action_receive()
            case = self.renewal(self.received_case, expires="2026-03-02")
        self.assertEqual(case.state, "received")

    def test_art50_less_than_thirty_days_is_shown(self):
        for received, late in (("2026-05-01", False), ("2026-05-02", True)):
            with self.subTest(received), self.at(received):
                case = self.renewal(self.draft_case, expires="2026-05-31")
                self.assertEqual(case.renewal_late, late)
                case.with_user(self.clerk).action_receive()
                self.assertEqual(case.renewal_late, late)

    def test_what_is_renewed_is_fixed_with_the_receipt(self):
        case = self.renewal(self.received_case, expires="2099-01-01")
        for vals in (
            {"renewal": False},
            {"licence_number": "x"},
            {"licence_expires_on": "2099-02-01"},
        ):
            with self.assertRaisesRegex(UserError, "receipt has been given out"):
                case.with_user(self.clerk).write(vals)

    def test_art50_time_ends_on_the_last_working_day_before_the_permission(self):
        for expires, due in (
            ("2026-03-10", "2026-03-10"),
            ("2026-03-08", "2026-03-06"),  # a Sunday
        ):
            with self.subTest(expires), self.at("2026-03-02"):
                case = self.renewal(self.accepted_case, expires=expires)
                self.assertEqual(str(case._clock("renewal").due_on), due)
                self.assertEqual(str(case.due_on), due)
                case._rederive_due()
                self.assertEqual(str(case.due_on), due)

    def test_art50_longer_permission_leaves_the_promise_as_the_due_date(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.accepted_case, expires="2026-12-31")
        self.assertEqual(str(case.due_on), "2026-03-16")

    def test_art50_undecided_when_the_permission_ends_counts_as_renewed(self):
        with self.at("2026-03-02"):
            accepted = self.renewal(self.accepted_case)
            reviewing = self.renewal(self.reviewed_case)
        with self.at("2026-03-20"):
            self.sweep()
            self.assertEqual(accepted.state, "accepted")
        with self.at("2026-04-15"):
            self.sweep()
            revisions = (accepted | reviewing).mapped("revision")
            self.sweep()
        self.assertEqual((accepted | reviewing).mapped("revision"), revisions)
        for case in accepted | reviewing:
            self.assertEqual(
                (case.state, case.outcome, case.deemed_renewed),
                ("decided", "granted", True),
            )
            self.assertFalse(case.decided_by_id)
            # Midnight in the hall, when the permission had ended.
            self.assertEqual(case.decided_on, datetime(2026, 3, 20, 16))
            self.assertEqual(case._clock("legal").stopped_on, date(2026, 3, 21))
            self.assertFalse(
                {"legal", "promise", "renewal"}
                & set(
                    case.clock_ids.filtered(
                        lambda clock: clock.state == "running"
                    ).mapped("kind")
                )
            )
            document = case.document_ids.sorted("id")[-1]
            self.assertEqual(document.kind, "deemed_renewal")

    def test_art50_managers_of_the_hall_are_told(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.accepted_case)
            silent = self.received_case()
        with self.at("2026-03-23"):
            self.sweep()
            self.sweep("_cron_deem_accepted")
        for record in case, silent:
            self.assertIn(self.manager, record.activity_ids.user_id)
            self.assertNotIn(self.clerk, record.activity_ids.user_id)

    def test_art50_accepted_after_the_permission_ended_is_not_deemed_renewed(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.received_case, expires="2026-03-03")
            self.env["yichuang.case.notify"].with_user(self.clerk).create(
                {"case_id": case.id, "revision": case.revision}
            ).action_confirm()
        with self.at("2026-03-05"):
            case.with_user(self.clerk).action_take_supplements()
            case.with_user(self.clerk).action_accept()
        with self.at("2026-03-10"):
            self.sweep()
        self.assertEqual((case.state, case.renewal_due_on), ("accepted", False))

    def test_art50_silence_on_both_sides_accepts_and_renews(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.received_case)
        with self.at("2026-04-15"):
            self.sweep("_cron_deem_accepted")
            self.sweep()
        self.assertTrue(case.deemed_accepted and case.deemed_renewed)

    def test_art50_after_the_end_people_decide_no_more(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.reviewed_case)
        with self.at("2026-03-23"):
            for call in (
                lambda: self.decide(case, outcome="denied"),
                lambda: self.end(case, "withdraw"),
                lambda: self.end(case, "revoke", user=self.decider),
                lambda: self.end(case, "terminate", user=self.decider),
            ):
                with self.assertRaisesRegex(UserError, "counts as renewed"):
                    call()

    def test_art50_decided_in_time_is_left_alone(self):
        with self.at("2026-03-02"):
            case = self.renewal(self.reviewed_case)
        with self.at("2026-03-20"):
            self.decide(case, outcome="denied")
            self.assertEqual(case._clock("renewal").state, "stopped")
        with self.at("2026-04-15"):
            self.sweep()
        self.assertEqual((case.outcome, case.deemed_renewed), ("denied", False))

    def test_only_the_system_deems_renewed(self):
        case = self.renewal(self.accepted_case, expires="2099-01-01")
        with self.assertRaises(AccessError):
            case.with_user(self.decider)._transition("deem_renewed")
