from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.http import Request
from odoo.tests import tagged

from ..test_pages import MarketPagesCase


@tagged("post_install", "-at_install")
class TestSignupTrace(MarketPagesCase):
    """From where a sign-up came is kept for the supervisors, and not for ever."""

    def signed_up(self, notice, user, agent="Firma/1.0", **headers):
        self.log_in(user)
        self.url_open(
            f"/my/market/n/{notice.number}/signup",
            data={"promise": "1", "csrf_token": Request.csrf_token(self)},
            headers={"User-Agent": agent, **headers},
        )
        return notice.signup_ids

    def closed_with_both(self):
        notice = self.published_notice()
        self.signed_up(notice, self.user_a)
        self.signed_up(notice, self.user_b)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_publisher).action_close()
        notice.with_user(self.market_publisher).action_freeze_list()
        return notice

    def test_threat11_address_and_device_are_kept(self):
        notice = self.published_notice()
        signup = self.signed_up(notice, self.user_a)
        self.assertTrue(signup.ip)
        self.assertRegex(signup.device_hash, "^[0-9a-f]{64}$")
        self.assertNotIn(signup.ip, signup.receipt)
        other = self.signed_up(self.published_notice(), self.user_a, agent="Other/2")
        self.assertNotEqual(other.device_hash, signup.device_hash)

    def test_threat22_forwarded_address_of_the_client_is_not_believed(self):
        forged = {"X-Forwarded-For": "203.0.113.7"}
        signup = self.signed_up(self.published_notice(), self.user_a, **forged)
        self.assertTrue(signup.ip)
        self.assertNotEqual(signup.ip, "203.0.113.7")

    def test_sign_up_without_a_request_has_no_trace(self):
        signup = self.sign_up(self.published_notice(), self.user_a)
        self.assertFalse(signup.ip or signup.device_hash)

    def test_traces_are_for_the_supervisors_alone(self):
        signup = self.closed_with_both().signup_ids[0]
        seen = signup.with_user(self.supervisor)
        self.assertTrue(seen.ip and seen.device_hash)
        for user in (
            self.market_reviewer,
            self.market_publisher,
            self.market_issuer,
            self.manager,
            self.owner,
            self.user_a,
        ):
            signups = self.env["yichuang.market.signup"].with_user(user)
            for name in ("ip", "device_hash"):
                with self.subTest(user=user.login, field=name):
                    self.assertNotIn(name, signups.fields_get())
                    with self.assertRaises(AccessError):
                        signups.browse(signup.id).read([name])
                    with self.assertRaises(AccessError):
                        signups.search([(name, "!=", False)])
                    with self.assertRaises(AccessError):
                        signups._read_group([], [name])

    def test_before_the_close_the_supervisors_see_none_either(self):
        signup = self.signed_up(self.published_notice(), self.user_a)
        with self.assertRaises(AccessError):
            signup.with_user(self.supervisor).read(["ip"])

    def test_threat11_one_address_at_two_bidders_is_flagged_without_the_address(self):
        notice = self.closed_with_both()
        notice._raise_flags()
        flags = notice.flag_ids.filtered(lambda flag: flag.code in ("ip", "device"))
        self.assertEqual(set(flags.mapped("code")), {"ip", "device"})
        for flag in flags:
            self.assertEqual(flag.agency_ids, self.agency_a | self.agency_b)
            self.assertFalse(flag.value)
            self.assertIn("第四十条", flag.clause)

    def test_traces_cannot_be_written(self):
        signup = self.closed_with_both().signup_ids[0]
        with self.assertRaises(UserError):
            signup.with_user(self.supervisor).write({"ip": "203.0.113.7"})

    def test_traces_are_forgotten_after_the_retention_of_the_hall(self):
        notice = self.closed_with_both()
        old, young = notice.signup_ids
        company = notice.company_id
        company.market_trace_days = 100
        now = notice._now()
        old._write_guarded({"received_on": now - timedelta(days=101)})
        young._write_guarded({"received_on": now - timedelta(days=99)})
        before = old.receipt_sha256
        signups = self.env["yichuang.market.signup"]
        self.assertEqual(signups._forget_traces(company, now - timedelta(100)), 1)
        self.assertFalse(old.ip or old.device_hash)
        self.assertTrue(young.ip and young.device_hash)
        self.assertEqual((old.exists(), old.receipt_sha256), (old, before))

    def test_forgetting_runs_by_itself_and_is_done_once(self):
        notice = self.closed_with_both()
        notice.signup_ids._write_guarded({"received_on": "2020-01-01 00:00:00"})
        signups = self.env["yichuang.market.signup"]
        signups._cron_forget_traces()
        self.assertFalse(any(notice.signup_ids.mapped("device_hash")))
        self.assertEqual(signups._forget_traces(notice.company_id, notice._now()), 0)
