from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import MarketCase


@tagged("post_install", "-at_install")
class TestHiddenUntilClosed(MarketCase):
    """Who signed up, and how many, is nobody's business before the close."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.published_notice()
        cls.signup = cls.sign_up(cls.notice, cls.user_a)
        prefix = "yichuang_intermediary.group_market_"
        cls.everything = cls.make_user(
            "test_everything",
            ",".join(
                [
                    f"{prefix}reviewer",
                    f"{prefix}publisher",
                    f"{prefix}issuer",
                    "yichuang_catalog.group_manager",
                    "yichuang_catalog.group_supervisor",
                    "base.group_system",
                    "base.group_allow_export",
                ]
            ),
        )

    def test_threat2_no_group_sees_counts_or_searches_them(self):
        for user in (
            self.market_reviewer,
            self.market_publisher,
            self.market_issuer,
            self.supervisor,
            self.manager,
            self.everything,
            self.owner,
            self.user_b,
        ):
            signups = self.env["yichuang.market.signup"].with_user(user)
            these = [("notice_id.state", "=", "published")]
            every = signups._read_group([], ["notice_id"], ["__count"])
            with self.subTest(user=user.login):
                self.assertFalse(signups.search(these))
                self.assertEqual(signups.search_count(these), 0)
                self.assertFalse(signups._read_group(these, ["notice_id"], ["__count"]))
                self.assertNotIn(self.notice.id, [notice.id for notice, _n in every])
                self.assertFalse(signups.name_search(self.signup.receipt_number))
                self.assertEqual(self.notice.with_user(user).signup_count, 0)
                with self.assertRaises(AccessError):
                    self.signup.with_user(user).read(["agency_id"])
                with self.assertRaises(UserError):
                    self.signup.with_user(user).export_data(["receipt_number"])

    def test_notice_does_not_lead_to_them(self):
        notices = self.env["yichuang.market.notice"].with_user(self.everything)
        agency = [("signup_ids.agency_id", "=", self.agency_a.id)]
        self.assertFalse(notices.search(agency))
        self.assertFalse(notices.browse(self.notice.id).signup_ids)

    def test_event_log_does_not_tell_them(self):
        self.as_portal(self.signup, self.user_a)._transition("withdraw")
        events = self.env["yichuang.event"].with_user(self.everything)
        self.assertFalse(events.search([("res_model", "=", "yichuang.market.signup")]))

    def test_threat17_chatter_does_not_tell_them(self):
        text = " ".join(self.notice.message_ids.mapped(lambda m: m.body or ""))
        self.assertNotIn(self.agency_a.name, text)
        self.assertNotIn(self.agency_a.partner_id, self.notice.message_partner_ids)

    def test_agency_sees_its_own(self):
        own = self.env["yichuang.market.signup"].with_user(self.user_a).search([])
        self.assertEqual(own, self.signup)

    def test_after_the_close_the_hall_sees_the_list(self):
        notice = self.closed_notice()
        self.assertEqual(notice.with_user(self.market_reviewer).signup_count, 2)


@tagged("post_install", "-at_install")
class TestPortalRights(MarketCase):
    def test_portal_writes_nothing_directly(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_a)
        records = (
            (notice, self.owner),
            (signup, self.user_a),
            (self.agency_a, self.user_a),
            (self.agency_a.offering_ids, self.user_a),
            (notice.draw_id, self.owner),
            (self.source(notice, "owner"), self.owner),
            (self.market_service, self.owner),
        )
        for record, user in records:
            with self.subTest(model=record._name):
                for operation in ("write", "create", "unlink"):
                    self.assertFalse(record.with_user(user).has_access(operation))

    def test_agency_sees_published_notices_and_not_drafts(self):
        published, draft = self.published_notice(), self.draft_notice()
        seen = self.env["yichuang.market.notice"].with_user(self.user_a).search([])
        self.assertIn(published, seen)
        self.assertNotIn(draft, seen)

    def test_loser_does_not_see_the_contract(self):
        contract = self.active_contract()
        winner = self.winner_user(contract)
        loser = self.user_b if winner == self.user_a else self.user_a
        contracts = self.env["yichuang.market.contract"]
        self.assertEqual(contracts.with_user(winner).search([]), contract)
        self.assertEqual(contracts.with_user(self.owner).search([]), contract)
        self.assertFalse(contracts.with_user(loser).search([]))

    def test_agency_does_not_see_another_in_the_register(self):
        agencies = self.env["yichuang.market.agency"].with_user(self.user_a)
        self.assertEqual(agencies.search([]), self.agency_a)

    def test_people_of_the_hall_are_not_shown_on_the_portal(self):
        notice = self.published_notice().with_user(self.user_a)
        for name in ("author_id", "reviewed_by_id", "published_by_id"):
            with self.subTest(name=name), self.assertRaises(AccessError):
                notice.read([name])
        with self.assertRaises(AccessError):
            notice.draw_id.source_ids.read(["committed_by_id"])

    def test_buttons_of_the_hall_are_not_for_the_portal(self):
        notice = self.published_notice().with_user(self.owner)
        for name in (
            "action_approve",
            "action_publish",
            "action_close",
            "action_freeze_list",
            "action_award",
            "action_send_back",
            "action_view_signups",
            "action_view_draw",
            "action_view_contract",
            "action_verify",
        ):
            with self.subTest(name=name), self.assertRaises(AccessError):
                getattr(notice, name)()

    def test_other_hall_does_not_see_the_notice(self):
        notice = self.published_notice()
        company = self.env["res.company"].create({"name": "邻县大厅"})
        neighbour = self.make_user(
            "test_neighbour",
            "yichuang_intermediary.group_market_reviewer",
            company_id=company.id,
            company_ids=[(6, 0, company.ids)],
        )
        self.assertNotIn(
            notice, self.env["yichuang.market.notice"].with_user(neighbour).search([])
        )
