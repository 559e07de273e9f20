from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import http
from odoo.exceptions import UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ..common import IntakeCase

# A Monday that is worked, eight in the morning on the hall's clock.
MONDAY = "2026-03-02 00:00:00"
NINE = datetime(2026, 3, 2, 9)


@tagged("post_install", "-at_install")
class TestAppointment(IntakeCase, HttpCase):
    """Booking a time, coming, and not coming (预约)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.queue = cls.appointment_hours().zone_id

    def book(self, moment=NINE, partner=None):
        with freeze_time(MONDAY):
            return self.booked_appointment(partner, moment)

    def test_slots_of_working_days_with_their_places(self):
        with freeze_time(MONDAY):
            offered = self.env["yichuang.appointment"]._offered(self.queue)
        self.assertEqual(offered[0], (NINE, 2))
        self.assertEqual(offered[1], (NINE + timedelta(minutes=30), 2))
        days = {moment.date().isoweekday() for moment, _left in offered}
        self.assertEqual(days, {1, 2, 3, 4, 5})

    def test_a_slot_has_its_places_and_no_more(self):
        places = {self.book().place, self.book().place}
        self.assertEqual(places, {1, 2})
        with self.assertRaisesRegex(UserError, "no place at that time"):
            self.book()
        self.book(NINE + timedelta(minutes=30))

    def test_a_place_given_up_is_free_again(self):
        first = self.book()
        self.book()
        first.with_user(self.clerk).action_cancel()
        self.assertEqual(self.book().place, 1)

    def test_who_comes_in_time_is_called_before_others(self):
        booked = self.book()
        with (
            freeze_time("2026-03-02 00:44:00"),
            self.assertRaisesRegex(UserError, "quarter of an hour"),
        ):
            booked.with_user(self.clerk).action_arrive()
        with freeze_time("2026-03-02 01:05:00"):
            other = self.waiting_ticket(self.queue)
            booked.with_user(self.clerk).action_arrive()
            ticket = booked.ticket_ids
            self.assertEqual((ticket.channel, ticket.priority), ("appointment", "1"))
            self.assertEqual(other._ahead(), 1)

    def test_who_does_not_come_misses_it_and_too_many_misses_close_the_book(self):
        partner = self.env["res.partner"].create({"name": "示例爽约人"})
        self.env.company.appointment_misses = 2
        for day in (2, 3):
            with freeze_time(f"2026-03-0{day} 00:00:00"):
                booked = self.booked_appointment(partner, datetime(2026, 3, day, 9))
            with freeze_time(f"2026-03-0{day} 01:10:00"):
                self.env["yichuang.appointment"]._cron_miss()
                self.assertEqual(booked.state, "booked")
            with freeze_time(f"2026-03-0{day} 01:11:00"):
                self.env["yichuang.appointment"]._cron_miss()
            self.assertEqual(booked.state, "missed")
        with (
            freeze_time("2026-03-04 00:00:00"),
            self.assertRaisesRegex(UserError, "did not come to 2 times"),
        ):
            self.booked_appointment(partner, datetime(2026, 3, 4, 9))

    def test_one_time_at_a_time(self):
        partner = self.env["res.partner"].create({"name": "示例预约人"})
        self.book(partner=partner)
        with self.assertRaisesRegex(UserError, "booked already"):
            self.book(NINE + timedelta(minutes=30), partner)

    def test_hours_that_cannot_be(self):
        for values in ({"hour_to": 8}, {"minutes": 1}, {"places": 0}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.appointment_hours().write(values)

    def post(self, **values):
        token = http.Request.csrf_token(self)
        return self.url_open("/my/appointments", data={"csrf_token": token, **values})

    def test_portal_books_cancels_and_takes_a_number(self):
        user = self.make_user("test_booker", "base.group_portal")
        self.authenticate("test_booker", "test_booker")
        mine = [("partner_id", "=", user.partner_id.id)]
        appointments = self.env["yichuang.appointment"]
        moment = appointments._offered(self.queue)[0][0]
        zone = str(self.queue.id)
        time = moment.strftime("%Y-%m-%dT%H:%M")
        page = self.post(do="book", zone=zone, time=time, purpose="开店")
        booked = appointments.search(mine)
        self.assertIn(booked.code, page.text)
        self.assertIn(booked._time_words(), page.text)
        again = self.post(do="book", zone=zone, time=time)
        self.assertIn("alert-danger", again.text)
        strange = self.booked_appointment()
        self.post(do="cancel", code=strange.code)
        self.assertEqual(strange.state, "booked")
        self.post(do="cancel", code=booked.code)
        self.assertEqual(booked.state, "cancelled")
        # What is over stands below the form, without its code.
        page = self.url_open(f"/my/appointments?zone={zone}").text
        self.assertNotIn(booked.code, page)
        self.assertLess(page.index('value="book"'), page.rindex("list-group-item"))
        self.assertEqual(self.post(do="ticket", zone=zone).status_code, 404)
        self.queue.portal_tickets = True
        self.post(do="ticket", zone=zone)
        self.post(do="ticket", zone=zone)
        tickets = self.env["yichuang.ticket"].search(
            [("holder_id", "=", user.partner_id.id)]
        )
        self.assertEqual(tickets.mapped("channel"), ["portal"])

    def test_kiosk_takes_the_code_and_tells_strangers_nothing(self):
        self.authenticate(None, None)
        token = http.Request.csrf_token(self)
        address = f"/queue/kiosk/{self.queue.kiosk_token}"
        booked = self.booked_appointment()
        wrong = self.url_open(address, data={"csrf_token": token, "code": "WRONG"})
        self.assertIn("alert-danger", wrong.text)
        early = self.url_open(address, data={"csrf_token": token, "code": booked.code})
        self.assertIn("alert-danger", early.text)
        self.assertEqual(booked.state, "booked")
