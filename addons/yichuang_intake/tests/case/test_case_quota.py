from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseQuota(IntakeCase):
    """What is limited in number is granted in the order of acceptance (Art. 57)."""

    def limited(self, quota=2, **values):
        return self.published_service(item_name="示例限额事项", quota=quota, **values)

    def waiting(self, service, count):
        cases = [self.reviewed_case(service_id=service.id) for _index in range(count)]
        return self.env["yichuang.case"].union(*cases).sorted("id")

    def test_art57_later_case_waits_for_the_earlier(self):
        first, second = self.waiting(self.limited(), 2)
        with self.assertRaisesRegex(UserError, f"{first.display_name} was.*Art. 57"):
            self.decide(second)
        self.decide(first)
        self.decide(second)
        self.assertEqual(second.outcome, "granted")

    def test_art57_earlier_means_accepted_earlier_not_received_earlier(self):
        service = self.limited()
        with freeze_time("2026-03-02 02:00:00"):
            slow = self.received_case(service_id=service.id)
        with freeze_time("2026-03-02 03:00:00"):
            quick = self.reviewed_case(service_id=service.id)
        with freeze_time("2026-03-02 04:00:00"):
            slow.with_user(self.clerk).action_take_all_materials()
            slow.with_user(self.clerk).action_accept()
            slow.with_user(self.reviewer).action_start_review()
            self.review(slow)
            with self.assertRaisesRegex(UserError, "order of acceptance"):
                self.decide(slow)
            self.decide(quick)

    def test_art57_earlier_case_that_ended_or_was_denied_is_not_waited_for(self):
        first, second, third = self.waiting(self.limited(), 3)
        self.end(first, "withdraw")
        self.decide(second, outcome="denied")
        self.decide(third)
        self.assertEqual(third.outcome, "granted")

    def test_art57_denying_does_not_wait(self):
        _first, second = self.waiting(self.limited(), 2)
        self.decide(second, outcome="denied")
        self.assertEqual(second.outcome, "denied")

    def test_art57_nothing_is_granted_beyond_the_number(self):
        first, second = self.waiting(self.limited(quota=1), 2)
        self.decide(first)
        with self.assertRaisesRegex(UserError, "limited to 1, and 1 have been granted"):
            self.decide(second)
        self.decide(second, outcome="denied")

    def test_art57_batch_counts_itself(self):
        cases = self.waiting(self.limited(), 3)
        with self.assertRaisesRegex(UserError, "limited to 2, and 0"):
            cases.with_user(self.decider)._transition("decide", {"outcome": "granted"})
        cases[:2].with_user(self.decider)._transition("decide", {"outcome": "granted"})
        self.assertEqual(set(cases[:2].mapped("outcome")), {"granted"})

    def test_art57_number_per_year_begins_anew(self):
        service = self.limited(quota=1, quota_per="year")
        with freeze_time("2026-03-02 02:00:00"):
            first, second = self.waiting(service, 2)
            self.decide(first)
            with self.assertRaisesRegex(UserError, "Art. 57"):
                self.decide(second)
        with freeze_time("2026-12-31 16:30:00"):  # the first of January in the hall
            self.decide(second)
        self.assertEqual(second.outcome, "granted")

    def test_art57_order_set_by_another_law(self):
        service = self.limited(quota_other_order="示例法 第十条")
        _first, second = self.waiting(service, 2)
        self.decide(second)
        self.assertEqual(second.outcome, "granted")

    def test_art57_on_the_spot_too(self):
        service = self.limited(case_type="instant")
        first, second = (
            self.accepted_case(service_id=service.id) for _index in range(2)
        )
        with self.assertRaisesRegex(UserError, "Art. 57"):
            self.decide(second, on_the_spot=True)
        self.decide(first, on_the_spot=True)

    def test_unlimited_services_wait_for_nobody(self):
        _first, second = self.waiting(self.service, 2)
        self.decide(second)
        self.assertFalse(second.quota_words)

    def test_place_and_count_are_shown(self):
        first, second = self.waiting(self.limited(), 2)
        self.assertEqual(
            second.with_user(self.decider).quota_words,
            "0 of 2 granted; number 2 of those waiting",
        )
        self.decide(first)
        second.invalidate_recordset()
        self.assertEqual(
            second.quota_words, "1 of 2 granted; number 1 of those waiting"
        )

    def test_number_of_a_published_version_stays(self):
        service = self.limited()
        with self.assertRaises(UserError):
            service.current_version_id.with_user(self.editor).write({"quota": 99})
