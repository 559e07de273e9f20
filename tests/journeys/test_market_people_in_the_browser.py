"""The four people of the market in a real browser, from the entry of a firm to the
opened offers, with pictures for the guide.

An agency registers, finds a notice, asks, seals an offer and follows it; an owner
writes a notice and signs the contract; custodians make a key and open. The operator is
in ``test_market_in_the_browser``, delivery and rating in
``test_contract_in_the_browser``.
"""

from urllib.parse import quote

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_intermediary.tests.common import (
    CUSTODIAN_KEYS,
    USCC,
    MarketCase,
)
from odoo.addons.yichuang_intermediary.tests.sealing.test_browser import (
    PASSPHRASE,
    key_file,
)

from .screens import TakesPictures

TITLE = "示范产业园二号厂房消防设施检测（示例）"


@tagged("post_install", "-at_install")
class TestMarketPeopleInTheBrowser(TakesPictures, MarketCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.name = "建筑消防设施检测（示例）"
        cls.owner.commercial_partner_id.name = "示范县星河产业园开发有限公司（示例）"
        cls.user_a.commercial_partner_id.name = "恒测技术服务有限公司（示例）"
        cls.user_b.commercial_partner_id.name = "中信评咨询有限公司（示例）"
        cls.owner.name = "业主 罗星河"
        cls.user_a.name = "恒测 江涛"
        cls.newcomer = cls.portal_user("test_newcomer", "示例新入驻检测有限公司")
        cls.newcomer.name = "新入驻 江涛"

    def test_firm_registers_finds_a_notice_asks_and_seals(self):
        self._tour("/my/market/agency", "market_register", self.newcomer)
        agency = self.env["yichuang.market.agency"].search([("uscc", "=", USCC[2])])
        self.assertEqual(agency.state, "submitted")
        self.assertEqual(len(agency.qualification_ids), 1)
        self.assertEqual(len(agency.practitioner_ids), 1)
        agency.with_user(self.market_reviewer).action_announce()
        agency._write_guarded({"publicity_until": False})
        agency.with_user(self.market_reviewer).action_activate()

        notice = self.sealed_notice(title=TITLE, content="检测并出具报告。")
        self._tour("/market", "market_find", self.newcomer)
        self.assertEqual(notice.question_ids.text, "是否包含复测？")
        self._tour(f"/market/n/{notice.number}", "offer_seal", self.newcomer)
        self.assertEqual(notice.signup_ids.agency_id, agency)
        self._tour("/my/market", "market_follow", self.newcomer)

    def test_owner_writes_a_notice_and_signs_the_contract(self):
        self._tour("/my/market/notices/new", "market_write", self.owner)
        notice = self.env["yichuang.market.notice"].search(
            [("owner_id", "=", self.owner.commercial_partner_id.id)], limit=1
        )
        self.assertEqual((notice.state, notice.amount_fen), ("draft", 1_234_500))
        contract = self.draft_contract(title=TITLE)
        path = f"/my/market/contracts/{contract.number}"
        self._tour(path, "contract_sign", self.owner)
        self.assertTrue(contract.owner_confirmed_on)

    def test_custodian_makes_a_key_and_opens(self):
        custodian = self.registered_custodian().user_id
        self._tour("/my/market/custodian", "key", custodian)
        notice = self.frozen_bids(12000, 11000, title=TITLE)
        self.post(notice, 3)
        file = quote(key_file(*CUSTODIAN_KEYS[0], PASSPHRASE))
        opener = self.custodian(1).user_id
        self._tour(f"/my/market/custodian#{file}", "shares", opener)
        notice.invalidate_recordset()
        self.assertEqual(notice.winner_id, self.agency_b)
        self.start_tour(f"/market/verify/{notice.number}", "yichuang_check_offers_tour")

    def _tour(self, path, name, user):
        self.start_tour(path, f"yichuang_{name}_tour", login=user.login, timeout=120)
