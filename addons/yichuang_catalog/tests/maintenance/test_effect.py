from unittest.mock import patch

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import MaintenanceCase


@tagged("post_install", "-at_install")
class TestEffect(MaintenanceCase):
    """What was approved for a day happens on that day, once."""

    def test_a_future_version_waits_and_takes_over_by_itself(self):
        later = self.scheduled(10)
        self.assertEqual(
            (later.state, later.published_by_id), ("scheduled", self.approver)
        )
        self.assertEqual(self.service.current_version_id, self.version)
        self.run_cron(9)
        self.assertEqual(later.state, "scheduled")
        self.run_cron(10)
        self.assertEqual((self.version.state, later.state), ("retired", "published"))
        self.assertEqual(self.service.current_version_id, later)
        self.assertEqual(later.effective_on, self.day(10))

    def test_running_late_or_twice_changes_nothing(self):
        later = self.scheduled(3)
        for offset in (30, 30, 31):
            self.run_cron(offset)
        self.assertEqual(self.actions(later).count("take_effect"), 1)
        self.assertEqual(self.actions(self.version).count("supersede"), 1)
        self.assertEqual(len(later.change_ids), 1)

    def test_catching_up_keeps_the_order_of_the_days(self):
        first = self.scheduled(5)
        second = self.scheduled(8, first, promise_days=3)
        self.run_cron(20)
        self.assertEqual((first.state, second.state), ("retired", "published"))
        self.assertEqual(self.actions(first)[-2:], ["take_effect", "supersede"])

    def test_a_version_ends_on_its_day(self):
        version = self.published_version(item_name="限期事项", ends_on=self.day(7))
        self.run_cron(6)
        self.assertEqual(version.state, "published")
        self.run_cron(7)
        self.assertEqual(version.state, "retired")
        self.assertFalse(version.service_id.current_version_id)
        self.assertEqual(version.service_id.status, "cancelled")
        ledger = version.change_ids.filtered(lambda change: change.verb == "cancel")
        self.assertEqual(ledger.effective_on, self.day(7))

    def test_an_end_and_a_beginning_on_one_day_leave_no_gap(self):
        version = self.published_version(item_name="衔接事项", ends_on=self.day(4))
        later = self.scheduled(4, version, ends_on=False)
        self.run_cron(4)
        self.assertEqual((version.state, later.state), ("retired", "published"))
        self.assertEqual(version.service_id.current_version_id, later)

    def test_a_suspension_is_not_ended_by_a_version_approved_before(self):
        later = self.scheduled(4)
        self.decide("suspend", resume_on=self.day(60))
        self.run_cron(4)
        self.assertEqual((self.version.state, later.state), ("retired", "suspended"))
        self.assertEqual(later.resume_on, self.day(60))
        self.assertFalse(self.service.current_version_id)

    def test_two_versions_do_not_begin_on_one_day(self):
        self.scheduled(5)
        with (
            self.assertRaisesRegex(Exception, "same day|scheduled_uniq"),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.scheduled(5, promise_days=4)

    def test_the_end_comes_after_the_beginning(self):
        with self.assertRaisesRegex(ValidationError, "before it takes effect"):
            self.next_draft(effective_on=self.day(9), ends_on=self.day(9))
        late = self.next_draft(ends_on=self.day(0))
        late.action_submit()
        with self.assertRaisesRegex(UserError, "before it could take effect"):
            late.with_user(self.approver).action_publish()

    def test_a_day_that_has_passed_counts_from_the_approval(self):
        version = self.approve(self.next_draft(effective_on=self.day(-9)))
        self.assertEqual(
            (version.state, version.effective_on), ("published", self.day(0))
        )

    def test_a_scheduled_version_is_called_back_with_a_reason(self):
        later = self.scheduled(5)
        action = later.with_user(self.approver).action_call_back()
        dialog = (
            self.env[action["res_model"]]
            .with_user(self.approver)
            .with_context(**action["context"])
            .create({"reason": "文件推迟施行"})
        )
        dialog.action_confirm()
        self.assertEqual((later.state, later.reason), ("draft", "文件推迟施行"))
        self.assertFalse(later.published_by_id)
        self.run_cron(30)
        self.assertEqual(later.state, "draft")
        later.with_user(self.editor).promise_days = 4

    def test_an_editor_does_not_call_back(self):
        later = self.scheduled(5)
        with self.assertRaises(AccessError):
            later.with_user(self.editor)._transition("call_back", {"reason": "x"})

    def test_a_scheduled_version_never_changes(self):
        later = self.scheduled(5)
        line = later.material_line_ids[0].with_user(self.editor)
        for attack in (
            lambda: later.with_user(self.editor).write({"effective_on": self.day(1)}),
            lambda: later.with_user(self.editor).write({"conditions": "另"}),
            lambda: line.write({"note": "另"}),
            line.unlink,
        ):
            with self.subTest(attack=attack), self.assertRaises(UserError):
                attack()

    def test_nobody_makes_it_take_effect_by_hand(self):
        later = self.scheduled(5)
        for name in ("take_effect", "suspend", "retire"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                later.with_user(self.approver)._transition(name)

    def test_second_person_holds_for_future_days_too(self):
        draft = self.next_draft(effective_on=self.day(5)).with_user(self.approver)
        draft.action_submit()
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            draft.action_publish()

    def test_a_draft_that_was_sent_back_is_given_up(self):
        draft = self.next_draft()
        draft.action_submit()
        draft.with_user(self.approver)._transition("send_back", {"reason": "重复"})
        with self.assertRaisesRegex(UserError, "cannot be deleted"):
            draft.unlink()
        draft._transition("discard", {"reason": "不再需要"})
        self.assertEqual(draft.state, "retired")
        self.assertEqual(self.service.status, "active")

    def test_one_defect_does_not_hold_up_the_others(self):
        sound = self.scheduled(2)
        other = self.published_version(item_name="另一事项")
        broken = self.scheduled(2, other)
        model = type(self.version)
        really = model._after_take_effect

        def fail(versions, vals):
            if broken in versions.with_env(broken.env):
                raise ValueError("broken")
            return really(versions, vals)

        with (
            patch.object(model, "_after_take_effect", fail),
            mute_logger(
                "odoo.addons.yichuang_catalog.models.maintenance.version_effect"
            ),
        ):
            self.run_cron(2)
        self.assertEqual((sound.state, broken.state), ("published", "scheduled"))
        self.assertEqual(other.state, "published")
        self.run_cron(2)
        self.assertEqual(broken.state, "published")

    def test_query_count_does_not_grow_with_the_versions(self):
        def queries(count):
            for number in range(count):
                version = self.published_version(item_name=f"批量{count}-{number}")
                self.scheduled(2, version)
            self.env.flush_all()
            before = self.cr.sql_log_count
            self.run_cron(2)
            return self.cr.sql_log_count - before

        few = queries(2)
        many = queries(12)
        self.assertLess(many, few * 2.5)
