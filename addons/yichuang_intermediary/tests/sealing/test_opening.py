import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ...tools import sealing
from ..common import CUSTODIAN_KEYS, MarketCase


@tagged("post_install", "-at_install")
class TestOpening(MarketCase):
    def keeper(self, number):
        return self.custodian(number).user_id

    def test_threat3_nothing_is_handed_out_or_taken_before_the_close(self):
        notice = self.sealed_notice()
        signup = self.bid(notice, self.user_a, 11000)
        user = self.keeper(1)
        with self.assertRaisesRegex(UserError, "Art. 41"):
            notice.with_user(user)._hand_out()
        with self.assertRaisesRegex(UserError, "Art. 41"):
            notice.with_user(user)._post_shares({signup.receipt_number: "0" * 64})

    def test_threat3_one_second_early_is_early(self):
        notice = self.frozen_bids(11000, 12000)
        notice._write_guarded({"sign_close": notice._now() + timedelta(seconds=30)})
        with self.assertRaisesRegex(UserError, "Art. 41"):
            notice.with_user(self.keeper(1))._hand_out()

    def test_envelopes_wait_for_the_frozen_list(self):
        notice = self.sealed_notice()
        self.bid(notice, self.user_a, 11000)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        with self.assertRaisesRegex(UserError, "being frozen"):
            notice.with_user(self.keeper(1))._hand_out()

    def test_threat3_envelopes_hold_no_ciphertext_and_are_logged(self):
        notice = self.frozen_bids(11000, 12000)
        envelopes = notice.with_user(self.keeper(1))._hand_out()
        self.assertEqual(len(envelopes), 2)
        for envelope in envelopes.values():
            self.assertNotIn("ciphertext", envelope)
        self.assertTrue(
            self.env["yichuang.event"].search(
                [
                    ("res_model", "=", notice._name),
                    ("res_id", "=", notice.id),
                    ("action", "=", "hand_out"),
                    ("actor_id", "=", self.keeper(1).id),
                ]
            )
        )

    def test_only_its_custodians_open_a_notice(self):
        notice = self.frozen_bids(11000, 12000)
        stranger = self.registered_custodian().user_id
        for user in (stranger, self.market_reviewer, self.supervisor, self.owner):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                notice.with_user(user)._hand_out()

    def test_threat3_one_share_opens_nothing(self):
        notice = self.frozen_bids(12000, 11000)
        self.post(notice, 1)
        self.assertEqual(notice.state, "closed")
        self.assertFalse(notice.offer_ids)
        with self.assertRaisesRegex(UserError, "already"):
            self.post(notice, 1)

    def test_two_of_three_open_all_at_once(self):
        notice = self.frozen_bids(12000, 11000)
        self.post(notice, 3, 1)
        prices = {offer.agency_id: offer.price_fen for offer in notice.offer_ids}
        self.assertEqual(prices, {self.agency_a: 12000_00, self.agency_b: 11000_00})
        self.assertEqual(notice.winner_id, self.agency_b)
        self.assertEqual((notice.award_fen, notice.award_days), (11000_00, 10))
        for offer in notice.offer_ids:
            self.assertEqual(
                sealing.open_with_key(
                    offer.signup_id._sealed().blob, offer.content_key
                )["price_fen"],
                offer.price_fen,
            )

    def test_shares_of_another_key_are_refused(self):
        notice = self.frozen_bids(12000, 11000)
        with self.assertRaisesRegex(UserError, "another key"):
            notice.with_user(self.keeper(1))._post_shares(self.shares(notice, 2))

    def test_shares_of_some_offers_only_are_refused(self):
        notice = self.frozen_bids(12000, 11000)
        shares = self.shares(notice, 1)
        shares.popitem()
        for wrong in (shares, None, [], {"x": "y"}):
            with self.assertRaisesRegex(UserError, "every offer"):
                notice.with_user(self.keeper(1))._post_shares(wrong)

    def test_threat3_false_share_waits_for_the_third_custodian(self):
        notice = self.frozen_bids(12000, 11000)
        shares = self.shares(notice, 1)
        first = next(iter(shares))
        notice.with_user(self.keeper(1))._post_shares({**shares, first: "0" * 64})
        self.post(notice, 2)
        self.assertEqual(notice.state, "closed")
        self.assertFalse(notice.offer_ids, "no price before all can be opened")
        self.post(notice, 3)
        self.assertEqual(set(notice.offer_ids.mapped("state")), {"valid"})
        false = self.env["yichuang.market.share"].search([("valid", "=", False)])
        self.assertEqual(false.custodian_id, self.custodian(1))

    def test_offer_that_opens_by_nobody_is_void_when_all_have_posted(self):
        notice = self.sealed_notice(min_valid=2)
        blob = json.loads(self.seal(notice, self.user_a, 12000))
        blob["ck_commitment"] = "ab" * 32
        self.sign_up(notice, self.user_a, canonical_text(blob))
        self.bid(notice, self.user_b, 11000)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.post(notice, 1, 2)
        self.assertEqual(notice.state, "closed")
        self.post(notice, 3)
        void = notice.offer_ids.filtered(lambda offer: offer.state == "void")
        self.assertEqual(void.agency_id, self.agency_a)
        self.assertEqual(void.signup_id.state, "void")
        self.assertEqual(notice.state, "failed")

    def test_void_offers_and_their_reasons(self):
        for values, reason in (
            ({"price_fen": 99999_00}, "Art. 51"),
            ({"price_fen": 0}, "no price"),
            ({"price_fen": True}, "no price"),
            ({"price_fen": "11000"}, "no price"),
            ({"days": 21}, "longer"),
            ({"days": 0}, "no price or no time"),
            ({"proposal": 1}, "no offer"),
        ):
            with self.subTest(values=values):
                notice = self.sealed_notice()
                self.bid(notice, self.user_a, 11000, **values)
                self.bid(notice, self.user_b, 11000)
                self.put_back(notice, "sign_close")
                notice.with_user(self.market_reviewer).action_close()
                notice.with_user(self.market_reviewer).action_freeze_list()
                self.post(notice, 1, 2)
                void = notice.offer_ids.filtered(lambda offer: offer.state == "void")
                self.assertEqual(void.agency_id, self.agency_a)
                self.assertRegex(void.void_reason, reason)

    def test_lost_keys_end_the_notice_only_when_too_many_are_lost(self):
        notice = self.frozen_bids(12000, 11000)
        self.custodian(1).with_user(self.manager)._transition(
            "revoke", {"revoke_reason": "遗失"}
        )
        with self.assertRaisesRegex(UserError, "Enough custodians"):
            self.decide(notice, self.supervisor)
        self.custodian(2).with_user(self.manager)._transition(
            "revoke", {"revoke_reason": "遗失"}
        )
        with self.assertRaises(AccessError):
            notice.with_user(self.market_issuer).action_give_up()
        self.decide(notice, self.supervisor)
        self.assertEqual(notice.state, "failed")
        self.assertFalse(notice.signup_ids._sealed())

    def decide(self, notice, user):
        action = notice.with_user(user).action_give_up()
        self.env["yichuang.market.decision"].with_user(user).with_context(
            **action["context"]
        ).create({"reason": "两名保管人密钥遗失"}).action_confirm()

    def test_revoked_custodian_opens_nothing(self):
        notice = self.frozen_bids(12000, 11000)
        self.custodian(1).with_user(self.manager)._transition(
            "revoke", {"revoke_reason": "更换"}
        )
        with self.assertRaises(AccessError):
            self.post(notice, 1)
        self.post(notice, 2, 3)
        self.assertEqual(notice.state, "selected")

    def test_owner_and_bidder_see_opened_offers_and_others_do_not(self):
        notice = self.opened_notice()
        offers = self.env["yichuang.market.offer"]
        self.assertEqual(len(offers.with_user(self.owner).search([])), 2)
        self.assertEqual(
            offers.with_user(self.user_a).search([]).agency_id, self.agency_a
        )
        stranger = self.portal_user("test_stranger", "测试无关公司")
        self.assertFalse(offers.with_user(stranger).search([]))
        self.assertEqual(
            offers.with_user(self.market_reviewer).search_count(
                [("notice_id", "=", notice.id)]
            ),
            2,
        )

    def test_threat13_selection_names_list_and_inputs(self):
        selection = self.published_selection()
        inputs = json.loads(selection.inputs)
        self.assertEqual(inputs["list_sha256"], selection.notice_id.draw_id.list_sha256)
        self.assertEqual(
            selection.inputs_sha256, draw_tool.sha256_hex(selection.inputs)
        )
        self.assertEqual(
            json.loads(selection.result)["order"],
            [self.agency_b.uscc, self.agency_a.uscc],
        )
        self.assertIn("11,000.00", selection.explanation)

    def test_custodian_keys_of_the_test_are_the_frozen_ones(self):
        notice = self.sealed_notice()
        self.assertEqual(
            list(notice._panel().keys), [public for _private, public in CUSTODIAN_KEYS]
        )
