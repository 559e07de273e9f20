import json
from datetime import timedelta
from types import SimpleNamespace
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...models.notice import notice_closing
from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestSignup(MarketCase):
    def test_receipt_states_what_was_signed_and_when(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_a)
        receipt = json.loads(signup.receipt)
        self.assertEqual(receipt["notice_sha256"], notice.canonical_sha256)
        self.assertEqual(receipt["uscc"], self.agency_a.uscc)
        self.assertEqual(signup.receipt_sha256, draw_tool.sha256_hex(signup.receipt))

    def test_receipt_numbers_do_not_count(self):
        notice = self.published_notice()
        numbers = {
            self.sign_up(notice, user).receipt_number
            for user in (self.user_a, self.user_b)
        }
        self.assertEqual({len(number) for number in numbers}, {16})

    def test_art36_late_sign_up_is_refused_by_the_database_clock(self):
        notice = self.published_notice()
        self.put_back(notice, "sign_close")
        with self.assertRaisesRegex(UserError, "Art. 36"):
            self.sign_up(notice, self.user_a)

    def test_threat8_retried_request_keeps_the_moment_of_its_first_attempt(self):
        notice = self.published_notice()
        began = notice.sign_close - timedelta(seconds=1)
        late = began + timedelta(seconds=10)
        with patch.object(notice_closing, "request", self.fresh_request()):
            self.assertEqual(notice._first_attempt(began), began)
            self.assertEqual(notice._first_attempt(late), began)
            too_late = began + notice_closing.RETRY_TIME + timedelta(seconds=1)
            self.assertEqual(notice._first_attempt(too_late), too_late)
        with patch.object(notice_closing, "request", self.fresh_request()):
            self.assertEqual(notice._first_attempt(late), late)

    def fresh_request(self):
        return SimpleNamespace(httprequest=SimpleNamespace(environ={}))

    def test_closed_notice_takes_nobody(self):
        with self.assertRaisesRegex(UserError, "over"):
            self.sign_up(self.listed_notice(), self.user_a)

    def test_agency_signs_up_once(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        with self.assertRaisesRegex(UserError, "already"):
            self.sign_up(notice, self.user_a)

    def test_ineligible_agency_hears_the_reason(self):
        notice = self.published_notice()
        self.agency_a.offering_ids.unlink()
        with self.assertRaisesRegex(UserError, "has not published"):
            self.sign_up(notice, self.user_a)

    def test_art35_agency_withdraws_before_the_end_and_may_come_back(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_a)
        self.as_portal(signup, self.user_a)._transition("withdraw")
        again = self.sign_up(notice, self.user_a)
        self.assertEqual((signup.state, again.state), ("withdrawn", "submitted"))

    def test_art35_nobody_withdraws_after_the_end(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_a)
        self.put_back(notice, "sign_close")
        with self.assertRaisesRegex(UserError, "Art. 35"):
            self.as_portal(signup, self.user_a)._transition("withdraw")

    def test_another_agency_cannot_withdraw_it(self):
        signup = self.draft_signup()
        with self.assertRaises(UserError):
            self.as_portal(signup, self.user_b)._transition("withdraw")

    def test_staff_cannot_sign_anybody_up_or_out(self):
        signup = self.submitted_signup()
        for user in (self.market_reviewer, self.market_publisher, self.market_issuer):
            with self.assertRaises(AccessError):
                signup.with_user(user)._transition("withdraw")
            with self.assertRaises(AccessError):
                signup.with_user(user).copy()

    def test_art42_sign_ups_are_kept(self):
        signup = self.draft_signup()
        with self.assertRaisesRegex(UserError, "Art. 42"):
            signup.unlink()

    def test_agency_suspended_meanwhile_is_screened_out(self):
        notice = self.published_notice(min_valid=2)
        for user in (self.user_a, self.user_b):
            self.sign_up(notice, user)
        self.agency_b.ground = "入驻协议 第八条"
        self.agency_b.with_user(self.market_reviewer).action_suspend()
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        states = {line.agency_id: line.state for line in notice.signup_ids}
        self.assertEqual(states[self.agency_b], "screened_out")
        self.assertNotIn(self.agency_b.uscc, notice.draw_id.list_text)
