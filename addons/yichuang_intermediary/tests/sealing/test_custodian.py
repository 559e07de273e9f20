from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import sealing
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestCustodian(MarketCase):
    def test_key_is_registered_by_its_own_custodian(self):
        custodian = self.registered_custodian()
        self.assertEqual(custodian.state, "registered")
        self.assertEqual(
            custodian.fingerprint, sealing.fingerprint(custodian.public_key)
        )

    def test_anything_but_a_key_is_refused(self):
        user = self.confirmed_custodian().user_id
        custodians = self.env["yichuang.market.custodian"].with_user(user)
        for key in ("", "AAAA", "x" * 88, None):
            with self.subTest(key=key), self.assertRaisesRegex(UserError, "key"):
                custodians._enroll(key, "单位")
        _private, public = sealing.new_custodian_key()
        with self.assertRaisesRegex(UserError, "body"):
            custodians._enroll(public, " ")

    def test_threat3_key_is_confirmed_by_somebody_else(self):
        custodian = self.registered_custodian()
        custodian.user_id.group_ids += self.env.ref("yichuang_catalog.group_supervisor")
        with self.assertRaisesRegex(UserError, "somebody else"):
            custodian.with_user(custodian.user_id).action_confirm()
        custodian.with_user(self.supervisor).action_confirm()
        self.assertEqual(custodian.state, "confirmed")
        self.assertEqual(custodian.confirmed_by_id, self.supervisor)
        self.assertEqual(custodian.valid_to, custodian._today() + timedelta(365))

    def test_hall_staff_confirm_nothing(self):
        custodian = self.registered_custodian()
        with self.assertRaises(AccessError):
            custodian.with_user(self.market_publisher).action_confirm()

    def test_key_is_revoked_with_a_reason(self):
        custodian = self.confirmed_custodian()
        action = custodian.with_user(custodian.user_id).action_revoke()
        wizard = (
            self.env["yichuang.market.revoke"]
            .with_user(custodian.user_id)
            .with_context(**action["context"])
            .create({"reason": "密钥文件遗失"})
        )
        wizard.action_confirm()
        self.assertEqual(custodian.state, "revoked")
        other = self.custodian(2)
        with self.assertRaisesRegex(UserError, "own key"):
            other.with_user(custodian.user_id)._transition(
                "revoke", {"revoke_reason": "别人的"}
            )
        with self.assertRaisesRegex(UserError, "why"):
            other.with_user(self.manager)._transition("revoke", {"revoke_reason": " "})


@tagged("post_install", "-at_install")
class TestNoticeCustodians(MarketCase):
    def test_confirmed_custodians_are_taken_at_submission(self):
        self.confirmed_custodians()
        self.registered_custodian()
        notice = self.submitted_notice(mode="lowest")
        self.assertEqual(notice.custodian_ids, self.confirmed_custodians())

    def test_notice_without_enough_keys_is_not_published(self):
        notice = self.approved_notice(mode="lowest")
        notice._write_guarded({"custodian_ids": False})
        with self.assertRaisesRegex(UserError, "are needed to open"):
            notice.with_user(self.market_publisher).action_publish()

    def test_expired_or_revoked_key_is_not_published(self):
        self.confirmed_custodians()
        notice = self.approved_notice(mode="lowest")
        self.custodian(1)._write_guarded({"valid_to": notice._today()})
        with self.assertRaisesRegex(UserError, "expires"):
            notice.with_user(self.market_publisher).action_publish()

    def test_custodians_come_from_different_bodies(self):
        self.confirmed_custodians()
        notice = self.approved_notice(mode="lowest")
        self.confirmed_custodians()._write_guarded({"organization": "同一单位"})
        with self.assertRaisesRegex(UserError, "different bodies"):
            notice.with_user(self.market_publisher).action_publish()

    def test_threat3_one_custodian_alone_is_not_enough(self):
        self.confirmed_custodians()
        notice = self.approved_notice(mode="lowest")
        notice._write_guarded({"threshold": 1})
        with self.assertRaisesRegex(UserError, "together"):
            notice.with_user(self.market_publisher).action_publish()

    def test_keys_are_frozen_with_the_notice(self):
        notice = self.sealed_notice()
        panel = notice._panel()
        self.assertEqual(panel.threshold, 2)
        self.assertEqual(len(panel.keys), 3)
        self.assertIn(panel.sha256, notice.canonical)
        for key in panel.keys:
            self.assertIn(key, notice.canonical)
        self.assertIn('"mode":"lowest"', notice.canonical)
        with self.assertRaises(UserError):
            notice.with_user(self.market_publisher).threshold = 3
