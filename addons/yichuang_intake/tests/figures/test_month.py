"""The sample month is made by real steps, and the same from the same seed."""

from contextlib import suppress
from datetime import timedelta
from random import Random

from freezegun import freeze_time

from odoo import Command
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import citizen_id, uscc
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.demo.month import Month
from odoo.addons.yichuang_intake.demo.month_today import Today

from .common import FiguresCase

# What happens to some matter of every month, at the window and on the way.
AROUND = (
    "yichuang.case.extension",
    "yichuang.case.special",
    "yichuang.interested.party",
    "yichuang.hearing",
    "yichuang.case.help",
    "yichuang.case.green",
    "yichuang.case.correction",
    "yichuang.vault.use",
)


class _Undone(Exception):
    """Ends a month that is to leave nothing behind."""


@tagged("post_install", "-at_install")
class TestMonth(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        cls.second_supervisor = cls.make_user(
            "test_month_supervisor", "yichuang_catalog.group_supervisor"
        )
        cls.department.head_id = cls.decider
        cls.windows = [cls.window(f"95{number}") for number in range(2)]
        # Other subjects of supervision look at all halls, and at what they were.
        cls.env["yichuang.alert.rule"].search(
            [("code", "not in", ("promise_exceeded", "promise_near"))]
        ).active = False

    def month(self, kind=Month, **options):
        month = kind(
            self.env, **{"count": 6, "last": self.day("2026-05-29"), **options}
        )
        layouts = self.env["yichuang.hall.layout"]
        for day in (month.first, month.last):
            layout = layouts._on(self.env.company, day)
            for window in set(self.windows) - set(layout.line_ids.window_id):
                layout.line_ids = [Command.create({"window_id": window.id})]
        # What is done in the back office and for several matters is shown by itself.
        month._plan_office = month._plan_joint = month._plan_hotline = lambda: None
        month._close_the_day = lambda _env, _last_of_week: None
        # The people and the service of the tests in place of the demo's.
        month._staff = lambda: vars(month).update(
            clerk=self.clerk,
            clerks=[self.clerk, self.second_clerk],
            decider=self.decider,
            manager=self.manager,
            supervisor=self.supervisor,
            second_supervisor=self.second_supervisor,
            services=self.service,
            windows=self.windows,
        )
        return month

    def test_a_month_of_real_steps(self):
        month = self.month()
        done = month.run()
        self.assertFalse(month.left_out)
        self.assertEqual(done["receive"], 9)
        self.assertGreaterEqual(done["decide"], 3)
        cases = self.env["yichuang.case"].search([("service_id", "=", self.service.id)])
        self.assertEqual(len(cases), 9)
        for case in cases:
            day = hall_date(case.received_on)
            self.assertTrue(day <= month.last)
            self.assertEqual(day < month.first, not case.ticket_id)
            self.assertLess(
                case.received_on, case.decided_on or case.received_on + timedelta(1)
            )
            events = self.env["yichuang.event"].search(
                [("res_id", "=", case.id), ("res_model", "=", case._name)]
            )
            self.assertIn("receive", events.mapped("action"))
        self.counted()
        sums = self.sums([("department_id", "=", self.department.id)])
        self.assertEqual((sums["received"], sums["decided"]), (9, done["decide"]))

    def test_what_goes_on_around_the_matters(self):
        month = self.month(count=12)
        done = month.run()
        self.assertFalse(month.left_out)
        tickets = self.env["yichuang.ticket"].search(
            [("window_id", "in", [window.id for window in self.windows])]
        )
        self.assertEqual(len(tickets), done["arrive"] + done["come"])
        self.assertLessEqual(set(tickets.mapped("state")), {"done", "no_show"})
        self.assertEqual(len(tickets.case_ids), 12)
        self.assertFalse(any(tickets.mapped("forgotten")))
        for model in AROUND:
            with self.subTest(model=model):
                own = [("case_id.service_id", "=", self.service.id)]
                self.assertTrue(self.env[model].search(own, limit=1))
        shifts = tickets.shift_id
        self.assertEqual(set(shifts.mapped("state")), {"closed"})
        self.assertLess(min(tickets.mapped("wait_minutes")), 15)

        handovers = self.env["yichuang.handover"].search(
            [("department_id", "=", self.department.id)]
        )
        self.assertEqual(set(handovers.mapped("direction")), {"to_organ", "to_hall"})
        self.assertIn("signed", handovers.mapped("state"))

        # Promises that ran out before the month have their card, and it moved.
        cards = self.env["yichuang.alert"].search(
            [("department_id", "=", self.department.id)]
        )
        self.assertIn("promise_exceeded", cards.mapped("code"))
        self.assertTrue(cards.letter_by_id | cards.appealed_by_id)

        ratings = self.env["yichuang.evaluation"].search(
            [("department_id", "=", self.department.id)]
        )
        self.assertEqual(len(ratings.filtered("given_on")), done["rate"])
        self.assertIn("defaulted", ratings.mapped("state"))

    def test_the_same_seed_gives_the_same_month(self):
        """Steps, people and words are drawn in an order that nothing else touches."""
        courses = []
        for _turn in range(2):
            month = self.month(count=6, days=8)
            steps, take = [], month._take

            def note(turn, steps=steps, take=take):
                steps.append((turn.at, turn.step))
                take(turn)

            month._take = note
            with suppress(_Undone), self.env.cr.savepoint():
                month.run()
                raise _Undone
            self.env.invalidate_all()
            courses.append(steps)
        self.assertTrue(courses[0])
        self.assertEqual(courses[0], courses[1])

    def test_today_people_are_served_and_wait(self):
        with freeze_time("2026-05-29 02:00:00"):
            month = self.month(Today, count=0)
            month.kept = []
            month._keep_departments = lambda _day: None
            done = month.open()
            self.assertFalse(month.left_out)
            self.assertEqual(done["open"], 2)
            tickets = self.env["yichuang.ticket"].search(
                [("day", "=", "2026-05-29"), ("zone_id", "=", self.zone().id)]
            )
            self.assertLessEqual(
                {"waiting", "done"}, set(tickets.mapped("state")), "mid-morning"
            )
            again = self.month(Today, count=0)
            self.assertFalse(again.open(), "it is open already")

    def test_the_same_seed_gives_the_same_people(self):
        names = []
        for _turn in range(2):
            month = self.month(count=0)
            month.rng = Random(7)
            names.append([month._applicant(legal)["id_number"] for legal in (0, 1) * 5])
        self.assertEqual(names[0], names[1])
        self.assertTrue(
            all(citizen_id.is_valid(n) or uscc.is_valid(n) for n in names[0])
        )
