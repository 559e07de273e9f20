"""Odoo's robot clicks every menu, view and filter of our applications."""

from odoo.tests import HttpCase, tagged

START = (
    "odoo.loader.modules.get('@web/webclient/clickbot/clickbot_loader')"
    ".startClickEverywhere('%s');"
)


@tagged("post_install", "-at_install")
class TestClickEverywhere(HttpCase):
    allow_end_on_form = True

    def test_catalogue(self):
        self._click_everywhere("yichuang_catalog.menu_root")

    def test_intake(self):
        self._click_everywhere("yichuang_intake.menu_root")

    def test_intermediary_market(self):
        self._click_everywhere("yichuang_intermediary.menu_root")

    def test_issuance(self):
        self._click_everywhere("yichuang_issuance.menu_root")

    def _click_everywhere(self, menu: str):
        self.env.ref("base.user_admin").tour_enabled = False
        self.browser_js(
            "/odoo",
            START % menu,
            "odoo.isReady === true",
            login="admin",
            timeout=600,
            success_signal="clickbot test succeeded",
        )
