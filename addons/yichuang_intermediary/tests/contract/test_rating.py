from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestRating(MarketCase):
    """Threat 20: false ratings, revenge, bought praise."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls.accepted_contract()
        cls.agency_user = cls.winner_user(cls.contract)

    def _seen_by(self, user):
        return (
            self.env["yichuang.market.rating"]
            .with_user(user)
            .search([("contract_id", "=", self.contract.id)])
        )

    def test_threat20_rating_is_blind_until_both_have_spoken(self):
        mine = self.rate(self.contract, "owner", 2)
        self.assertEqual(self._seen_by(self.owner).id, mine.id)
        for user in (self.agency_user, self.market_reviewer, self.manager):
            with self.subTest(user=user.login):
                self.assertFalse(self._seen_by(user))
                with self.assertRaises(AccessError):
                    mine.with_user(user).sudo(False).read(["overall"])
        self.rate(self.contract, "agency", 4)
        for user in (self.owner, self.agency_user, self.market_reviewer):
            self.assertEqual(len(self._seen_by(user)), 2)

    def test_threat20_rating_opens_when_the_time_is_over(self):
        rating = self.rate(self.contract, "owner")
        rating._open()
        self.assertEqual(len(self._seen_by(self.agency_user)), 1)

    def test_threat20_one_rating_of_each_side(self):
        self.rate(self.contract, "owner")
        with self.assertRaisesRegex(UserError, "a rating stays"):
            self.rate(self.contract, "owner", 1)

    def test_threat20_only_parties_of_accepted_work_rate(self):
        other = self.active_contract()
        with self.assertRaisesRegex(UserError, "when its work was accepted"):
            self.rate(other, "owner")
        stranger = self.portal_user("test_stranger", "测试路人公司")
        ratings = self.env["yichuang.market.rating"].with_user(stranger)
        with self.assertRaisesRegex(UserError, "Only owner and agency"):
            ratings._rate(self.as_portal(self.contract, stranger), [5] * 6)

    def test_threat20_rating_ends_with_its_time(self):
        day = self.contract._today() - timedelta(days=1)
        self.contract._write_guarded({"rate_by": day})
        with self.assertRaisesRegex(UserError, "could rate until"):
            self.rate(self.contract, "owner")

    def test_scores_are_whole_and_one_to_five(self):
        ratings = self.env["yichuang.market.rating"].with_user(self.owner)
        side = self.side(self.contract, "owner")
        for scores in ([5] * 5, [0] + [5] * 5, [6] + [5] * 5, []):
            with self.subTest(scores=scores), self.assertRaises(UserError):
                ratings._rate(side, scores)

    def test_threat20_rating_is_never_changed(self):
        rating = self.rate(self.contract, "owner")
        for user in (self.env.user, self.owner):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                rating.with_user(user).sudo(False).write({"overall": 1})

    def test_threat20_who_was_rated_appeals_once_and_the_hall_answers(self):
        rating = self.rate(self.contract, "owner", 1)
        appeal = {"appeal": "与事实不符"}
        agency = self.as_portal(rating, self.agency_user)
        with self.assertRaisesRegex(UserError, "once it is open"):
            agency._transition("appeal", appeal)
        self.rate(self.contract, "agency")
        with self.assertRaises(UserError):
            self.as_portal(rating, self.owner)._transition("appeal", appeal)
        agency._transition("appeal", appeal)
        hall = rating.with_user(self.market_reviewer).sudo(False)
        with self.assertRaisesRegex(UserError, "reasons"):
            hall._transition("annul", {"answer": ""})
        hall._transition("annul", {"answer": "评分与履约记录不符"})
        with self.assertRaises(UserError):
            agency._transition("appeal", appeal)
