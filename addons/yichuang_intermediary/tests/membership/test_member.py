from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.http import Request
from odoo.tests import tagged

from ..test_pages import MarketPagesCase


@tagged("post_install", "-at_install")
class TestMember(MarketPagesCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.colleague = cls.make_user("test_agency_a2", "base.group_portal")
        cls.colleague.partner_id.parent_id = cls.user_a.commercial_partner_id

    def test_firm_without_a_register_acts_through_its_portal_users(self):
        self.assertTrue(self.colleague._market_may("agency_bidder"))
        notice = self.published_notice()
        self.assertTrue(self.sign_up(notice, self.colleague))

    def test_first_member_closes_the_account_to_everybody_else(self):
        self.member()
        agencies = self.env["yichuang.market.agency"]
        self.assertTrue(agencies.with_user(self.user_a).search([]))
        for model in ("agency", "signup", "contract", "notice", "qualification"):
            rows = self.env[f"yichuang.market.{model}"].with_user(self.colleague)
            self.assertFalse(rows.search([]), model)

    def test_every_model_of_the_market_is_closed_to_who_is_not_a_member(self):
        self.member()
        rules = self.env["ir.rule"].with_user(self.colleague)
        for name, model in self.env.items():
            if name.startswith("yichuang.market.") and not model._abstract:
                with self.subTest(model=name):
                    self.assertTrue(rules._compute_domain(name).is_false())

    def test_roles_decide_who_signs_up(self):
        notice = self.published_notice()
        self.member()
        self.member(self.colleague, "agency_bidder")
        self.member(self.owner, "owner_confirmer")
        with self.assertRaisesRegex(AccessError, "role"):
            self.as_portal(notice, self.owner)._transition(
                "cancel", {"cancel_reason": "x"}
            )
        signup = self.sign_up(notice, self.colleague)
        self.as_portal(signup, self.colleague)._transition("withdraw")
        with self.assertRaisesRegex(AccessError, "role"):
            self.as_portal(self.agency_a, self.colleague)._transition("leave")

    def test_roles_decide_who_binds_the_firm(self):
        contract = self.draft_contract()
        winner = self.winner_user(contract)
        self.member(self.owner, "owner_purchaser")
        self.member(winner, "agency_bidder")
        for user, side in ((self.owner, "owner"), (winner, "agency")):
            with self.subTest(side=side), self.assertRaisesRegex(AccessError, "role"):
                self.as_portal(contract, user)._confirm(side)
        self.member(self.owner, "owner_confirmer")
        self.as_portal(contract, self.owner)._confirm("owner")
        self.assertTrue(contract.owner_confirmed_on)

    def test_purchaser_keeps_to_the_limit(self):
        notice = self.draft_notice()
        self.member(self.owner, "owner_purchaser", limit_fen=notice.amount_fen - 1)
        with self.assertRaisesRegex(UserError, "12345.00"):
            self.submit(notice)

    def test_member_belongs_to_the_firm(self):
        with self.assertRaisesRegex(ValidationError, "does not belong"):
            self.env["yichuang.market.member"]._appoint(
                self.user_a.commercial_partner_id, self.user_b, "agency_bidder"
            )

    def test_only_an_administrator_appoints_and_revokes(self):
        self.member()
        bidder = self.member(self.colleague, "agency_bidder")
        members = self.env["yichuang.market.member"]
        firm = self.user_a.commercial_partner_id
        for user in (self.colleague, self.user_b):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                members.with_user(user)._appoint(firm, self.colleague, "agency_admin")
            with self.assertRaises(AccessError):
                self.as_portal(bidder, user)._transition("revoke")
        self.as_portal(bidder, self.user_a)._transition("revoke")
        self.assertEqual(bidder.revoked_by_id, self.user_a)

    def test_last_administrator_stays(self):
        admin = self.member()
        with self.assertRaisesRegex(UserError, "last administrator"):
            self.as_portal(admin, self.user_a)._transition("revoke")

    def test_threat22_revoked_member_is_refused_with_the_very_next_request(self):
        notice = self.published_notice()
        self.member()
        bidder = self.member(self.colleague, "agency_bidder")
        self.authenticate(self.colleague.login, self.colleague.login)
        self.assertIn(self.agency_a.name, self.url_open("/my/market").text)
        bidder.with_user(self.market_reviewer).action_revoke()
        # The session lives on, and the firm is gone from it.
        self.assertNotIn(self.agency_a.name, self.url_open("/my/market").text)
        answer = self.post_live(f"/my/market/n/{notice.number}/signup", promise="1")
        self.assertEqual(answer.status_code, 404)
        self.assertFalse(notice.signup_ids)

    def post_live(self, path, **data):
        """Post in the session there is."""
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data)
