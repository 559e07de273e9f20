"""One service contract from the delivery to the rating, and the bar of its case, by
real people in a real browser, with pictures for the guide."""

from datetime import timedelta

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_intermediary.tests.common import MarketCase

from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestContractInTheBrowser(TakesPictures, MarketCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.write(
            {
                "name": "建设项目水资源论证报告书编制（示例）",
                "legal_basis": "《取水许可和水资源费征收管理条例》第十一条",
            }
        )
        cls.owner.commercial_partner_id.name = "示范县星河产业园开发有限公司（示例）"
        cls.user_a.commercial_partner_id.name = "恒测技术服务有限公司（示例）"
        cls.user_b.commercial_partner_id.name = "中信评咨询有限公司（示例）"
        cls.owner.name = "业主 罗星河"
        cls.user_a.name = "恒测 江涛"
        cls.user_b.name = "中信评 顾岚"

    def test_contract_from_the_delivery_to_the_rating(self):
        case = self.accepted_case()
        contract = self.active_contract(
            case_id=case.id,
            title="示范产业园取水项目水资源论证报告书编制（示例）",
            content="编制水资源论证报告书\n根据评审意见修改至通过",
        )
        self._spread(contract)
        path = f"/my/market/contracts/{contract.number}"
        self._tour(path, "contract_agency", self.winner_user(contract))
        self._tour(path, "contract_owner", self.owner)
        self.assertEqual(contract.state, "accepted")
        self.assertEqual(contract.rating_ids.side, "owner")
        self._tour(f"/odoo/yichuang.case/{case.id}", "course", self.clerk)

    def _spread(self, contract):
        """Let the contract have taken believable days so far."""
        today = contract._today()
        ends = {"select": 34, "contract": 29, "wait_data": 26, "work": 0}
        start = today - timedelta(days=43)
        contract.notice_id._write_guarded(
            {"published_on": contract._now() - timedelta(days=43)}
        )
        workdays = contract._workdays()
        for segment in contract.segment_ids.sorted("id"):
            end = today - timedelta(days=ends[segment.kind])
            days = workdays.count(start, end)
            open_still = not segment.end_on
            segment.write(
                {"start_on": start}
                if open_still
                else {"start_on": start, "end_on": end, "days": days}
            )
            start = end
        contract._derive_due()

    def _tour(self, path, name, user):
        self.start_tour(path, f"yichuang_{name}_tour", login=user.login, timeout=120)
