import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import draw as draw_tool
from ..common import MarketCase
from ..contract_builders import PDF


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

    def test_art57_difference_is_refused_with_both_values(self):
        contract = self.draft_contract()
        owner = self.side(contract, "owner")
        for fen, days, words in (
            (1_234_600, 20, "12,346.00 yuan, the award says 12,345.00"),
            (1_234_500, 25, "25 working days, the award says 20"),
        ):
            with self.subTest(fen=fen, days=days):
                with self.assertRaisesRegex(UserError, words):
                    owner._upload(PDF, fen, days)
                self.assertEqual(contract.state, "to_sign")
        self.assertFalse(contract.file_ids)

    def test_art46_contract_is_signed_within_30_days(self):
        self.env.company.market_sign_workdays = 22
        contract = self.draft_contract()
        self.assertLessEqual(contract.sign_by, contract._today() + timedelta(days=30))

    def test_one_side_uploads_and_the_other_confirms(self):
        for uploader, other in (("owner", "agency"), ("agency", "owner")):
            contract = self.uploaded_contract(uploader)
            with self.subTest(uploader=uploader):
                self.assertEqual(contract.state, "to_confirm")
                with self.assertRaisesRegex(UserError, "Your side uploaded"):
                    self.side(contract, uploader)._confirm_copy()
                self.side(contract, other)._confirm_copy()
                self.assertEqual(contract.state, "active")
                self.assertTrue(contract.owner_confirmed_on)
                self.assertTrue(contract.agency_confirmed_on)
                self.assertEqual(contract.notice_id.state, "contracted")

    def test_copy_goes_back_with_a_reason(self):
        contract = self.uploaded_contract()
        agency = self.side(contract, "agency")
        with self.assertRaisesRegex(UserError, "what is wrong"):
            agency._transition("send_back", {"copy_reason": " "})
        agency._transition("send_back", {"copy_reason": "缺少盖章页"})
        self.assertEqual(contract.state, "to_sign")
        self.assertFalse(contract.owner_confirmed_on)
        self.assertEqual(contract.copy_reason, "缺少盖章页")

    def test_copy_is_a_document_and_nothing_else(self):
        contract = self.draft_contract()
        owner = self.side(contract, "owner")
        for data in (b"", b"<html><script>1</script></html>", b"MZ\x90"):
            with self.subTest(data=data[:5]), self.assertRaises(UserError):
                owner._upload(data, contract.amount_fen, contract.days)

    def test_nobody_signs_for_another(self):
        contract = self.draft_contract()
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        terms = (PDF, contract.amount_fen, contract.days)
        with self.assertRaisesRegex(UserError, "own side"):
            self.as_portal(contract, loser)._upload(*terms)
        with self.assertRaises(UserError):
            contract.with_user(self.market_issuer)._upload(*terms)
        with self.assertRaises(AccessError):
            contract.with_user(self.market_issuer)._transition("upload")

    def test_art55_next_reserve_takes_the_place_of_who_declines(self):
        contract = self.draft_contract()
        notice, first = contract.notice_id, contract.agency_id
        self.side(contract, "agency")._decline("人员已另有安排")
        self.assertEqual(contract.state, "terminated")
        self.assertEqual(contract.end_fault, "agency")
        second = notice.contract_ids - contract
        self.assertEqual(second.state, "to_sign")
        self.assertEqual(second.agency_id, (self.agency_a | self.agency_b) - first)
        self.assertEqual(notice.winner_id, second.agency_id)
        self.assertEqual(notice.state, "awarded")
        events = self.env["yichuang.event"].search(
            [("res_model", "=", first._name), ("res_id", "=", first.id)]
        )
        self.assertIn("credit", events.mapped("action"))

    def test_art49_notice_ends_when_nobody_is_left_to_sign(self):
        contract = self.draft_contract()
        notice = contract.notice_id
        self.side(contract, "agency")._decline("人员已另有安排")
        second = notice.contract_ids - contract
        self.side(second, "agency")._decline("业务调整")
        self.assertEqual((notice.state, notice.fail_reason), ("failed", "业务调整"))

    def test_owner_who_declines_ends_the_notice(self):
        contract = self.draft_contract()
        self.side(contract, "owner")._decline("项目取消")
        self.assertEqual(contract.notice_id.state, "failed")
        self.assertFalse(contract.notice_id.contract_ids - contract)

    def test_art46_unsigned_contract_lapses_after_its_time_by_the_hall(self):
        contract = self.draft_contract()
        vals = {"end_reason": "未按期签订", "end_fault": "agency"}
        hall = contract.with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "may be signed until"):
            hall._transition("lapse", vals)
        contract._write_guarded({"sign_by": contract._today() - timedelta(days=1)})
        hall._transition("lapse", vals)
        self.assertEqual(contract.state, "terminated")
        self.assertEqual(len(contract.notice_id.contract_ids), 2)

    def test_hall_ends_a_contract_with_a_hand_over_list(self):
        contract = self.active_contract()
        dialog = contract.with_user(self.market_reviewer).action_terminate()
        wizard = (
            self.env(user=self.market_reviewer.id)[dialog["res_model"]]
            .with_context(**dialog["context"])
            .create({"reason": "机构注销", "fault": "agency"})
        )
        with self.assertRaisesRegex(UserError, "List what is handed over"):
            wizard.action_confirm()
        wizard.handed_list = "外业数据一份"
        wizard.action_confirm()
        self.assertEqual(contract.state, "terminated")
        self.assertFalse(contract.open_segment_id)

    def test_dispute_stops_the_clock_and_goes_back_where_it_was(self):
        for contract in (self.active_contract(), self.delivered_contract()):
            before = contract.state
            contract._stand_still()
            with self.subTest(before=before):
                self.assertEqual(contract.state, "disputed")
                self.assertEqual(contract.waits_for, "law")
                kind = contract.segment_ids.sorted("id")[-2].kind
                contract._go_on()
                self.assertEqual(contract.state, before)
                self.assertEqual(contract.open_segment_id.kind, kind)

    def test_list_of_contracts_costs_no_query_for_each(self):
        contracts = self.active_contract() | self.active_contract()
        contracts[0].time_left  # noqa: B018
        contracts.invalidate_recordset()
        with self.assertQueryCount(2):
            contracts.mapped("time_left")
