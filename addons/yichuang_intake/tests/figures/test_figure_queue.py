"""Numbers and windows in the figures, beside a day at one window counted by hand."""

from datetime import timedelta

from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureQueue(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.shift = cls.open_shift()
        zone = cls.shift.zone_id
        cls.first, cls.second = cls.served(), cls.served()
        cls.missed = cls.waiting_ticket(zone)
        cls.missed.with_user(cls.manager).action_leave()
        cls.shift.with_user(cls.clerk).action_close()
        # At ten: ten minutes' wait and twelve at the window, then none and twenty.
        nine = hall_day_start(cls.day("2026-05-06")) + timedelta(hours=9)
        cls.moments(cls.first, nine, 0, 10, 12)
        cls.moments(cls.second, nine, 30, 0, 20)
        cls.missed._write_guarded({"taken_on": nine + timedelta(minutes=40)})
        cls.shift._write_guarded(
            {"opened_on": nine, "closed_on": nine + timedelta(minutes=80)}
        )
        cls.env.flush_all()
        cls.figures._refresh(full=True)
        cls.sum = cls.sums([("window_id", "=", cls.shift.window_id.id)])

    @classmethod
    def served(cls):
        ticket = cls.serving_ticket(cls.shift)
        ticket.with_user(cls.clerk).action_finish()
        return ticket

    @classmethod
    def moments(cls, ticket, nine, taken, waited, served):
        at = [nine + timedelta(minutes=m) for m in (taken, taken + waited)]
        ticket._write_guarded(
            {
                "taken_on": at[0],
                "called_on": at[1],
                "started_on": at[1],
                "ended_on": at[1] + timedelta(minutes=served),
            }
        )

    def test_counters_by_hand(self):
        self.assertEqual(
            self.sum,
            {
                "tickets": 2,
                "served": 2,
                "waited": 2,
                "wait_seconds": 600,
                "serve_seconds": 32 * 60,
                "open_seconds": 80 * 60,
                "busy_seconds": 32 * 60,
            },
        )

    def test_who_gave_up_was_called_to_no_window(self):
        day = [("day", "=", "2026-05-06"), ("window_id", "=", False)]
        self.assertEqual(self.sums(day)["given_up"], 1)

    def test_figures_of_the_window(self):
        [row] = self.figures.formatted_read_group(
            [("window_id", "=", self.shift.window_id.id)],
            ["window_id"],
            ["wait_mean:avg", "serve_mean:avg", "occupancy_rate:avg"],
        )
        self.assertEqual(row["wait_mean:avg"], 5)
        self.assertEqual(row["serve_mean:avg"], 16)
        self.assertEqual(row["occupancy_rate:avg"], 40)

    def test_every_counter_leads_to_its_rows(self):
        filters = {"window_id": self.shift.window_id.id}
        day = self.day("2026-05-06")
        for counter, model, rows in (
            ("tickets", "yichuang.ticket", self.first | self.second),
            ("wait_seconds", "yichuang.ticket", self.first),
            ("open_seconds", "yichuang.window.shift", self.shift),
        ):
            with self.subTest(counter=counter):
                found, domain = self.figures._drill(counter, day, day, filters)
                self.assertEqual(found, model)
                self.assertEqual(self.env[model].search(domain), rows.sorted("id desc"))

    def test_the_dashboard_shows_the_queue(self):
        data = self.figures.with_user(self.manager).read_dashboard(
            "operation",
            {
                "first": "2026-05-06",
                "last": "2026-05-06",
                "window_id": self.shift.window_id.id,
            },
        )
        tiles = {tile["name"]: tile["value"] for tile in data["tiles"]}
        self.assertEqual(tiles["wait_mean"], 5)
        self.assertEqual(tiles["occupancy_rate"], 40)
        self.assertEqual(tiles["load"], 0)
