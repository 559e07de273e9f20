from datetime import timedelta
from fractions import Fraction

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import credit
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestCreditEvent(MarketCase):
    def test_art64_nothing_is_held_against_an_agency_without_a_basis(self):
        for missing in ("legal_basis", "ground", "evidence"):
            with self.subTest(missing=missing):
                event = self.draft_event(**{missing: False})
                with self.assertRaises(UserError):
                    event.with_user(self.market_reviewer).action_notify()

    def test_agency_is_heard_for_five_working_days(self):
        event = self.draft_event()
        event.with_user(self.market_reviewer).action_notify()
        until = event._workdays().add(event._today(), 5).date
        self.assertEqual(event.reply_until, until)
        decided = event.with_user(self.manager)
        decided.decision = "成立"
        with self.assertRaisesRegex(UserError, "heard"):
            decided.action_confirm()
        self.as_portal(event, self.user_a)._transition("reply", {"reply": "系业主原因"})
        decided.action_confirm()
        self.assertEqual((event.state, event.reply), ("confirmed", "系业主原因"))

    def test_whoever_proposed_does_not_decide(self):
        event = self.draft_event()
        event.with_user(self.market_reviewer).action_notify()
        with self.assertRaises(AccessError):
            event.with_user(self.market_reviewer).action_confirm()

    def test_decided_event_counts_for_twelve_months_and_then_no_more(self):
        before = self.agency_a.credit_hundredths
        event = self.confirmed_event()
        self.assertEqual(self.agency_a.credit_hundredths, before - 300)
        event._write_guarded({"until_on": event._today() - timedelta(days=1)})
        self.env["yichuang.market.credit.event"]._cron_expire()
        self.assertEqual(event.state, "expired")
        self.assertEqual(self.agency_a.credit_hundredths, before)

    def test_repair_after_half_the_period_with_proof(self):
        event = self.confirmed_event()
        repaired = event.with_user(self.manager)
        with self.assertRaisesRegex(UserError, "half"):
            repaired._transition("repair", {"repair_proof": "已整改"})
        today = event._today()
        event._write_guarded(
            {"decided_on": today - timedelta(200), "until_on": today + timedelta(165)}
        )
        with self.assertRaisesRegex(UserError, "proves"):
            repaired._transition("repair")
        repaired._transition("repair", {"repair_proof": "已整改"})
        self.assertEqual(event.state, "repaired")

    def test_appeal_once_and_decided_by_somebody_else(self):
        event = self.confirmed_event()
        with self.assertRaises(AccessError):
            self.as_portal(event, self.user_b)._transition("appeal", {"appeal": "x"})
        self.as_portal(event, self.user_a)._transition("appeal", {"appeal": "不服"})
        with self.assertRaises(AccessError):
            event.with_user(self.manager)._transition("uphold", {"appeal_answer": "x"})
        event.with_user(self.supervisor)._transition(
            "uphold", {"appeal_answer": "维持"}
        )
        with self.assertRaisesRegex(UserError, "decided already"):
            self.as_portal(event, self.user_a)._transition("appeal", {"appeal": "再诉"})

    def test_proposal_is_not_seen_by_the_agency_nor_by_rivals(self):
        event = self.draft_event()
        events = self.env["yichuang.market.credit.event"]
        self.assertFalse(events.with_user(self.user_a).search([]))
        event.with_user(self.market_reviewer).action_notify()
        self.assertEqual(events.with_user(self.user_a).search([]), event)
        self.assertFalse(events.with_user(self.user_b).search([]))

    def test_facts_of_contracts_are_proposed_and_not_decided(self):
        event = self.env["yichuang.market.credit.event"]._propose(
            self.agency_a, "late_much", "合同 HT-1: 逾期 12 个工作日"
        )
        self.assertEqual((event.points, event.state), (-8, "proposed"))
        unknown = event._propose(self.agency_a, "nonsense", "x")
        self.assertEqual((unknown.code, unknown.points), ("other", 0))

    def test_contract_ended_by_the_agency_has_its_own_code(self):
        contract = self.active_contract()
        contract.with_user(self.market_reviewer)._transition(
            "terminate",
            {
                "end_reason": "机构停止作业",
                "end_fault": "agency",
                "handed_list": "已完成的外业资料",
            },
        )
        event = contract.agency_id.credit_event_ids
        self.assertEqual((event.code, event.points), ("terminated", -10))
        self.assertIn("机构停止作业", event.evidence)

    def test_fee_above_the_third_quartile_costs_points(self):
        """Five contracts of 1000 to 5000 yuan: three quarters do not exceed 4000, so
        the one of 5000 has 2 - 5/4 = 3/4 of the share, the others all of it."""
        today = self.agency_a._today()
        awarded = self.draft_contract()
        agencies = self.agency_a | self.agency_b
        contracts = awarded.browse()
        for number in range(1, 6):
            contracts |= awarded._create_guarded(
                [
                    {
                        **awarded.copy_data()[0],
                        "number": f"HT-FEE-{number}",
                        "notice_id": self.draft_notice().id,
                        "owner_id": awarded.owner_id.id,
                        "agency_id": agencies[number == 5].id,
                        "service_id": self.market_service.id,
                        "title": "测试合同",
                        "content": "检测",
                        "amount_fen": number * 100_000,
                        "days": 10,
                        "state": "closed",
                        "accepted_on": today,
                    }
                ]
            )
        facts = agencies._credit_facts()
        dear = facts[self.agency_b.id]
        self.assertEqual(dear.fees, [(500_000, 400_000)])
        self.assertEqual(credit.parts(dear)["fee"], Fraction(3, 4))
        cheap = facts[self.agency_a.id]
        self.assertEqual(credit.parts(cheap)["fee"], 1)
        contracts[0]._write_guarded({"state": "terminated"})
        self.assertFalse(agencies._credit_facts()[self.agency_b.id].fees)

    def test_ladder_of_one_three_and_six_months(self):
        for months in (1, 3, 6, 6):
            self.confirmed_event(code="declined")
            sanction = self.agency_a.sanction_ids.sorted("id")[-1]
            self.assertEqual((sanction.kind, sanction.months), ("suspend", months))
            self.assertEqual(sanction.state, "proposed")

    def test_third_proven_complaint_and_falsification_propose_removal(self):
        for _time in range(3):
            self.assertFalse(self.agency_a.sanction_ids)
            self.confirmed_event(code="complaint")
        self.assertEqual(self.agency_a.sanction_ids.kind, "remove")
        self.confirmed_event(code="collusion", agency_id=self.agency_b.id)
        self.assertEqual(self.agency_b.sanction_ids.kind, "remove")

    def test_explanation_adds_up_to_the_score(self):
        self.confirmed_event(code="rejected")
        explained = self.agency_a._credit_explanation()
        exact = credit.score(credit.Facts(deductions=8))
        self.assertEqual(Fraction(explained["total"]), exact)
        points = [
            Fraction(row["points"].replace("−", "-")) for row in explained["rows"]
        ]
        self.assertEqual(sum(points), exact)
        self.assertEqual(explained["grade"], "N")

    def test_score_is_computed_for_many_with_the_same_queries(self):
        agencies = self.agency_a | self.agency_b
        agencies._recompute_credit()
        self.env.invalidate_all()
        with self.assertQueryCount(12):
            agencies._recompute_credit()

    def test_nobody_writes_a_score(self):
        with self.assertRaises(UserError):
            self.agency_a.with_user(self.market_reviewer).credit_grade = "A"
