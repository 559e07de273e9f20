"""From the kiosk to the counter in a real browser: take, call, serve, done."""

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestHallInTheBrowser(TakesPictures, Hall, HttpCase):
    def test_kiosk_call_serve_done(self):
        self.clerk.name = "窗口 王晓梅"
        zone = self.zone(name="综合服务区")
        window = self.window("901", name="综合窗口")
        self.start_tour(
            f"/queue/kiosk/{zone.kiosk_token}", "yichuang_kiosk_tour", timeout=120
        )
        ticket = self.env["yichuang.ticket"].search([("zone_id", "=", zone.id)])
        self.assertEqual((ticket.state, ticket.priority_reason), ("waiting", "elderly"))
        self.start_tour(
            "/odoo/counter",
            "yichuang_counter_tour",
            login=self.clerk.login,
            timeout=120,
        )
        self.assertEqual((ticket.state, ticket.calls), ("done", 2))
        self.assertEqual(ticket.window_id, window)
        self.assertTrue(ticket.ended_on)

        shift = self.env["yichuang.window.shift"]._of(self.clerk)
        self.called_ticket(shift)
        self.waiting_ticket(zone)
        self.start_tour(f"/queue/{zone.wall_token}", "yichuang_wall_tour", timeout=120)
