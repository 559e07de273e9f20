"""The nightly recount finds what was planted, and only that."""

from odoo.exceptions import UserError
from odoo.tests import tagged

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureRecount(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.decided_case()
        cls.waiting = cls.accepted_case()
        cls.counted()
        cls.row = cls.figures.search(
            [("department_id", "=", cls.department.id), ("decided", "=", 1)]
        )

    def found(self, run):
        incidents = self.env["yichuang.figure.incident"].search(
            [("run_id", "=", run.id)]
        )
        return [
            (one.kind, one.measure, one.stated, one.counted)
            for one in incidents
            if one.department_id == self.department
        ]

    def test_nothing_is_found_where_nothing_is_wrong(self):
        run = self.figures._recount()
        self.assertEqual(run.kind, "recount")
        self.assertEqual(self.found(run), [])

    def test_what_happened_since_is_no_difference(self):
        self.decided_case()
        self.assertEqual(self.found(self.figures._recount()), [])

    def test_a_changed_number_is_found_reported_and_put_right(self):
        self.env.cr.execute(
            "UPDATE yichuang_figure_day SET decided = 5 WHERE id = %s", (self.row.id,)
        )
        run = self.figures._recount()
        self.assertEqual(
            self.found(run),
            [("rollup", "decided", 5, 1)],
        )
        self.assertEqual(
            self.sums([("department_id", "=", self.department.id)])["decided"], 1
        )
        self.assertEqual(self.found(self.figures._recount()), [])

    def test_a_lost_row_is_found(self):
        self.env.cr.execute(
            "DELETE FROM yichuang_figure_day WHERE id = %s", (self.row.id,)
        )
        found = self.found(self.figures._recount())
        self.assertIn(("rollup", "decided", 0, 1), found)
        self.assertEqual(
            self.sums([("department_id", "=", self.department.id)])["decided"], 1
        )

    def test_an_invented_row_is_found(self):
        self.env.cr.execute(
            "INSERT INTO yichuang_figure_day (day, company_id, department_id, "
            "accepted) VALUES ('2020-02-02', %s, %s, 3)",
            (self.env.company.id, self.department.id),
        )
        self.assertIn(("rollup", "accepted", 3, 0), self.found(self.figures._recount()))
        self.assertFalse(self.figures.search_count([("day", "=", "2020-02-02")]))

    def test_a_state_without_its_moment_breaks_the_balance(self):
        self.env.cr.execute(
            "UPDATE yichuang_case SET state = 'closed' WHERE id = %s",
            (self.waiting.id,),
        )
        run = self.figures._recount()
        self.assertEqual(self.found(run), [("balance", "closing", 1, 0)])
        incident = self.env["yichuang.figure.incident"].search(
            [("run_id", "=", run.id), ("department_id", "=", self.department.id)]
        )
        # By its days it is in hand still: that is the case to look at.
        action = incident.with_user(self.manager).action_open_rows()
        self.assertEqual(
            self.env["yichuang.case"].search(action["domain"]), self.waiting
        )

    def test_a_run_says_how_many_days_it_counted(self):
        run = self.figures._refresh(full=True)
        days = self.figures._read_group([], [], ["day:count_distinct"])
        self.assertEqual([(run.day_count,)], days)

    def test_managers_have_it_on_their_desks_and_close_it_with_a_reason(self):
        self.env.cr.execute(
            "UPDATE yichuang_figure_day SET accepted = 9, decided = 9 WHERE id = %s",
            (self.row.id,),
        )
        run = self.figures._recount()
        incidents = self.env["yichuang.figure.incident"].search(
            [("run_id", "=", run.id)]
        )
        self.assertIn(self.manager, incidents.activity_ids.user_id)
        ours = incidents.filtered(lambda one: one.department_id == self.department)
        mine = ours[0].with_user(self.manager)
        self.assertEqual(mine.measure_words, self.figures._label(mine.measure))
        action = mine.action_open_rows()
        self.assertEqual(
            self.env[action["res_model"]].search_count(action["domain"]), mine.counted
        )
        with self.assertRaisesRegex(UserError, "how the difference came about"):
            mine.action_explain()
        mine.explanation = "数据库恢复后汇总未重算。"
        mine.action_explain()
        self.assertEqual(mine.state, "explained")
        with self.assertRaises(UserError):
            mine.explanation = "另有原因"
