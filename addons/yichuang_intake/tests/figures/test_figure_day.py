"""The rollup beside cases counted by hand."""

from datetime import timedelta

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.yichuang_intake.models.figures.measures import MEASURES, MOMENTS

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureDay(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Wednesday 6 May to Friday 22 May 2026: no holidays after the fifth.
        cls.early, cls.promised, cls.late, cls.denied = (
            cls.decided_case(outcome)
            for outcome in ("granted", "granted", "granted", "denied")
        )
        cls.open_case = cls.accepted_case()
        cls.refused = cls.received_case()
        cls.refuse(cls.refused)
        cls.withdrawn = cls.accepted_case()
        cls.end(cls.withdrawn, "withdraw")
        received = cls.day("2026-05-06")
        everything = (
            cls.early
            | cls.promised
            | cls.late
            | cls.denied
            | cls.open_case
            | cls.refused
            | cls.withdrawn
        )
        cls.at(everything, received_on=received)
        cls.at(everything - cls.refused, accepted_on=received)
        cls.at(cls.refused | cls.withdrawn, ended_on=cls.day("2026-05-08"))
        promise = cls.day("2026-05-13")
        for case, decided in (
            (cls.early, "2026-05-12"),
            (cls.promised, "2026-05-13"),
            (cls.late, "2026-05-22"),
            (cls.denied, "2026-05-06"),
        ):
            cls.at(case, decided_on=cls.day(decided))
        cls.env.flush_all()
        cls.env.cr.execute(
            "UPDATE yichuang_case SET promise_due_on = %s, legal_due_on = %s "
            "WHERE id IN %s",
            (promise, cls.day("2026-05-20"), tuple(everything.ids)),
        )
        cls.env["yichuang.case"].invalidate_model()
        cls.limit = cls.service.current_version_id.legal_days
        cls.listed = len(cls.early.material_ids)
        cls.sum = cls.counted()

    def test_counters_by_hand(self):
        self.assertEqual(self.service.current_version_id.case_type, "promise")
        self.assertEqual(
            self.sum,
            {
                "received": 7,
                "work_points": 7,
                "rating_asked": 7,
                "accepted": 6,
                "refused": 1,
                "decided": 4,
                "denied": 1,
                "dropped": 1,
                "in_law": 3,
                "in_promise": 3,
                "promise_kind": 4,
                "early": 2,
                "same_day": 1,
                "timed": 4,
                # 6 May to 12, 13, 22 and 6 May: 9 May is worked in place of 4 May
                "used_days": 5 + 6 + 13 + 0,
                "limit_days": 4 * self.limit,
                "visits": 4,
                "once": 4,
                "listed": 4 * self.listed,
            },
        )

    def test_working_days_used_know_the_calendar(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        self.assertTrue(workdays.is_worked(self.day("2026-05-09")))
        self.assertEqual(self.late.handling_days, 13)

    def test_figures_of_a_group_are_ratios_of_its_sums(self):
        [row] = self.figures.formatted_read_group(
            [("department_id", "=", self.department.id)],
            ["department_id"],
            [
                "in_law_rate:avg",
                "early_rate:avg",
                "speedup_rate:avg",
                "visits_mean:avg",
            ],
        )
        self.assertEqual(row["in_law_rate:avg"], 75)
        self.assertEqual(row["early_rate:avg"], 50)
        self.assertAlmostEqual(row["speedup_rate:avg"], 100 * (1 - 24 / 4 / self.limit))
        self.assertEqual(row["visits_mean:avg"], 1)

    def test_every_counter_leads_to_as_many_rows(self):
        """Every number drills down to its rows, and their sum is the number."""
        first, last = self.day("2026-05-01"), self.day("2026-05-31")
        filters = {"department_id": self.department.id}
        for name, measure in MEASURES.items():
            if MOMENTS[measure.moment].model != "yichuang.case":
                continue
            with self.subTest(counter=name):
                _model, domain = self.figures._drill(name, first, last, filters)
                rows = self.env["yichuang.case"].search(domain)
                value = {
                    "used_days": lambda case: case.handling_days,
                    "limit_days": lambda case: case.version_id.legal_days,
                    "listed": lambda case: len(case.material_ids),
                }.get(name, lambda case: 1)
                self.assertEqual(sum(map(value, rows)), self.sum.get(name, 0))

    def test_a_line_opens_its_own_rows(self):
        line = self.figures.search(
            [("day", "=", "2026-05-12"), ("department_id", "=", self.department.id)]
        )
        self.assertEqual((line.decided, line.user_id), (1, self.decider))
        mine = line.with_user(self.manager).with_context(measure="decided")
        action = mine.action_open_rows()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.early)

    def test_counting_twice_changes_nothing(self):
        before = self.rows()
        self.figures._refresh(full=True)
        self.assertEqual(self.rows(), before)

    def rows(self):
        names = self.figures._counters()
        return sorted(
            str([row.day, row.service_id.id, row.user_id.id, *(row[n] for n in names)])
            for row in self.figures.search([("company_id", "=", self.env.company.id)])
        )

    def test_only_days_to_which_something_happened_are_counted_again(self):
        self.env["yichuang.figure.run"].search([]).unlink()
        first = self.figures._refresh(full=True)
        self.assertFalse(self.figures._refresh(), "nothing has happened since")
        other = self.figures.search([("day", "=", "2026-05-12")])
        self.decided_case()
        run = self.figures._refresh()
        self.assertEqual((run.day_count, run.event_id > first.event_id), (1, True))
        today = self.figures.search(
            [("day", "=", self.today()), ("department_id", "=", self.department.id)]
        )
        self.assertEqual(sum(today.mapped("decided")), 1)
        self.assertEqual(other.exists(), other, "other days stay as they were")

    def test_in_hand_before_and_after(self):
        balance = self.env["yichuang.figure.balance"].search(
            [("department_id", "=", self.department.id)], order="day"
        )
        self.assertEqual(
            [
                (
                    str(line.day),
                    line.opening,
                    line.accepted,
                    line.finished,
                    line.closing,
                )
                for line in balance
            ],
            [
                ("2026-05-06", 0, 6, 1, 5),
                ("2026-05-08", 5, 0, 1, 4),
                ("2026-05-12", 4, 0, 1, 3),
                ("2026-05-13", 3, 0, 1, 2),
                ("2026-05-22", 2, 0, 1, 1),
            ],
        )
        sums = ["opening:min", "accepted:sum", "finished:sum", "closing:max"]
        days = [("day", ">=", "2026-05-08"), ("day", "<=", "2026-05-13")]
        ours = [*days, ("department_id", "=", self.department.id)]
        # Of an organ's days the first opening and the last closing; of days of several
        # organs neither, as each moves on other days.
        self.assertEqual(
            balance._read_group(ours, ["department_id"], sums),
            [(self.department, 5, 0, 3, 2)],
        )
        self.env.cr.execute(
            "INSERT INTO yichuang_figure_day (day, company_id, accepted, "
            "decided, dropped) VALUES ('2026-05-09', %s, 1, 0, 0)",
            (self.env.company.id,),
        )
        [(opening, *_moved, closing)] = balance._read_group(days, [], sums)
        self.assertIs(opening, False)
        self.assertIs(closing, False)

    def test_each_role_sees_its_own_scope(self):
        ours = [("department_id", "=", self.department.id)]
        stranger = self.make_user("test_stranger", "yichuang_intake.group_decider")
        for person, seen in (
            (self.manager, 7),
            (self.supervisor, 7),
            (self.statistician, 7),
            (self.reviewer, 7),
            (self.clerk, 7),
            (self.second_clerk, 0),
            (stranger, 0),
        ):
            with self.subTest(person=person.name):
                rows = self.figures.with_user(person).search(ours)
                self.assertEqual(sum(rows.mapped("received")), seen)
        mine = self.figures.with_user(self.clerk).search(ours)
        self.assertEqual(mine.user_id, self.clerk)
        self.assertFalse(sum(mine.mapped("decided")))

    def test_statistics_office_reads_numbers_and_no_case(self):
        line = self.figures.with_user(self.statistician).search(
            [("day", "=", "2026-05-12")], limit=1
        )
        with self.assertRaises(AccessError):
            line.with_context(measure="decided").action_open_rows()

    def test_nobody_writes_figures(self):
        line = self.figures.search([("day", "=", "2026-05-12")], limit=1)
        for operation in ("create", "write", "unlink"):
            with self.subTest(operation=operation):
                self.assertFalse(line.with_user(self.manager).has_access(operation))

    def test_a_due_date_of_delivery_does_not_move_the_promise(self):
        self.env.invalidate_all()
        case = self.accepted_case()
        promised = case.promise_due_on
        self.assertEqual(promised, case.due_on)
        case._write_guarded({"due_on": promised + timedelta(days=40)})
        self.assertEqual(case.promise_due_on, promised)
