from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestSanction(MarketCase):
    def test_suspension_begins_with_the_decision_and_ends_on_its_day(self):
        sanction = self.decided_sanction()
        agency = self.agency_a
        self.assertEqual(agency.state, "suspended")
        self.assertEqual(agency.suspended_until, sanction.until_on)
        self.assertIn("入驻协议", agency.ground)
        with self.assertRaisesRegex(UserError, "by decision"):
            agency.with_user(self.market_reviewer).action_resume()
        sanction._write_guarded({"until_on": sanction._today() - timedelta(days=1)})
        self.env["yichuang.market.sanction"]._cron_expire()
        self.assertEqual((sanction.state, agency.state), ("expired", "active"))

    def test_second_suspension_keeps_the_agency_out(self):
        first = self.decided_sanction()
        second = self.decided_sanction(months=3)
        first._write_guarded({"until_on": first._today() - timedelta(days=1)})
        self.env["yichuang.market.sanction"]._cron_expire()
        self.assertEqual(self.agency_a.state, "suspended")
        self.as_portal(second, self.user_a)._transition("appeal", {"appeal": "不服"})
        second.with_user(self.supervisor)._transition(
            "cancel", {"cancel_reason": "事实不清"}
        )
        self.assertEqual(self.agency_a.state, "active")

    def test_removal_is_by_decision_only(self):
        sanction = self.draft_sanction(kind="remove")
        self.assertEqual(self.agency_a.state, "active")
        self.decide_measure(sanction)
        self.assertEqual(self.agency_a.state, "removed")
        with self.assertRaises(UserError):
            self.agency_a.with_user(self.market_reviewer).action_resume()

    def test_removed_agency_may_not_sign_up(self):
        notice = self.published_notice()
        self.decide_measure(self.draft_sanction(kind="remove"))
        with self.assertRaisesRegex(UserError, "not active"):
            self.sign_up(notice, self.user_a)

    def test_running_contract_goes_on(self):
        contract = self.active_contract()
        agency = contract.agency_id
        self.decide_measure(self.draft_sanction(kind="remove", agency_id=agency.id))
        self.assertEqual((agency.state, contract.state), ("removed", "active"))

    def test_warning_leaves_the_agency_where_it_is(self):
        sanction = self.decided_sanction(kind="warn")
        self.assertEqual(self.agency_a.state, "active")
        self.assertTrue(sanction.until_on)
