"""The pages anyone can open: usable by everybody, on a small phone as well."""

from odoo.fields import Domain
from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .accessibility import check


@tagged("post_install", "-at_install")
class TestPublicPages(Hall, HttpCase):
    def pages(self):
        """Addresses of every kind of public page of the catalogue."""
        services = self.env["yichuang.service"]
        guided = services.search(services._guided(), limit=1)
        asking = services.search(
            services._guided()
            & Domain("current_version_id.situation_ids", "!=", False),
            limit=1,
        )
        return {
            "/services",
            "/services?search=这里什么也没有",
            *(
                f"/services/{service._public_reference()}"
                for service in guided | asking
            ),
            "/seals",
        }

    def test_wcag_21_aa_on_a_desk_screen(self):
        self.check_pages()

    def test_wcag_21_aa_at_320_pixels(self):
        self.check_pages("320x800")

    def check_pages(self, size="1366x768"):
        self.browser_size = size
        for page in sorted(self.pages()):
            with self.subTest(page=page, size=size):
                self.browser_js(page, check(), login=None)
