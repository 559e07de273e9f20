from odoo.tests import HttpCase, tagged

from ..tools import draw as draw_tool
from .common import HALL_SECRET, NUMBER, OWNER_SECRET, MarketCase


@tagged("post_install", "-at_install")
class TestTours(MarketCase, HttpCase):
    """Real people in a real browser."""

    def test_agency_signs_up(self):
        notice = self.published_notice()
        self.start_tour(
            f"/market/n/{notice.number}", "yichuang_agency_tour", login="test_agency_a"
        )
        self.assertEqual(notice.signup_ids.agency_id, self.agency_a)

    def test_owner_hands_a_notice_in(self):
        notice = self.draft_notice()
        self.start_tour(
            f"/my/market/notices/{notice.number}",
            "yichuang_owner_tour",
            login="test_owner",
        )
        self.assertEqual(notice.state, "submitted")
        self.assertTrue(
            draw_tool.HEX_256.match(self.source(notice, "owner").commitment)
        )

    def test_hall_reviews_publishes_and_draws(self):
        notice = self.submitted_notice()
        self.start_tour(
            f"/odoo/market-notices/{notice.id}",
            "yichuang_market_review_tour",
            login="test_m_reviewer",
        )
        self.assertEqual(notice.state, "approved")
        # The browser kept its own secret; the test needs one it knows.
        self.source(notice, "hall").with_user(self.market_reviewer)._commit(
            draw_tool.commitment(HALL_SECRET)
        )
        self.start_tour(
            f"/odoo/market-notices/{notice.id}",
            "yichuang_market_tour",
            login="test_m_publisher",
        )
        self.assertEqual(notice.state, "published")
        self.sign_up(notice, self.user_a)
        self.sign_up(notice, self.user_b)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_publisher).action_close()
        notice.with_user(self.market_publisher).action_freeze_list()
        self.source(notice, "owner").with_user(self.owner).sudo()._reveal(OWNER_SECRET)
        self.enter(notice, "hall", self.market_publisher, value=HALL_SECRET)
        notice.draw_id.with_user(self.market_publisher).action_fix()
        self.put_back(notice, "event_on")
        self.enter(notice, "public", self.market_publisher, value=NUMBER)
        self.start_tour(
            f"/odoo/market-notices/{notice.id}",
            "yichuang_market_draw_tour",
            login="test_m_reviewer",
        )
        self.assertEqual(notice.state, "selected")
