import hashlib
from urllib.parse import urlsplit

from odoo.tests import HttpCase, tagged
from odoo.tools import mute_logger

from ...tools import scripts
from ..common import MarketCase

CHECK_LOG = "odoo.addons.yichuang_intermediary.models.trust.check"


@tagged("post_install", "-at_install")
class TestScripts(MarketCase, HttpCase):
    """Threat 25: an altered script, or one of somebody else's, steals no offer."""

    def policy(self, path, user=None):
        login = user.login if user else None
        self.authenticate(login, login)
        answer = self.url_open(path)
        self.assertEqual(answer.status_code, 200)
        text = answer.headers["Content-Security-Policy"]
        return dict(part.strip().split(" ", 1) for part in text.split(";"))

    def test_threat25_pages_that_seal_open_or_repeat_send_nothing_elsewhere(self):
        sealed = self.sealed_notice()
        opened = self.opened_notice()
        pages = (
            (f"/market/n/{sealed.number}", self.user_a),
            (f"/market/n/{sealed.number}", None),
            (f"/market/verify/{opened.number}", None),
            ("/my/market/custodian", self.custodian(1).user_id),
            (f"/my/market/notices/{opened.number}", self.owner),
        )
        for path, user in pages:
            policy = self.policy(path, user)
            for rule, sources in policy.items():
                for source in sources.split():
                    with self.subTest(path=path, rule=rule, source=source):
                        self.assertFalse(urlsplit(source.strip("'")).netloc)
                        self.assertNotIn(source, ("*", "https:", "http:"))
            for rule in ("default-src", "connect-src", "form-action", "base-uri"):
                self.assertEqual(policy[rule], "'self'", rule)
            self.assertEqual(policy["object-src"], "'none'")

    def test_threat25_published_hashes_are_those_of_what_is_served(self):
        listing = self.url_open("/market/scripts.txt").text
        lines = [line.split("  ") for line in listing.splitlines()]
        served = {address: digest for digest, address in lines}
        for name in ("seal", "seal_offer", "custodian", "check_offers", "draw"):
            address = f"/yichuang_intermediary/static/src/js/{name}.js"
            with self.subTest(script=name):
                content = self.url_open(address).content
                self.assertEqual(served[address], hashlib.sha256(content).hexdigest())

    def look(self):
        """What a night's look finds of the scripts, for this hall."""
        checks = self.env["yichuang.market.check"]
        before = checks.search([])
        checks._cron_check()
        found = checks.search([("kind", "=", "scripts")]) - before
        return found.filtered(lambda check: check.company_id == self.env.company)

    def test_threat25_altered_script_is_found_told_and_shown(self):
        self.published_notice()
        before = self.look()
        self.assertFalse(before.faults, before.note)
        listing = scripts.listing()
        self.assertEqual(before.listing, listing)
        name = f"{scripts.ADDRESS}seal.js"
        altered = listing.replace(scripts.parse(listing)[name], "0" * 64)
        self.patch(scripts, "listing", lambda: altered)
        with mute_logger(CHECK_LOG):
            check = self.look()
            again = self.look()
        for one in (check, again):
            self.assertEqual(one.faults, 1)
            self.assertIn("seal.js", one.note)
        told = self.env["mail.message"].search(
            [("partner_ids", "in", self.supervisor.partner_id.ids)]
        )
        self.assertTrue(any("seal.js" in message.body for message in told))
        page = self.url_open("/market/scripts").text
        self.assertIn("table-danger", page)
        self.assertIn(check.listing_sha256, page)

    def test_threat25_new_version_begins_a_list_of_its_own(self):
        self.published_notice()
        first = self.look()
        module = self.env["ir.module.module"].search(
            [("name", "=", "yichuang_intermediary")]
        )
        module.latest_version = "19.0.9.9.9"
        self.patch(scripts, "listing", lambda: first.listing + f"{'1' * 64}  /x.js\n")
        self.assertFalse(self.look().faults)

    def test_threat25_altered_bundle_is_found(self):
        checks = self.env["yichuang.market.check"]
        bundle = self.env["ir.qweb"]._get_asset_bundle(
            "web.assets_frontend_lazy", css=False, js=True
        )
        made = bundle.js()
        self.assertFalse(checks._altered_in_bundle())
        made.raw = made.raw.replace(b"p256-hkdf-sha256-aes256gcm", b"none", 1)
        self.assertEqual(checks._altered_in_bundle(), [f"{scripts.ADDRESS}seal.js"])
        with mute_logger(CHECK_LOG):
            check = self.look()
        self.assertEqual(check.faults, 1)
        self.assertIn("seal.js", check.note)
