from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import HttpCase, tagged

from ...models.notice.outage import PULSE
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestOutage(MarketCase, HttpCase):
    """Threat 23: nobody loses a sign-up because the market could not be reached."""

    def close(self, notice):
        notice.with_user(self.market_reviewer).action_close()

    def test_threat23_outage_extends_sign_up_for_all_and_offers_stay(self):
        notice = self.published_notice()
        signup = self.sign_up(notice, self.user_a)
        before, sha256 = notice.reveal_until, notice.canonical_sha256
        outage = self.reported_outage(notice)
        with self.assertRaisesRegex(UserError, "until then it is not closed"):
            self.close(notice)
        with self.assertRaisesRegex(UserError, "second person"):
            outage.with_user(self.supervisor)._write_guarded(
                {"reported_by_id": self.supervisor.id}
            )
            outage.with_user(self.supervisor).action_confirm()
        outage._write_guarded({"reported_by_id": self.market_reviewer.id})
        outage.with_user(self.supervisor).action_confirm()
        self.assertEqual(outage.notice_ids, notice)
        self.assertEqual(notice.sign_close, outage.new_close)
        self.assertEqual(
            (notice.reveal_until, notice.canonical_sha256), (before, sha256)
        )
        self.assertEqual(signup.state, "submitted")
        self.sign_up(notice, self.user_b)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.agency_a.partner_id.ids)]
        )
        moment = notice._moment_text(outage.new_close)
        self.assertTrue(any(moment in message.subject for message in told))
        events = self.env["yichuang.event"].search(
            [("res_model", "=", notice._name), ("res_id", "=", notice.id)]
        )
        self.assertIn("extend", events.mapped("action"))
        self.assertIn("机房断电", self.url_open(f"/market/n/{notice.number}").text)
        self.put_back(notice, "sign_close")
        self.close(notice)
        self.assertEqual(notice.state, "closed")

    def test_threat23_nothing_is_shortened_and_short_outages_extend_nothing(self):
        notice = self.published_notice()
        now = notice._now()
        for values, message in (
            ({"minutes": 10}, "15 minutes or more"),
            ({"new_close": now + timedelta(minutes=30)}, "everybody has an hour"),
            ({"new_close": False}, "until when"),
            ({"new_close": notice.reveal_until}, "before the last reveal"),
            ({"ended_on": now + timedelta(hours=1)}, "is over"),
        ):
            outage = self.reported_outage(notice, **values)
            with self.subTest(message), self.assertRaisesRegex(UserError, message):
                outage.with_user(self.supervisor).action_confirm()
            outage.with_user(self.supervisor)._transition(
                "dismiss", {"dismissal": "不符合"}
            )
        self.close(notice)
        outage = self.reported_outage(notice)
        outage.with_user(self.supervisor).action_confirm()
        self.assertFalse(outage.notice_ids)
        self.assertEqual(notice.state, "closed")

    def test_threat23_only_notices_in_their_last_hour_are_extended(self):
        later = self.published_notice()
        close = later.sign_close
        outage = self.reported_outage()
        outage.with_user(self.supervisor).action_confirm()
        self.assertNotIn(later, outage.notice_ids)
        self.assertEqual(later.sign_close, close)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.reported_outage().with_user(self.supervisor)._transition("dismiss")

    def test_threat23_job_reports_by_itself_that_it_stood_still(self):
        notice = self.published_notice()
        self.put_back(notice, "sign_close")
        outages = self.env["yichuang.market.outage"]
        settings = self.env["ir.config_parameter"].sudo()
        before = notice._now().replace(microsecond=0) - timedelta(minutes=6)
        settings.set_param(PULSE, str(before))
        outages._beat()
        self.assertFalse(outages.search([("reported_by_id", "=", False)]))
        settings.set_param(PULSE, "2026-01-01 00:00:00")
        outages._beat()
        found = outages.search([("reported_by_id", "=", False)])
        self.assertEqual(found.company_id, notice.company_id)
        with self.assertRaisesRegex(UserError, "not closed"):
            self.close(notice)
