import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestContract(MarketCase):
    def test_art57_terms_are_those_of_the_notice(self):
        contract = self.draft_contract()
        notice = contract.notice_id
        self.assertEqual(contract.amount_fen, notice.amount_fen)
        self.assertEqual(contract.days, notice.days)
        self.assertEqual(contract.agency_id, notice.winner_id)
        terms = json.loads(contract.terms)
        self.assertEqual(terms["notice_sha256"], notice.canonical_sha256)
        self.assertEqual(contract.terms_sha256, draw_tool.sha256_hex(contract.terms))

    def test_art57_terms_cannot_be_changed(self):
        contract = self.draft_contract()
        for values in ({"amount_fen": 1}, {"days": 99}, {"terms": "{}"}):
            with self.subTest(values=values), self.assertRaises(UserError):
                contract.write(values)

    def test_art46_contract_is_signed_within_30_days(self):
        self.env.company.market_sign_workdays = 22
        contract = self.draft_contract()
        self.assertLessEqual(contract.sign_by, contract._today() + timedelta(days=30))

    def test_one_side_alone_does_not_start_it(self):
        contract = self.draft_contract()
        self.as_portal(contract, self.owner)._confirm("owner")
        self.assertEqual(contract.state, "to_confirm")
        self.assertFalse(contract.due_on)

    def test_both_sides_start_it_and_the_day_itself_does_not_count(self):
        contract = self.active_contract()
        today = contract._today()
        self.assertEqual(contract.start_on, today)
        self.assertEqual(contract.due_on, contract._workdays().add(today, 20).date)
        self.assertEqual(contract.notice_id.state, "contracted")
        self.assertEqual(contract.days_left, 20)
        self.assertEqual(contract.time_state, "ample")

    def test_side_is_confirmed_once(self):
        contract = self.as_portal(self.draft_contract(), self.owner)
        contract._confirm("owner")
        with self.assertRaisesRegex(UserError, "already"):
            contract._confirm("owner")

    def test_nobody_confirms_for_another(self):
        contract = self.draft_contract()
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        for user, side in (
            (winner, "owner"),
            (self.owner, "agency"),
            (loser, "agency"),
        ):
            with self.subTest(side=side), self.assertRaises(UserError):
                self.as_portal(contract, user)._confirm(side)

    def test_hall_cannot_confirm(self):
        contract = self.draft_contract()
        for side in ("owner", "agency"):
            with self.assertRaises(AccessError):
                contract.with_user(self.market_issuer)._confirm(side)

    def test_time_left_in_words_and_colour(self):
        contract = self.active_contract()
        today, workdays = contract._today(), contract._workdays()
        for due, state in (
            (workdays.add(today, 4).date, "ample"),
            (workdays.add(today, 3).date, "pressing"),
            (today, "pressing"),
            (today - timedelta(days=1), "over"),
        ):
            contract._write_guarded({"due_on": due})
            with self.subTest(due=due):
                self.assertEqual(contract.time_state, state)
                self.assertTrue(contract.time_left)

    def test_change_of_the_calendar_moves_the_due_date(self):
        contract = self.active_contract()
        workdays, due = contract._workdays(), contract.due_on
        worked = workdays.next(contract.start_on)
        days = self.env["yichuang.calendar.day"]
        day = days.search([("date", "=", worked)]) or days.create(
            {
                "date": worked,
                "is_worked": True,
                "announced": True,
                "notice_id": self.env["yichuang.calendar.notice"]
                .search([], limit=1)
                .id,
            }
        )
        day.write({"is_worked": False, "reason": "测试停电"})
        self.assertEqual(contract.due_on, workdays.next(due))

    def test_list_of_contracts_costs_no_query_for_each(self):
        contracts = self.active_contract() | self.active_contract()
        contracts[0].time_left  # noqa: B018
        contracts.invalidate_recordset()
        with self.assertQueryCount(2):
            contracts.mapped("time_left")
