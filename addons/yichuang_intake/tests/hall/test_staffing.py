import io
from datetime import datetime, timedelta
from math import isclose

from freezegun import freeze_time
from openpyxl import load_workbook

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import HttpCase, tagged

from ...tools import erlang
from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestStaffing(IntakeCase, HttpCase):
    """How many windows: the formula, and the replay of the hall's own tickets."""

    def page(self, **values):
        env = self.env(user=self.manager.id)
        return env["yichuang.staffing"].create(
            {"arrivals": 6.4, "handling": 25, "target": 10, **values}
        )

    def test_the_articles_hall_dedicated_beside_shared(self):
        page = self.page()
        page.action_calculate()
        rate = 6.4 / 60
        self.assertEqual(page.needed_shared, erlang.smallest(rate * 25, 25, 10, 0.9))
        lines = {(line.kind, line.windows): line for line in page.line_ids}
        old, new = lines["dedicated", 21], lines["shared", 4]
        self.assertTrue(isclose(old.occupancy, rate * 25 / 21, rel_tol=1e-6))
        self.assertTrue(
            isclose(new.mean_wait, erlang.mean_wait(4, rate * 25, 25), rel_tol=1e-6)
        )
        self.assertGreater(page.needed_dedicated, 3 * page.needed_shared)
        self.assertTrue(lines["shared", page.needed_shared].enough)
        self.assertTrue(lines["shared", 2].overloaded)
        # Eight days that begin empty wait a little less than a queue in balance.
        self.assertLess(abs(new.replay_wait - new.mean_wait), 3 * new.replay_half)

    def test_measured_from_the_halls_tickets(self):
        with freeze_time("2031-03-03 01:00:00"):
            shift = self.open_shift(self.window("931"))
        start = datetime(2031, 3, 3, 1)
        # Three people at once, twenty minutes each, at one window.
        for _person in range(3):
            with freeze_time(start):
                self.waiting_ticket()
        for index in range(3):
            with freeze_time(start + timedelta(minutes=20 * index)):
                ticket = self.call_next(shift)
                ticket.with_user(self.clerk).action_start()
            with freeze_time(start + timedelta(minutes=20 * (index + 1))):
                ticket.with_user(self.clerk).action_finish()
        page = self.page(date_from="2031-03-03", date_to="2031-03-03", shared=1)
        page.action_measure()
        self.assertEqual((page.measured, page.arrivals, page.handling), (3, 3.0, 20.0))
        one = page.line_ids.filtered(
            lambda line: (line.kind, line.windows) == ("shared", 1)
        )
        self.assertTrue(isclose(one.replay_wait, 20, abs_tol=0.01))
        self.assertTrue(isclose(one.replay_within, 1 / 3, abs_tol=0.01))

    def test_nothing_measured_and_numbers_that_cannot_be(self):
        page = self.page(date_from="2031-03-03", date_to="2031-03-03")
        with self.assertRaisesRegex(UserError, "No ticket was served"):
            page.action_measure()
        for values in ({"arrivals": 0}, {"share": 1}, {"shared": 1000}):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.page(**values)

    def test_other_halls_are_not_measured(self):
        other = self.env["res.company"].create({"name": "别处大厅"})
        page = self.page(company_id=other.id)
        with self.assertRaisesRegex(UserError, "not one of yours"):
            page.action_measure()
        with self.assertRaises(AccessError):
            self.env["yichuang.staffing"].with_user(self.clerk).create({})

    def test_workbook_is_ones_own(self):
        page = self.page()
        page.action_calculate()
        address = page.action_export()["url"]
        self.authenticate("test_manager", "test_manager")
        answer = self.url_open(address)
        sheet = load_workbook(io.BytesIO(answer.content)).active
        values = [cell.value for row in sheet.iter_rows() for cell in row]
        self.assertIn(page.needed_shared, values)
        self.assertEqual(len(sheet._charts), 1)
        for login in ("test_supervisor", "test_clerk"):
            self.authenticate(login, login)
            self.assertEqual(self.url_open(address).status_code, 404)
