import json
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import HALL_SECRET, NUMBER, OWNER_SECRET, MarketCase


@tagged("post_install", "-at_install")
class TestPriceModes(MarketCase):
    def draw(self, notice):
        """Reveal, fix and draw, as for a fixed price."""
        self.enter(notice, "hall", self.market_reviewer, value=HALL_SECRET)
        self.source(notice, "owner").with_user(self.owner).sudo()._reveal(OWNER_SECRET)
        notice.draw_id.with_user(self.market_reviewer).action_fix()
        self.put_back(notice, "event_on")
        self.enter(notice, "public", self.market_reviewer, value=NUMBER)
        self.enter(notice, "public", self.market_publisher, value=NUMBER)
        notice.draw_id.with_user(self.market_reviewer).action_run()

    def public(self, notice, code):
        """The reason of a failure as the hall publishes it."""
        return notice._in_public_language()._no_outcome_text(code)

    def test_tie_waits_for_the_draw(self):
        notice = self.opened_notice(11000, 11000)
        self.assertEqual(notice.state, "opened")
        self.assertEqual(notice.waits_for, "the draw")
        self.draw(notice)
        self.assertEqual(notice.state, "selected")
        self.assertEqual(
            notice.winner_id.uscc,
            notice.draw_id._tie([self.agency_a.uscc, self.agency_b.uscc])[0],
        )

    def test_draw_held_before_the_opening_serves_the_tie(self):
        notice = self.frozen_bids(11000, 11000)
        self.draw(notice)
        self.assertEqual(notice.state, "closed")
        self.post(notice, 1, 2)
        self.assertEqual(notice.state, "selected")

    def test_nearest_to_the_mean(self):
        notice = self.opened_notice(12000, 11000, mode="mean")
        self.assertEqual(notice.winner_id, self.agency_b)
        self.assertIn("11,500.00", notice.selection_ids.explanation)

    def test_band_leaves_out_what_is_far(self):
        notice = self.opened_notice(12000, 9000, mode="band", band_percent=10)
        self.assertEqual(notice.state, "failed")
        self.assertEqual(notice.fail_reason, self.public(notice, "none_in_band"))

    def test_best_price_waits_for_the_drawn_percentage(self):
        notice = self.opened_notice(12000, 11000, mode="best_price")
        self.assertEqual(notice.waits_for, "the draw")
        self.draw(notice)
        reference = json.loads(notice.selection_ids.result)["reference_fen"]
        self.assertIn(reference, {11_500 * percent for percent in (95, 96, 97, 98)})
        self.assertEqual(notice.winner_id, self.agency_b)

    def test_too_few_valid_offers_fail(self):
        notice = self.opened_notice(99999, 11000)
        self.assertEqual(notice.state, "failed")
        self.assertEqual(notice.fail_reason, self.public(notice, "too_few"))

    def test_contract_has_the_terms_of_the_offer(self):
        notice = self.opened_notice()
        notice._write_guarded({"publicity_until": notice._today() - timedelta(days=1)})
        notice.with_user(self.market_issuer).action_award()
        contract = notice.contract_ids
        self.assertEqual((contract.amount_fen, contract.days), (11000_00, 10))

    def test_reserve_is_awarded_on_the_terms_of_its_own_offer(self):
        notice = self.opened_notice()
        reserve = notice.signup_ids.filtered(lambda line: line.state == "reserve")
        self.assertEqual(
            notice._award_values(reserve), {"award_fen": 12000_00, "award_days": 10}
        )

    def test_threat12_random_draw_leaves_a_selection_too(self):
        selection = self.drawn_notice().selection_ids
        self.assertEqual(selection.mode, "random")
        self.assertEqual(selection.winner_id, selection.notice_id.winner_id)


@tagged("post_install", "-at_install")
class TestLowPrice(MarketCase):
    def test_low_price_is_explained_before_the_selection(self):
        line = self.asked_lowprice()
        self.assertEqual(line.tests, "mean, next")
        self.assertRegex(line.tests_text, r"40 ?%.*30 ?%")
        self.assertEqual(line.notice_id.state, "opened")
        self.as_portal(line, self.user_b)._transition(
            "explain", {"explanation": "设备自有。"}
        )
        self.as_portal(line, self.owner)._transition("accept", {"reason": "合理"})
        self.assertEqual(line.notice_id.winner_id, self.agency_b)

    def test_art51_rejected_offer_is_void_and_the_reason_published(self):
        line = self.asked_lowprice()
        self.as_portal(line, self.user_b)._transition(
            "explain", {"explanation": "设备自有。"}
        )
        self.as_portal(line, self.owner)._transition("reject", {"reason": "低于成本"})
        self.assertEqual(line.offer_id.state, "void")
        self.assertIn("低于成本", line.offer_id.void_reason)
        self.assertEqual(line.notice_id.state, "failed")

    def test_owner_decides_after_the_answer_or_its_time(self):
        line = self.asked_lowprice()
        owner = self.as_portal(line, self.owner)
        with self.assertRaisesRegex(UserError, "may explain"):
            owner._transition("reject", {"reason": "低于成本"})
        line._write_guarded({"due": line._today() - timedelta(days=1)})
        with self.assertRaisesRegex(UserError, "ended on"):
            self.as_portal(line, self.user_b)._transition(
                "explain", {"explanation": "晚了"}
            )
        owner._transition("reject", {"reason": "低于成本"})
        self.assertEqual(line.state, "rejected")

    def test_nobody_else_explains_or_decides(self):
        line = self.asked_lowprice()
        with self.assertRaisesRegex(UserError, "own price"):
            self.as_portal(line, self.user_a)._transition(
                "explain", {"explanation": "别人"}
            )
        self.as_portal(line, self.user_b)._transition(
            "explain", {"explanation": "设备自有。"}
        )
        for step in ("accept", "reject"):
            with self.assertRaisesRegex(UserError, "Only the owner"):
                self.as_portal(line, self.user_b)._transition(step, {"reason": "好"})
            with self.assertRaisesRegex(UserError, "State the reason"):
                self.as_portal(line, self.owner)._transition(step, {"reason": " "})
