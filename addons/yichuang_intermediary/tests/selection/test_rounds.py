import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..common import MarketCase
from .test_choice import pack_problems


@tagged("post_install", "-at_install")
class TestRounds(MarketCase, HttpCase):
    """1.7.3 e 多轮竞价."""

    def test_173e_lowest_last_price_wins_and_the_pack_repeats_it(self):
        notice = self.rounds_notice(12000, 11800, 11500)
        users = {self.agency_of(user).uscc: user for user in self.round_users()}
        self.assertIn("rounds of bidding", notice.waits_for)
        self.assertFalse(notice._offers_public())
        order = notice._turn_order(1)
        prices = [offer.price_fen for offer in notice.offer_ids]
        self.assertEqual(sorted(prices, reverse=True)[0], 12000_00)
        self.assertEqual(order[-1], self.agency_of(users[order[-1]]).uscc)
        self.at_turn(notice, 1, 1)
        self.say(notice, users[order[0]], 11000)
        self.at_turn(notice, 1, 3)
        self.say(notice, users[order[2]], 10900)
        self.at_turn(notice, 2, 2)
        second = notice._turn_order(2)
        self.assertEqual(second[-1], order[2])
        self.say(notice, users[second[1]], 10500)
        self.end_rounds(notice)
        self.assertEqual(notice.state, "selected")
        self.assertEqual(notice.winner_id.uscc, second[1])
        self.assertEqual(notice.award_fen, 10500_00)
        result = json.loads(notice.selection_ids.result)
        self.assertEqual(result["order"], [second[1], order[2], second[0]])
        self.assertIn("10,500.00", notice.selection_ids.explanation)
        self.assertTrue(notice._offers_public())
        self.assertFalse(pack_problems(notice))
        page = self.url_open(f"/market/verify/{notice.number}").text
        self.assertIn("10,500.00", page)

    def test_173e_nobody_speaks_out_of_turn_or_too_little_lower(self):
        notice = self.rounds_notice(12000, 11500)
        first, leader = self.user_a, self.user_b
        with self.assertRaisesRegex(UserError, "not your turn"):
            self.say(notice, first, 11000)
        self.at_turn(notice, 1, 1)
        with self.assertRaisesRegex(UserError, "not your turn"):
            self.say(notice, leader, 11000)
        with self.assertRaisesRegex(UserError, "11,900.00 yuan or less"):
            self.say(notice, first, 11950)
        with self.assertRaisesRegex(UserError, "11,900.00 yuan or less"):
            self.say(notice, first, 0)
        with self.assertRaisesRegex(UserError, "not your turn"):
            self.say(notice, self.third_agency(), 10000)
        with self.assertRaises(AccessError):
            self.env["yichuang.market.turn"].with_user(self.owner)._say(
                notice.with_user(self.owner), self.env["yichuang.market.agency"], 100
            )
        said = self.say(notice, first, 11900)
        with self.assertRaisesRegex(UserError, "15 years"):
            said.unlink()

    def test_173e_what_is_said_is_hidden_until_the_end(self):
        notice = self.rounds_notice(12000, 11500)
        self.at_turn(notice, 1, 1)
        self.say(notice, self.user_a, 11000)
        turns = self.env["yichuang.market.turn"]
        for user in (self.market_reviewer, self.supervisor, self.manager):
            seen = turns.with_user(user).search_count([("notice_id", "=", notice.id)])
            self.assertFalse(seen, user.login)
        shown = notice._rounds_shown(self.agency_b)
        self.assertEqual(
            {line["price_fen"] for line in shown["lines"]}, {1150000, 1200000}
        )
        self.assertEqual(sum(line["own"] for line in shown["lines"]), 1)
        page = self.url_open(f"/market/n/{notice.number}").text
        self.assertIn("o_yichuang_rounds", page)
        for text in (self.agency_a.name, "11,000.00"):
            self.assertNotIn(text, page)
        self.at_turn(notice, 2, 1)
        self.assertIn("11,000.00", self.url_open(f"/market/n/{notice.number}").text)
        self.end_rounds(notice)
        seen = turns.with_user(self.supervisor).search([("notice_id", "=", notice.id)])
        self.assertEqual(len(seen), 1)

    def test_173e_rounds_begin_later_where_the_offers_are_opened_late(self):
        notice = self.rounds_notice(12000, 11500, rounds_in=timedelta(days=9))
        self.assertEqual(notice.rounds_start, notice.rounds_on)
        late = self.rounds_notice(12000, 11500)
        self.assertGreater(late.rounds_start, late._now() + timedelta(minutes=29))
        with self.assertRaisesRegex(UserError, "rounds go on until"):
            late._end_rounds()

    def test_173e_too_few_offers_hold_no_rounds(self):
        notice = self.rounds_notice(12000, 99999)
        self.assertEqual(notice.state, "failed")
        self.assertFalse(notice.rounds_start)

    def test_173e_low_price_is_asked_after_the_last_round(self):
        notice = self.rounds_notice(12000, 11500, 11800)
        self.at_turn(notice, 1, 1)
        self.say(notice, self.user_a, 6000)
        self.end_rounds(notice)
        self.assertEqual(notice.state, "opened")
        low = notice.lowprice_ids
        self.assertEqual((low.agency_id, low.price), (self.agency_a, 6000))
        self.as_portal(low, self.user_a)._transition("explain", {"explanation": "无"})
        self.as_portal(low, self.owner)._transition("reject", {"reason": "不足"})
        self.assertEqual(notice.winner_id, self.agency_b)
        self.assertEqual(notice.award_fen, 11500_00)
        self.assertFalse(pack_problems(notice))

    def test_173e_terms_are_announced(self):
        self.allow("multi_round")
        with self.assertRaisesRegex(UserError, "by how much"):
            self.submitted_notice(mode="multi_round")
        with self.assertRaisesRegex(UserError, "when the rounds begin"):
            self.submitted_notice(mode="multi_round", step_fen=100_00)

    def test_173e_bidder_names_a_price_on_the_portal(self):
        notice = self.rounds_notice(12000, 11500)
        self.at_turn(notice, 1, 1)
        self.authenticate(self.user_a.login, self.user_a.login)
        page = self.url_open(f"/market/n/{notice.number}").text
        self.assertIn("/turn", page)
        token = page.split('name="csrf_token" value="')[1].split('"')[0]
        address = f"/my/market/n/{notice.number}/turn"
        self.url_open(address, data={"csrf_token": token, "price": "x"})
        self.assertFalse(notice.turn_ids)
        self.url_open(address, data={"csrf_token": token, "price": "11,000"})
        self.assertEqual(notice.turn_ids.price_fen, 11000_00)
