import hashlib
from urllib.parse import urlsplit

from odoo.tests import HttpCase, tagged

from ..common import MarketCase


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
