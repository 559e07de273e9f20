from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools.contract_law import payment_due
from ..common import MarketCase
from ..contract_builders import PDF, SIGNERS


@tagged("post_install", "-at_install")
class TestAcceptance(MarketCase):
    """Delivery, acceptance by line, rework, silence, payment."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls.active_contract(content="现场检测\n出具报告")

    def test_delivery_has_files_and_registered_practitioners(self):
        agency = self.side(self.contract, "agency")
        for files, signers, words in (
            ([], SIGNERS, "at least one file"),
            ([PDF], "赵示例", "certificate number"),
            ([PDF], "", "certificate number"),
            ([b"<svg/>"], SIGNERS, "Only PDF"),
        ):
            with self.subTest(words=words), self.refused(words):
                agency._deliver(files, signers)
        self.deliver(self.contract)
        delivery = self.contract.deliverable_ids
        self.assertEqual((delivery.version, delivery.state), (1, "submitted"))
        self.assertEqual(
            delivery.line_ids.mapped("requirement"), ["现场检测", "出具报告"]
        )
        self.assertEqual(self.contract.waits_for, "owner")

    def test_who_signs_is_in_the_register_where_the_agency_has_one(self):
        self.verified_practitioner(
            agency_id=self.contract.agency_id.id, name="赵示例", number="ZY-1"
        )
        agency = self.side(self.contract, "agency")
        for signers in ("赵示例 ZY-2", "钱示例 ZY-1"):
            with self.subTest(signers=signers), self.refused("not among the verified"):
                agency._deliver([PDF], signers)
        agency._deliver([PDF], "赵示例 ZY-1")
        self.assertEqual(self.contract.state, "delivered")

    def test_owner_delivers_nothing(self):
        with self.refused("Only the agency"):
            self.side(self.contract, "owner")._deliver([PDF], SIGNERS)

    def test_art45_every_line_is_judged(self):
        self.deliver(self.contract)
        owner = self.side(self.contract, "owner")
        for step, verdicts, words in (
            ("accept", {1: ("met", "")}, "Judge every requirement"),
            ("accept", {1: ("met", ""), 2: ("unmet", "缺附图")}, "is not met"),
            ("return_work", {1: ("met", ""), 2: ("unmet", "")}, "why"),
            ("return_work", {1: ("met", ""), 2: ("met", "")}, "Every requirement"),
        ):
            with self.subTest(words=words), self.refused(words):
                owner._judge(step, verdicts)
        self.judge(self.contract)
        self.assertEqual(self.contract.state, "accepted")

    def test_returned_work_comes_again_as_the_next_version(self):
        self.deliver(self.contract)
        self.judge(self.contract, "return_work", unmet={2})
        contract, workdays = self.contract, self.contract._workdays()
        self.assertEqual((contract.state, contract.waits_for), ("rework", "agency"))
        self.assertEqual(contract.due_on, workdays.add(contract._today(), 5).date)
        self.deliver(contract)
        states = contract.deliverable_ids.sorted("version").mapped("state")
        self.assertEqual(states, ["returned", "submitted"])
        self.judge(contract)
        self.assertEqual(contract.return_count, 1)
        states = contract.deliverable_ids.sorted("version").mapped("state")
        self.assertEqual(states, ["returned", "accepted"])

    def test_silence_accepts_nothing(self):
        self.deliver(self.contract)
        day = self.contract._today() - timedelta(days=1)
        self.contract._write_guarded({"accept_by": day})
        for _twice in range(2):
            self.contract._escalate_acceptance()
        self.assertEqual(self.contract.state, "delivered")
        self.assertEqual(self.contract.escalated_on, self.contract._today())
        transitions = self.contract._lifecycle_transitions()
        self.assertEqual(transitions["accept"].groups, ("base.group_portal",))
        with self.assertRaises(UserError):
            self.side(self.contract, "agency")._judge("accept", {})

    def test_lateness_beyond_a_tenth_counts_for_credit(self):
        self.age(self.contract, 60)
        self.deliver(self.contract, overrun_reason="汛期无法进场")
        self.judge(self.contract)
        events = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.market.agency"),
                ("res_id", "=", self.contract.agency_id.id),
                ("action", "=", "credit"),
            ]
        )
        self.assertEqual(len(events), 1)

    def test_art8_invoice_is_payable_within_30_days(self):
        contract = self.contract
        payment = self.invoice(contract, 1_000_000)
        self.assertEqual(payment.due_on, payment_due(contract._today()))
        with self.refused("2,345.00 yuan can still"):
            self.invoice(contract, 234_501)
        with self.refused("Only the owner"):
            self.as_portal(payment, self.winner_user(contract))._transition("tell_paid")
        self.as_portal(payment, self.owner)._transition("tell_paid")
        with self.refused("Only the agency"):
            self.as_portal(payment, self.owner)._transition("confirm_paid")
        self.as_portal(payment, self.winner_user(contract))._transition("confirm_paid")
        self.assertEqual(payment.state, "paid")

    def test_contract_closes_when_rated_and_paid(self):
        self.deliver(self.contract)
        self.judge(self.contract)
        contract, today = self.contract, self.contract._today()
        root = contract.with_user(self.env.ref("base.user_root"))
        self.assertFalse(contract._may_close(today))
        with self.refused("may rate until"):
            root._transition("close")
        self.rate(contract, "owner")
        self.rate(contract, "agency")
        with self.refused("has been paid"):
            root._transition("close")
        payment = self.invoice(contract)
        self.as_portal(payment, self.winner_user(contract))._transition("confirm_paid")
        self.assertTrue(contract._may_close(today))
        root._transition("close")
        self.assertEqual(contract.closed_on, today)
