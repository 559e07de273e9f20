import json
from itertools import pairwise

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ...tools import receipt
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestSealedSignUp(MarketCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.sealed_notice()

    def test_sealed_text_is_kept_as_it_came(self):
        blob = self.seal(self.notice, self.user_a, 11000)
        signup = self.sign_up(self.notice, self.user_a, blob)
        self.assertEqual(signup._sealed().blob, blob)
        self.assertEqual(signup.sealed_sha256, draw_tool.sha256_hex(blob))

    def test_receipt_is_signed_and_names_its_place_in_the_log(self):
        signup = self.bid(self.notice, self.user_a, 11000)
        said = json.loads(signup.receipt)
        self.assertEqual(said["sealed_sha256"], signup.sealed_sha256)
        self.assertEqual(said["uscc"], self.agency_a.uscc)
        self.assertEqual(signup.receipt_sha256, draw_tool.sha256_hex(signup.receipt))
        event = self.env["yichuang.event"].browse(said["log_position"])
        self.assertEqual((event.res_id, event.action), (signup.id, "submit"))
        self.assertIn("log_previous", said)
        key = json.loads(self.notice.canonical)["receipt_key"]
        self.assertTrue(receipt.is_signed(key, signup.receipt, signup.signature))

    def test_notice_that_wants_offers_takes_no_bare_sign_up(self):
        with self.assertRaisesRegex(UserError, "offer is missing"):
            self.sign_up(self.notice, self.user_a)

    def test_notice_at_a_fixed_price_takes_no_offer(self):
        with self.assertRaisesRegex(UserError, "fixed price"):
            self.sign_up(
                self.published_notice(),
                self.user_a,
                self.seal(self.notice, self.user_a, 1),
            )

    def test_offer_sealed_for_another_is_refused(self):
        with self.assertRaisesRegex(UserError, "another uscc"):
            self.sign_up(
                self.notice, self.user_a, self.seal(self.notice, self.user_b, 11000)
            )
        with self.assertRaisesRegex(UserError, "another notice"):
            self.sign_up(
                self.notice,
                self.user_a,
                self.seal(self.sealed_notice(), self.user_a, 11000),
            )

    def test_anything_but_a_sealed_offer_is_refused(self):
        good = json.loads(self.seal(self.notice, self.user_a, 11000))
        for sealed in (
            "{}",
            "price=11000",
            canonical_text({**good, "price_fen": 1}),
            canonical_text({**good, "wraps": good["wraps"][:1]}),
            canonical_text({**good, "ciphertext": "AAAA"}),
            json.dumps(good),
        ):
            with (
                self.subTest(sealed=sealed[:40]),
                self.assertRaisesRegex(UserError, "cannot be taken"),
            ):
                self.sign_up(self.notice, self.user_a, sealed)

    def test_threat9_new_offer_replaces_the_old_one_and_the_history_stays(self):
        first = self.bid(self.notice, self.user_a, 11000)
        second = self.bid(self.notice, self.user_a, 10000)
        self.assertEqual((first.state, second.state), ("replaced", "submitted"))
        self.assertTrue(first.receipt_sha256)
        self.assertFalse(first._sealed(), "what is replaced can never be opened")

    def test_threat9_same_request_twice_counts_once(self):
        blob = self.seal(self.notice, self.user_a, 11000)
        first = self.sign_up(self.notice, self.user_a, blob, "abc")
        again = self.sign_up(self.notice, self.user_a, blob, "abc")
        self.assertEqual(first, again)

    def test_art35_withdrawn_offer_is_destroyed(self):
        signup = self.bid(self.notice, self.user_a, 11000)
        self.as_portal(signup, self.user_a)._transition("withdraw")
        self.assertFalse(signup._sealed())
        self.assertTrue(signup.sealed_sha256)

    def test_cancelled_notice_destroys_what_was_sealed(self):
        notice = self.sealed_notice()
        signup = self.bid(notice, self.user_a, 11000)
        self.as_portal(notice, self.owner)._transition(
            "cancel", {"cancel_reason": "项目取消"}
        )
        self.assertFalse(signup._sealed())

    def test_threat2_places_in_the_log_do_not_count_sign_ups(self):
        places = [
            int(self.bid(self.notice, self.user_a, price).log_position)
            for price in range(11000, 11012)
        ]
        steps = {later - one for one, later in pairwise(places)}
        self.assertGreater(len(steps), 1)


@tagged("post_install", "-at_install")
class TestNobodyReadsSealed(MarketCase):
    """Threat 1 by every door of the program: no group has any right at all."""

    def test_threat1_no_right_for_anybody(self):
        self.bid(self.sealed_notice(), self.user_a, 11000)
        everything = self.make_user(
            "test_all_rights",
            ",".join(
                [
                    "yichuang_intermediary.group_market_reviewer",
                    "yichuang_intermediary.group_market_publisher",
                    "yichuang_intermediary.group_market_issuer",
                    "yichuang_intermediary.group_market_custodian",
                    "yichuang_catalog.group_manager",
                    "yichuang_catalog.group_supervisor",
                    "base.group_system",
                    "base.group_allow_export",
                ]
            ),
        )
        admin = self.env.ref("base.user_admin")
        for user in (everything, admin, self.owner, self.user_a, self.user_b):
            for name in ("sealed", "share", "key"):
                model = self.env[f"yichuang.market.{name}"].with_user(user)
                with self.subTest(user=user.login, model=name):
                    for right in ("read", "write", "create", "unlink"):
                        self.assertFalse(model.has_access(right))
                    for attempt in (
                        lambda model=model: model.search([]),
                        lambda model=model: model.search_count([]),
                        lambda model=model: model._read_group([], [], ["__count"]),
                        lambda model=model: model.search_read([], []),
                    ):
                        with self.assertRaises(AccessError):
                            attempt()

    def test_threat17_sealed_offers_have_no_talk(self):
        for name in ("sealed", "share", "offer"):
            fields_ = self.env[f"yichuang.market.{name}"]._fields
            self.assertFalse([field for field in fields_ if "message" in field])
