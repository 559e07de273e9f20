from datetime import timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestClock(MarketCase):
    """Threat 4: whoever moves a server's clock moves no deadline."""

    def test_threat4_wrong_clock_of_the_server_changes_nothing(self):
        for hours in (-1, 1):
            wrong = fields.Datetime.now() + timedelta(hours=hours)
            open_notice, over = self.published_notice(), self.published_notice()
            self.put_back(over, "sign_close")
            with self.subTest(hours=hours), freeze_time(wrong):
                signup = self.sign_up(open_notice, self.user_a)
                real = open_notice._now()
                self.assertLess(abs(real - signup.received_on), timedelta(minutes=5))
                with self.assertRaisesRegex(UserError, "Art. 36"):
                    self.sign_up(over, self.user_a)
                with self.assertRaises(UserError), self.env.cr.savepoint():
                    open_notice.with_user(self.market_reviewer).action_close()
                over.with_user(self.market_reviewer).action_close()
                self.assertEqual(over.state, "closed")

    def test_threat4_clock_that_went_back_blocks_the_opening(self):
        notice = self.frozen_bids(12000, 11000)
        closed = notice.closed_on
        # The database believed it was later when it closed the notice than it says now.
        notice._write_guarded({"closed_on": notice._now() + timedelta(minutes=10)})
        user = self.custodian(1).user_id
        for step in (
            lambda: notice.with_user(user)._hand_out(),
            lambda: notice.with_user(user)._post_shares(self.shares(notice, 1)),
        ):
            with self.assertRaisesRegex(UserError, "clock"), self.env.cr.savepoint():
                step()
        self.assertFalse(notice.offer_ids)
        notice._write_guarded({"closed_on": closed})
        self.post(notice, 1, 2)
        self.assertEqual(len(notice.offer_ids), 2)
