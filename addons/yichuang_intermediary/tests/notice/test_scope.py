from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestScope(MarketCase):
    def rules(self):
        return self.env["yichuang.market.scope.rule"]

    def test_shipped_rules_by_money_and_amount(self):
        for funding, yuan, name in (
            ("fiscal", 1_000_000, "scope_rule_tender"),
            ("fiscal", 999_999, "scope_rule_fiscal"),
            ("state_owned", 5_000_000, "scope_rule_state_owned"),
            ("social", 5_000_000, "scope_rule_social"),
        ):
            notice = self.draft_notice(
                funding=funding, amount_fen=yuan * 100, min_valid=3
            )
            with self.subTest(funding=funding, yuan=yuan):
                self.assertEqual(
                    notice.scope_rule_id,
                    self.env.ref(f"yichuang_intermediary.{name}"),
                )

    def test_tendered_amounts_are_not_bought_here(self):
        with self.assertRaisesRegex(UserError, "not bought in the market"):
            self.submitted_notice(
                funding="fiscal", amount_fen=1_000_000_00, min_valid=3
            )

    def test_threat15_way_that_the_rule_does_not_allow_is_refused(self):
        rule = self.env.ref("yichuang_intermediary.scope_rule_social")
        rule.mode_ids -= self.env.ref("yichuang_intermediary.mode_random")
        with self.assertRaisesRegex(UserError, "not lawful here"):
            self.submitted_notice()

    def test_rule_holds_between_its_dates_and_for_its_service_only(self):
        today = self.draft_notice()._today()
        other = self.market_service.copy({"code": "OTHER", "name": "另一事项"})
        for values, found in (
            ({"date_to": today}, True),
            ({"date_to": today - timedelta(days=1)}, False),
            ({"date_from": today + timedelta(days=1)}, False),
            ({"service_id": self.market_service.id}, True),
            ({"service_id": other.id}, False),
            ({"commission_type": "department"}, False),
        ):
            rule = self.rules().create(
                {"name": "先行规则", "sequence": 1, "basis": "依据", **values}
            )
            with self.subTest(values=values):
                self.assertEqual(self.draft_notice().scope_rule_id == rule, found)
            rule.unlink()

    def test_rule_raises_minimum_and_period(self):
        rule = self.rules().create(
            {
                "name": "从严",
                "sequence": 1,
                "basis": "依据",
                "min_valid": 4,
                "mode_ids": [(4, self.env.ref("yichuang_intermediary.mode_random").id)],
            }
        )
        with self.assertRaisesRegex(UserError, "at least 4"):
            self.submitted_notice()
        rule.write({"min_valid": 2, "min_signup_workdays": 200})
        with self.assertRaisesRegex(UserError, "200 working days"):
            self.submitted_notice()

    def test_threat15_splitting_is_noticed_over_a_year(self):
        rule = self.env.ref("yichuang_intermediary.scope_rule_social")
        rule.amount_max = 100_000
        for _n in range(2):
            self.submitted_notice(amount_fen=45_000_00)
        third = self.draft_notice(amount_fen=9_900_00)
        self.assertEqual(third.bought_before, 99_900)
        fourth = self.draft_notice(amount_fen=10_000_00)
        with self.assertRaisesRegex(UserError, "Art. 28"):
            self.submit(fourth)
        fourth.split_reason = "两个不同厂区，分期实施"
        self.submit(fourth)
        self.assertEqual(fourth.state, "submitted")

    def test_art43_deciding_organ_pays_itself_and_never_chooses_directly(self):
        with self.assertRaisesRegex(UserError, "pays itself"):
            self.submitted_notice(commission_type="department")
        notice = self.submitted_notice(
            commission_type="department", payer_department_id=self.department.id
        )
        self.assertEqual(notice.state, "submitted")

    def test_threat14_fitting_agencies_are_counted_before_publication(self):
        notice = self.approved_notice()
        self.assertEqual(notice.fitting_count, 2)
        self.agency_b.offering_ids.unlink()
        with self.assertRaisesRegex(UserError, "1 agencies meet"):
            notice.with_user(self.market_publisher).action_publish()
