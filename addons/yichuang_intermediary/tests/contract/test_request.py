from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase
from ..contract_builders import PDF


@tagged("post_install", "-at_install")
class TestRequest(MarketCase):
    """What one side asks of the other, and what the hall may decide."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls.active_contract()

    def test_granted_extension_moves_the_due_date(self):
        before = self.contract.due_on
        asked = self.ask(self.contract, days=5)
        self.assertEqual(self.contract.due_on, before)
        self.answer(asked)
        workdays = self.contract._workdays()
        self.assertEqual(self.contract.due_on, workdays.add(before, 5).date)
        self.assertEqual(self.contract.days_left, 25)

    def test_extension_is_half_the_time_twice_at_most(self):
        for days, granted in ((0, False), (11, False), (6, True), (5, False)):
            with self.subTest(days=days):
                if not granted:
                    with self.assertRaises(UserError):
                        self.ask(self.contract, days=days)
                else:
                    self.answer(self.ask(self.contract, days=days))
        self.answer(self.ask(self.contract, days=4))
        with self.refused("At most 0"):
            self.ask(self.contract, days=1)

    def test_extension_is_asked_for_before_the_due_date(self):
        today = self.contract._today()
        self.contract._write_guarded({"due_on": today - timedelta(days=1)})
        with self.refused("before that day"):
            self.ask(self.contract, days=2)
        self.contract._write_guarded({"due_on": today})
        self.ask(self.contract)

    def test_owner_asks_for_no_more_time(self):
        with self.refused("by the agency"):
            self.ask(self.contract, side="owner")

    def test_side_that_asks_does_not_answer(self):
        asked = self.ask(self.contract)
        agency = self.as_portal(asked, self.winner_user(self.contract))
        for step in ("grant", "refuse"):
            with self.subTest(step=step), self.assertRaises(UserError):
                agency._transition(step, {"answer": "同意"})
        agency._transition("withdraw")
        self.assertEqual(asked.state, "withdrawn")

    def test_refusal_needs_reasons(self):
        asked = self.ask(self.contract)
        with self.refused("reasons"):
            self.answer(asked, "refuse", "")
        self.answer(asked, "refuse", "工期不能再延")
        self.assertEqual(asked.state, "refused")
        self.assertEqual(self.contract.extra_days, 0)

    def test_unanswered_request_about_time_comes_before_the_hall(self):
        asked = self.ask(self.contract)
        asked._write_guarded({"answer_by": asked._today() - timedelta(days=1)})
        asked.sudo().with_user(self.env.ref("base.user_root"))._transition("escalate")
        hall = asked.with_user(self.market_reviewer)
        with self.refused("reasons"):
            hall._transition("grant_by_hall", {"answer": ""})
        dialog = hall.action_grant()
        self.env(user=self.market_reviewer.id)[dialog["res_model"]].with_context(
            **dialog["context"]
        ).create({"answer": "业主逾期未答复，理由成立"}).action_confirm()
        self.assertEqual(asked.state, "granted")
        self.assertEqual(self.contract.extra_days, 5)

    def test_hall_decides_nothing_that_still_has_time(self):
        asked = self.ask(self.contract)
        with self.assertRaises(UserError):
            asked.with_user(self.market_reviewer)._transition(
                "grant_by_hall", {"answer": "同意"}
            )

    def test_suspension_stops_the_time_and_ends_by_itself(self):
        contract = self.contract
        self.answer(self.ask(contract, "suspension"))
        self.assertEqual((contract.state, contract.waits_for), ("suspended", "law"))
        workdays = contract._workdays()
        self.assertEqual(contract.due_on, workdays.add(contract.paused_until, 20).date)
        contract._resume_by_itself()
        self.assertEqual((contract.state, contract.waits_for), ("active", "agency"))

    def test_suspension_runs_forward_within_the_limit_on_evidence(self):
        today = self.contract._today()
        for values, words in (
            ({"until_on": today}, "never backwards"),
            ({"until_on": today - timedelta(days=3)}, "never backwards"),
            ({"until_on": today + timedelta(days=61)}, "at the longest"),
            ({"evidence": []}, "needs a document"),
            ({"ground": False}, "Choose what"),
        ):
            with self.subTest(values=values), self.refused(words):
                self.ask(self.contract, "suspension", **values)

    def test_art49_changes_are_a_tenth_in_sum(self):
        contract = self.contract
        self.answer(self.ask(contract, "change", side="owner", change_fen=-100_000))
        with self.refused("234.50 yuan"):
            self.ask(contract, "change", side="owner", change_fen=23_451)
        self.answer(self.ask(contract, "change", side="owner", change_fen=23_450))
        self.assertEqual(contract.payable_fen, 1_234_500 - 100_000 + 23_450)
        self.assertEqual(contract.amount_fen, 1_234_500)

    def test_agreed_end_has_a_hand_over_list(self):
        with self.refused("List what is handed over"):
            self.ask(self.contract, "termination", handed_list=" ")
        self.answer(self.ask(self.contract, "termination"))
        self.assertEqual(self.contract.state, "terminated")
        self.assertEqual(self.contract.end_fault, "none")

    def test_one_request_of_a_kind_at_a_time(self):
        self.ask(self.contract)
        with self.refused("waiting for its answer"):
            self.ask(self.contract, days=1)

    def test_evidence_is_kept_with_its_hash(self):
        asked = self.ask(self.contract, "suspension", evidence=[PDF])
        self.assertEqual(asked.file_ids.purpose, "evidence")
        self.assertEqual(len(asked.file_ids.digest), 64)
