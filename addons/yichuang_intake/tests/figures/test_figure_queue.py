"""Numbers and windows in the figures, beside a day at one window counted by hand."""

from datetime import timedelta

from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start
from odoo.addons.yichuang_intake.tools.figures import percentile

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

    def test_kpi_13_窗口工作量_cases_numbers_minutes_and_by_difficulty(self):
        """Two matters of difficulty 3 and one of 1: seven points at this window."""
        other = self.published_service(
            item_name="示例难办许可", department=self.department
        )
        other.with_user(self.editor).work_points = 3
        shift = self.open_shift()
        for service in (other, other, self.service):
            case = self.received_case(service_id=service.id)
            self.assertEqual(case.window_id, shift.window_id)
        other.with_user(self.editor).work_points = 9  # of what comes from now on
        self.env.flush_all()
        self.figures._refresh(full=True)
        today = self.today()
        data = self.figures.with_user(self.manager).read_dashboard(
            "operation",
            {
                "first": str(today),
                "last": str(today),
                "window_id": shift.window_id.id,
            },
        )
        [row] = data["windows"]
        self.assertEqual((row["received"], row["work_points"]), (3, 7))
        day = self.day("2026-05-06")
        data = self.figures.with_user(self.manager).read_dashboard(
            "operation",
            {
                "first": str(day),
                "last": str(day),
                "window_id": self.shift.window_id.id,
            },
        )
        [row] = data["windows"]
        self.assertEqual(
            (row["tickets"], row["served"], row["serve_minutes"], row["serve_mean"]),
            (2, 2, 32, 16),
        )
        self.assertEqual(row["occupancy_rate"], 40)

    def test_difficulty_is_a_number_of_the_catalogue(self):
        with (
            self.assertRaises(IntegrityError),
            mute_logger("odoo.sql_db"),
            self.env.cr.savepoint(),
        ):
            self.service.work_points = 0
            self.env.flush_all()
        with self.assertRaises(AccessError):
            self.service.with_user(self.clerk).work_points = 5
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            self.received_case().with_user(self.clerk).work_points = 5

    def test_kpi_3_5_平均等待_P90等待_弃号率_办理时长(self):
        """Ten numbers waited 1, 2, … 10 minutes: nine of ten at most nine."""
        zone = self.shift.zone_id
        nine = hall_day_start(self.day("2026-05-07")) + timedelta(hours=9)
        shift = self.open_shift(self.window("971", zone))
        for minutes in range(1, 11):
            ticket = self.serving_ticket(shift)
            ticket.with_user(self.clerk).action_finish()
            self.moments(ticket, nine, 3 * minutes, minutes, 6)
        gone = self.waiting_ticket(zone)
        gone.with_user(self.manager).action_leave()
        gone._write_guarded({"taken_on": nine})
        self.env.flush_all()
        self.figures._refresh(full=True)
        tiles = self.tiles("2026-05-07", self.manager)
        self.assertEqual(tiles["wait_ninetieth"]["value"], 9)
        self.assertEqual(
            tiles["wait_ninetieth"]["value"],
            percentile(dict.fromkeys(range(1, 11), 1)),
        )
        self.assertEqual(tiles["wait_ninetieth"]["n"], 10)
        self.assertEqual(tiles["wait_ninetieth"]["before"], 10)
        self.assertEqual(tiles["wait_mean"]["value"], 5.5)
        self.assertAlmostEqual(tiles["give_up_rate"]["value"], 100 / 11)
        # Each person's own: the second clerk has served nobody.
        mine = self.tiles("2026-05-07", self.clerk)["wait_ninetieth"]
        self.assertEqual((mine["value"], mine["n"]), (9, 10))
        other = self.tiles("2026-05-07", self.second_clerk)["wait_ninetieth"]
        self.assertEqual((other["value"], other["n"]), (None, 0))

    def tiles(self, day, person):
        data = self.figures.with_user(person).read_dashboard(
            "operation", {"first": day, "last": day}
        )
        return {tile["name"]: tile for tile in data["tiles"]}

    def test_kpi_16_窗口忙闲比_and_gini(self):
        """One window busy 32 of 80 minutes, another open and never busy: all the work
        on one of two."""
        idle = self.open_shift(self.window("972"), self.second_clerk)
        idle.with_user(self.second_clerk).action_close()
        nine = hall_day_start(self.day("2026-05-06")) + timedelta(hours=9)
        idle._write_guarded(
            {"opened_on": nine, "closed_on": nine + timedelta(minutes=80)}
        )
        self.env.flush_all()
        self.figures._refresh(full=True)
        tiles = self.tiles("2026-05-06", self.manager)
        self.assertEqual(tiles["occupancy_rate"]["value"], 20)
        self.assertEqual((tiles["load"]["value"], tiles["load"]["n"]), (0.5, 2))

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
