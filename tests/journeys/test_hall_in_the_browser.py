"""From the kiosk to the rating in a real browser: take, call, serve, done, rate."""

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestHallInTheBrowser(TakesPictures, Hall, HttpCase):
    def test_kiosk_call_serve_rate(self):
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
        self.assertEqual((ticket.state, ticket.calls), ("serving", 2))
        case = self.received_case()
        self.assertEqual((case.ticket_id, case.window_id), (ticket, window))
        self.start_tour(
            "/odoo/counter",
            "yichuang_counter_done_tour",
            login=self.clerk.login,
            timeout=120,
        )
        self.assertEqual(ticket.state, "done")
        self.assertEqual(ticket.window_id, window)
        self.assertTrue(ticket.ended_on)

        # The code on the receipt is the right to rate this visit, once.
        rating = self.asked_evaluation(case)
        self.assertEqual((rating.ticket_id, rating.window_id), (ticket, window))
        self.start_tour(f"/rate/{rating.token}", "yichuang_rate_visit_tour")
        self.assertEqual((rating.grade, rating.state), ("1", "given"))

        shift = self.env["yichuang.window.shift"]._of(self.clerk)
        self.called_ticket(shift)
        self.waiting_ticket(zone)
        self.start_tour(
            f"/queue/{zone.wall_token}#{window.screen_token}",
            "yichuang_wall_tour",
            timeout=120,
        )

    def test_papers_are_scanned_and_signed_for(self):
        self.clerk.name = "窗口 王晓梅"
        self.reviewer.name = "审查 李国强"
        self.department.name = "示范县行政审批服务局"
        handover = self.sent_handover()
        self.start_tour(
            "/odoo/handovers",
            "yichuang_handover_tour",
            login=self.reviewer.login,
            timeout=120,
        )
        self.assertEqual(handover.state, "signed")
        self.assertEqual(handover.line_ids.case_id.held_by, "organ")
