from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MaintenanceCase


@tagged("post_install", "-at_install")
class TestServiceChange(MaintenanceCase):
    """Suspension, resumption and cancellation: one proposes, another decides."""

    def test_suspension_empties_the_window_and_keeps_the_version(self):
        change = self.decide("suspend", resume_on=self.day(30))
        self.assertEqual((change.state, self.version.state), ("effective", "suspended"))
        self.assertFalse(self.service.current_version_id)
        self.assertEqual(self.service.suspended_version_id, self.version)
        self.assertEqual(self.service.status, "suspended")
        self.assertEqual(
            (self.version.reason, self.version.resume_on), ("依据修改", self.day(30))
        )
        self.assertIn("依据修改", self.version.message_ids[0].body)

    def test_resumption_brings_the_same_version_back(self):
        self.decide("suspend", resume_on=self.day(30))
        self.decide("resume")
        self.assertEqual(self.service.current_version_id, self.version)
        self.assertFalse(self.version.resume_on or self.version.suspended_on)
        self.assertEqual(self.actions(self.version)[-2:], ["suspend", "resume"])

    def test_cancellation_ends_the_service(self):
        self.decide("cancel")
        self.assertEqual(
            (self.version.state, self.service.status), ("retired", "cancelled")
        )
        self.assertFalse(self.service.current_version_id)

    def test_a_new_version_after_a_cancellation_is_new_again(self):
        self.decide("cancel")
        draft = self.next_draft()
        draft.action_submit()
        self.assertEqual(draft.verb, "add")

    def test_a_new_version_ends_a_suspension(self):
        self.decide("suspend")
        draft = self.approve(self.next_draft())
        self.assertEqual((self.version.state, draft.state), ("retired", "published"))
        self.assertEqual(draft.verb, "change")

    def test_whoever_proposed_does_not_decide(self):
        change = self.propose("suspend", user=self.approver)
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            change.with_user(self.approver).action_approve()
        change.with_user(self.second_approver).action_approve()
        self.assertEqual(change.decided_by_id, self.second_approver)

    def test_an_editor_does_not_decide(self):
        change = self.propose("cancel")
        with self.assertRaises(AccessError):
            change.with_user(self.editor).action_approve()
        self.assertEqual(self.version.state, "published")

    def test_a_decision_for_later_happens_on_its_day(self):
        change = self.decide("suspend", effective_on=self.day(6))
        self.assertEqual((change.state, self.version.state), ("approved", "published"))
        self.assertEqual(self.version.open_change_id, change)
        self.run_cron(6)
        self.assertEqual((change.state, self.version.state), ("effective", "suspended"))

    def test_a_decision_for_later_is_called_back_with_a_reason(self):
        change = self.decide("cancel", effective_on=self.day(6))
        action = change.with_user(self.approver).action_call_back()
        self.env[action["res_model"]].with_user(self.approver).with_context(
            **action["context"]
        ).create({"reason": "上级未批准"}).action_confirm()
        self.assertEqual(
            (change.state, change.decision_reason), ("withdrawn", "上级未批准")
        )
        self.run_cron(9)
        self.assertEqual(self.version.state, "published")

    def test_a_decision_without_object_lapses(self):
        change = self.decide("resume", self.suspended(), effective_on=self.day(6))
        self.decide("cancel", change.version_id)
        self.run_cron(6)
        self.assertEqual(change.state, "withdrawn")
        self.assertIn("no longer stood", change.decision_reason)

    def suspended(self):
        version = self.published_version(item_name="已暂停事项")
        self.decide("suspend", version)
        return version

    def test_a_refusal_states_its_reason(self):
        change = self.propose("cancel")
        with self.assertRaisesRegex(UserError, "State the reason"):
            change.with_user(self.approver)._transition("refuse", {})
        change.with_user(self.approver)._transition(
            "refuse", {"decision_reason": "依据仍有效"}
        )
        self.assertEqual(change.state, "refused")

    def test_only_its_author_withdraws_a_proposal(self):
        change = self.propose("cancel")
        with self.assertRaisesRegex(UserError, "somebody else"):
            change.with_user(self.approver).action_withdraw()
        change.with_user(self.editor).action_withdraw()
        self.assertEqual(change.state, "withdrawn")

    def test_what_is_not_possible_is_not_proposed(self):
        draft = self.draft_version(item_name="未公布事项")
        for verb, version in (
            ("resume", self.version),
            ("suspend", draft),
            ("cancel", draft),
        ):
            with (
                self.subTest(verb=verb),
                self.assertRaisesRegex(UserError, "not possible"),
            ):
                self.propose(verb, version)

    def test_the_same_is_not_proposed_twice(self):
        self.propose("cancel")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.propose("cancel")

    def test_a_reason_is_stated(self):
        with self.assertRaises(ValidationError):
            self.propose("cancel", reason=" ")

    def test_a_suspension_ends_after_it_begins(self):
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.propose("suspend", effective_on=self.day(5), resume_on=self.day(5))

    def test_a_cancellation_and_a_version_after_it_exclude_each_other(self):
        later = self.scheduled(9)
        with (
            self.assertRaisesRegex(UserError, "Call it back first"),
            self.env.cr.savepoint(),
        ):
            self.propose("cancel", effective_on=self.day(8))
        later.with_user(self.approver)._transition("call_back", {"reason": "撤销"})
        self.decide("cancel", effective_on=self.day(8))
        later.with_user(self.editor).action_submit()
        with self.assertRaisesRegex(UserError, "is cancelled on"):
            later.with_user(self.approver).action_publish()

    def test_the_dialog_is_opened_from_the_version(self):
        action = self.version.with_user(self.editor).action_propose_suspension()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.editor)
            .with_context(**action["context"])
        )
        self.assertEqual(form.effective_on, self.day(0))
        form.reason = "设备检修"
        form.resume_on = self.day(3)
        result = form.save().action_confirm()
        change = self.env[result["res_model"]].browse(result["res_id"])
        self.assertEqual(change.author_ids, self.editor)
        self.assertEqual(change.state, "proposed")

    def test_the_ledger_tells_every_verb_with_who_and_when(self):
        self.approve(self.next_draft(change_note="缩短承诺时限"))
        self.decide("suspend", self.service.current_version_id)
        rows = self.env["yichuang.service.change"].search(
            [("service_id", "=", self.service.id)], order="id"
        )
        self.assertEqual(rows.mapped("verb"), ["add", "change", "suspend"])
        self.assertEqual(rows.author_ids, self.editor)
        self.assertEqual(rows.decided_by_id, self.approver)
        self.assertEqual(rows[1].reason, "缩短承诺时限")
        self.assertEqual(rows.mapped("state"), ["effective"] * 3)

    def test_the_ledger_is_written_by_acts_only(self):
        row = self.version.change_ids
        values = {
            "verb": "suspend",
            "service_id": self.service.id,
            "version_id": self.version.id,
            "effective_on": self.day(0),
            "reason": "x",
        }
        ledger = self.env["yichuang.service.change"].with_user(self.approver)
        with self.assertRaises(AccessError):
            ledger.create(values)
        for attack in (
            lambda: row.with_user(self.approver).write({"reason": "另"}),
            lambda: row.with_user(self.approver).write({"state": "withdrawn"}),
            lambda: row.with_user(self.approver).unlink(),
        ):
            with self.subTest(attack=attack), self.assertRaises(UserError):
                attack()

    def test_a_stale_screen_is_refused(self):
        change = self.propose("suspend").with_user(self.approver)
        change = change.with_context(expected_revision=change.revision + 1)
        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            change.action_approve()
