"""One notice of the intermediary market, from the owner's secret to the contract, by
real people in a real browser, with pictures for the guide.

What a browser is not needed for (waiting for days to pass, revealing a secret that
only a file holds) is done by the market's builders.
"""

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_intermediary.tests.common import (
    HALL_SECRET,
    NUMBER,
    OWNER_SECRET,
    MarketCase,
)
from odoo.addons.yichuang_intermediary.tools import draw as draw_tool

from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestMarketInTheBrowser(TakesPictures, MarketCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.name = "建筑消防设施检测（示例）"
        cls.owner.commercial_partner_id.name = "示范县星河产业园开发有限公司（示例）"
        cls.user_a.commercial_partner_id.name = "恒测技术服务有限公司（示例）"
        cls.user_b.commercial_partner_id.name = "中信评咨询有限公司（示例）"
        cls.owner.name = "业主 罗星河"
        cls.user_a.name = "恒测 江涛"
        cls.market_reviewer.name = "市场审核 钱敏"
        cls.market_publisher.name = "市场发布 冯磊"

    def test_one_notice_from_the_owner_to_the_contract(self):
        notice = self.draft_notice(title="示范产业园一号厂房消防设施检测（示例）")
        page = f"/odoo/market-notices/{notice.id}"
        self._tour(f"/my/market/notices/{notice.number}", "owner", self.owner)
        self._known_secret(notice, "owner", self.owner, OWNER_SECRET)
        self._tour(page, "market_review", self.market_reviewer)
        self._known_secret(notice, "hall", self.market_reviewer, HALL_SECRET)
        self._tour(page, "market", self.market_publisher)
        self._tour(f"/market/n/{notice.number}", "agency", self.user_a)
        self.sign_up(notice, self.user_b)

        self.put_back(notice, "sign_close")
        notice.with_user(self.market_publisher).action_close()
        notice.with_user(self.market_publisher).action_freeze_list()
        self.source(notice, "owner").with_user(self.owner).sudo()._reveal(OWNER_SECRET)
        self.enter(notice, "hall", self.market_publisher, value=HALL_SECRET)
        notice.draw_id.with_user(self.market_publisher).action_fix()
        self.put_back(notice, "event_on")
        self.enter(notice, "public", self.market_publisher, value=NUMBER)
        self._tour(page, "market_draw", self.market_reviewer)
        self._verify(notice)

        notice._write_guarded({"publicity_until": False})
        notice.with_user(self.market_issuer).action_award()
        contract = notice.contract_ids
        self.sign(contract)
        self.assertEqual((notice.state, contract.state), ("contracted", "active"))

    def _tour(self, path, name, user):
        self.start_tour(path, f"yichuang_{name}_tour", login=user.login, timeout=120)

    def _known_secret(self, notice, kind, user, secret):
        """The browser kept its own secret; the test goes on with one it knows."""
        source = self.source(notice, kind).with_user(user).sudo()
        source._commit(draw_tool.commitment(secret))

    def _verify(self, notice):
        """The visitor's own browser comes to the same order."""
        self.browser_js(
            f"/market/verify/{notice.number}",
            """
            const wait = setInterval(() => {
                const verdict = document.querySelector(".o_yichuang_verdict");
                if (verdict.classList.contains("text-success")) {
                    clearInterval(wait);
                    console.log("screenshot: market-verify");
                    setTimeout(() => console.log("test successful"), 1500);
                } else if (verdict.classList.contains("text-danger")) {
                    clearInterval(wait);
                    console.error(verdict.textContent);
                }
            }, 100);
            """,
            login=None,
        )
