from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestSealingPages(MarketCase, HttpCase):
    def get(self, path, user=None):
        self.log_in(user)
        return self.url_open(path)

    def post_form(self, path, user, **data):
        self.log_in(user)
        data["csrf_token"] = Request.csrf_token(self)
        return self.url_open(path, data=data)

    def log_in(self, user):
        login = user.login if user else None
        self.authenticate(login, login)

    def test_page_names_custodians_and_holds_no_field_for_a_plain_price(self):
        notice = self.sealed_notice()
        page = self.get(f"/market/n/{notice.number}", self.user_a).text
        self.assertIn(self.custodian(1).fingerprint, page)
        self.assertIn("o_yichuang_seal", page)
        for name in ("price", "days", "offered_days", "proposal"):
            self.assertNotIn(f'name="{name}"', page)

    def test_sealed_offer_is_taken_and_a_plain_one_is_not(self):
        notice = self.sealed_notice()
        path = f"/my/market/n/{notice.number}/signup"
        page = self.post_form(path, self.user_a, promise="1", price="11000")
        self.assertIn("alert-danger", page.text)
        self.assertFalse(notice.signup_ids)
        blob = self.seal(notice, self.user_a, 11000)
        self.post_form(path, self.user_a, promise="1", sealed=blob, request_id="r1")
        self.post_form(path, self.user_a, promise="1", sealed=blob, request_id="r1")
        self.assertEqual(notice.signup_ids.sealed_sha256, draw_tool.sha256_hex(blob))

    def test_threat16_sealed_text_is_public_after_the_opening_only(self):
        notice = self.frozen_bids(12000, 11000)
        number = notice.signup_ids[0].receipt_number
        path = f"/market/verify/{notice.number}/offers/{number}.json"
        for user in (None, self.owner, self.user_a, self.market_reviewer):
            self.assertEqual(self.get(path, user).status_code, 404)
        blob = notice.signup_ids[0]._sealed().blob
        self.post(notice, 1, 2)
        self.assertEqual(self.get(path).text, blob)
        page = self.get(f"/market/verify/{notice.number}").text
        self.assertIn("11,000.00", page)
        pack = self.get(f"/market/verify/{notice.number}/pack.zip")
        self.assertEqual(pack.headers["Content-Type"], "application/zip")

    def test_custodian_page_is_for_custodians(self):
        self.confirmed_custodians()
        for user in (self.owner, self.user_a, self.market_reviewer, self.manager):
            self.assertEqual(self.get("/my/market/custodian", user).status_code, 404)
        user = self.custodian(1).user_id
        page = self.get("/my/market/custodian", user)
        self.assertIn(self.custodian(1).fingerprint, page.text)

    def test_threat3_envelopes_come_by_post_to_the_notice_s_own_custodians(self):
        notice = self.frozen_bids(12000, 11000)
        path = f"/my/market/custodian/{notice.number}"
        stranger = self.registered_custodian().user_id
        self.assertEqual(self.post_form(path, stranger).status_code, 404)
        self.assertEqual(self.post_form(path, self.owner).status_code, 404)
        page = self.post_form(path, self.custodian(1).user_id)
        self.assertIn("data-envelopes", page.text)
        self.assertNotIn("ciphertext", page.text)
        page = self.post_form(f"{path}/shares", self.custodian(1).user_id, shares="[")
        self.assertIn("alert-danger", page.text)

    def test_low_price_is_explained_and_decided_on_the_portal(self):
        line = self.asked_lowprice()
        number = line.notice_id.number
        receipt = line.offer_id.signup_id.receipt_number
        path = f"/my/market/low/{receipt}"
        self.assertIn(
            f"{path}/explain", self.get(f"/market/n/{number}", self.user_b).text
        )
        self.assertEqual(
            self.post_form(f"{path}/explain", self.user_a, text="别人").status_code,
            404,
        )
        self.post_form(f"{path}/explain", self.user_b, text="设备自有。")
        self.env.invalidate_all()
        self.assertEqual(line.state, "explained")
        self.assertIn(
            f"{path}/reject", self.get(f"/market/n/{number}", self.owner).text
        )
        self.post_form(f"{path}/accept", self.owner, text="合理")
        self.env.invalidate_all()
        self.assertEqual(line.notice_id.winner_id, self.agency_b)
        self.assertIn("设备自有", self.get(f"/market/verify/{number}").text)
