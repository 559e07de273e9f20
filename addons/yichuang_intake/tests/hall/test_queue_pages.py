from odoo import http
from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestQueuePages(IntakeCase, HttpCase):
    """Kiosk, wall, window screen and phone, each behind a random token."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.queue = cls.zone()
        cls.seat = cls.open_shift(cls.window("901"))
        cls.kiosk = f"/queue/kiosk/{cls.queue.kiosk_token}"

    def take(self, **answers):
        self.authenticate(None, None)
        token = http.Request.csrf_token(self)
        return self.url_open(self.kiosk, data={"csrf_token": token, **answers})

    def newest(self):
        return self.env["yichuang.ticket"].search(
            [("zone_id", "=", self.queue.id)], limit=1
        )

    def test_kiosk_gives_a_number_and_its_page(self):
        self.assertIn("o_yichuang_kiosk_take", self.url_open(self.kiosk).text)
        page = self.take(reason="elderly")
        ticket = self.newest()
        self.assertIn(ticket.number, page.text)
        self.assertEqual((ticket.channel, ticket.priority_reason), ("kiosk", "elderly"))
        phone = f"/queue/ticket/{ticket.sudo().token}"
        self.assertIn(ticket.number, self.url_open(phone).text)
        self.assertEqual(self.url_open(f"{phone}/state").json()["ahead"], 0)

    def test_nothing_is_taken_on_get_or_with_made_up_answers(self):
        before = self.env["yichuang.ticket"].search_count([])
        self.url_open(self.kiosk)
        for answers in ({"reason": "green"}, {"organ": str(self.department.id)}):
            with self.subTest(answers):
                self.assertEqual(self.take(**answers).status_code, 404)
        self.assertEqual(self.url_open(self.kiosk, data={"x": 1}).status_code, 400)
        self.assertEqual(self.env["yichuang.ticket"].search_count([]), before)

    def test_unknown_tokens_lead_nowhere(self):
        for page in ("", "kiosk/", "window/", "ticket/"):
            for state in ("", "/state"):
                if page == "kiosk/" and state:
                    continue
                with self.subTest(page + state):
                    answer = self.url_open(f"/queue/{page}1{state}")
                    self.assertEqual(answer.status_code, 404)

    def test_screens_show_the_call_and_nobody(self):
        self.take()
        ticket = self.newest()
        wall, window = self.queue.wall_token, self.seat.window_id.screen_token
        self.assertEqual(self.url_open(f"/queue/{wall}/state").json()["waiting"], 1)
        self.call_next(self.seat)
        for address in (f"/queue/{wall}", f"/queue/window/{window}"):
            with self.subTest(address):
                page = self.url_open(address)
                self.assertIn(f">{ticket.number}<", page.text)
                self.assertIn("aria-live", page.text)
                self.assertEqual(page.headers["Cache-Control"], "no-store")
                state = self.url_open(f"{address}/state").json()
                self.assertEqual(state["calls"][0]["number"], ticket.number)
                self.assertNotIn(self.clerk.name, str(state))
        # Whoever reloads still reads where to go, and the window says what it does.
        spoken = state["calls"][0]["spoken"]
        phone = f"/queue/ticket/{ticket.sudo().token}"
        self.assertIn(spoken, self.url_open(phone).text)
        for step, shown in (("called", "called"), ("serving", "serving")):
            with self.subTest(step):
                page = self.url_open(f"/queue/window/{window}")
                self.assertIn(f'data-state="{shown}" data-channel', page.text)
            if step == "called":
                ticket.with_user(self.clerk).action_start()
        self.assertNotIn(spoken, self.url_open(phone).text)

    def test_number_given_up_on_the_phone(self):
        self.take()
        ticket = self.newest()
        token = http.Request.csrf_token(self)
        address = f"/queue/ticket/{ticket.sudo().token}"
        self.url_open(address)
        self.assertEqual(ticket.state, "waiting")
        self.url_open(address, data={"csrf_token": token})
        self.assertEqual(ticket.state, "left")
        self.assertFalse(self.call_next(self.seat))

    def test_kiosk_offers_the_organs_that_have_a_window(self):
        self.window("902", kind="department", department_id=self.department.id)
        page = self.url_open(self.kiosk).text
        self.assertIn(self.department.name, page)
        self.take(organ=str(self.department.id))
        self.assertEqual(self.newest().department_id, self.department)
