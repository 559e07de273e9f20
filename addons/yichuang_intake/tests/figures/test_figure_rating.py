"""What people said, in the figures: every formula beside ratings counted by hand."""

from datetime import timedelta

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_day_start

from .common import FiguresCase

MAY = {"first": "2026-05-01", "last": "2026-05-31"}


@tagged("post_install", "-at_install")
class TestFigureRating(FiguresCase):
    """Ten asked in May: six answered (four of them satisfied), for one a grade was put,
    two lapsed, one bad rating was excluded after an appeal."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        given = [cls.given_evaluation(grade) for grade in ("1", "2", "3", "3")]
        cls.named = cls.given_evaluation("4", comment="等了两个小时。")
        cls.nameless = cls.given_evaluation("5", anonymous=True)
        mistaken = cls.given_evaluation("5")
        cls.put, *lapsed = (cls.asked_evaluation() for _one in range(3))
        cls.put.with_user(SUPERUSER_ID)._transition(
            "default", {"grade": "3", "is_default": True}
        )
        for one in lapsed:
            one.with_user(SUPERUSER_ID)._transition("lapse")
        cls.task_step(mistaken.task_ids, cls.clerk, "appeal", "评价对象有误。")
        cls.task_step(mistaken.task_ids, cls.supervisor, "exclude", "情况属实。")
        cls.all = cls.env["yichuang.evaluation"].union(
            *given, cls.named, cls.nameless, mistaken, cls.put, *lapsed
        )
        cls.on(cls.all, asked_on="2026-05-12 10:00")
        # The one with a name: contacted in time, put right in time, called back.
        cls.right = cls.named.task_ids
        cls.task_step(cls.right, cls.clerk, "contact", "已电话联系申请人。")
        cls.task_step(cls.right, cls.clerk, "fix", "已增开窗口。")
        cls.task_step(cls.right, cls.supervisor, "close", "申请人表示满意。")
        # The one without: put right a day late, not called back.
        cls.late = cls.nameless.task_ids
        cls.task_step(cls.late, cls.clerk, "fix", "已核查并整改。")
        tasks = cls.right | cls.late | mistaken.task_ids
        cls.on(tasks, contact_due_on="2026-05-13", fix_due_on="2026-05-26")
        cls.on(cls.right, contacted_on="2026-05-13 17:00", fixed_on="2026-05-26 23:00")
        cls.on(cls.late, fixed_on="2026-05-27 00:30")
        cls.sum = cls.counted()

    @classmethod
    def on(cls, records, **moments):
        """Let these moments have been at this time by the hall's clock."""
        values = {}
        for name, text in moments.items():
            day, _space, clock = text.partition(" ")
            values[name] = day
            if clock:
                hours, minutes = map(int, clock.split(":"))
                start = hall_day_start(cls.day(day))
                values[name] = start + timedelta(hours=hours, minutes=minutes)
        records.sudo()._write_guarded(values)
        cls.env.flush_all()

    def tiles(self, person=None, office="supervision", **filters):
        data = self.figures.with_user(person or self.manager).read_dashboard(
            office, {**MAY, "department_id": self.department.id, **filters}
        )
        return {tile["name"]: tile for tile in data["tiles"]}

    def test_counters_by_hand(self):
        expected = {
            "rating_asked": 9,
            "rated": 6,
            "satisfied": 4,
            "rated_bad": 2,
            "rated_default": 1,
            "contact_due": 1,
            "contact_met": 1,
            "fix_due": 2,
            "fix_met": 1,
            "called_back": 1,
        }
        self.assertEqual({name: self.sum.get(name) for name in expected}, expected)

    def test_kpi_14_满意率_of_active_ratings_with_主动评价率_and_defaults_apart(self):
        tiles = self.tiles()
        satisfied, active = tiles["satisfied_rate"], tiles["rated_rate"]
        self.assertAlmostEqual(satisfied["value"], 100 * 4 / 6)
        self.assertEqual(satisfied["n"], 6)
        self.assertAlmostEqual(active["value"], 100 * 6 / 9)
        self.assertEqual(active["n"], 9)
        self.assertEqual(tiles["rated_default"]["value"], 1)
        self.assertEqual(tiles["rated_bad"]["value"], 2)

    def test_kpi_14_agrees_with_the_ratings_own_count(self):
        found = self.env["yichuang.department"]._satisfaction(
            [("id", "in", self.all.ids)]
        )[self.department]
        self.assertEqual(
            (found.asked, found.active, found.satisfied, found.defaults),
            tuple(
                self.sum[name]
                for name in ("rating_asked", "rated", "satisfied", "rated_default")
            ),
        )

    def test_kpi_15_差评整改率_and_回访率_on_time_of_due(self):
        tiles = self.tiles()
        for name, value, count in (
            ("contact_rate", 100, 1),
            ("fix_rate", 50, 2),
            ("call_back_rate", 50, 2),
        ):
            with self.subTest(figure=name):
                self.assertEqual(
                    (tiles[name]["value"], tiles[name]["n"]), (value, count)
                )

    def test_kpi_15_what_is_due_later_is_not_missed(self):
        tomorrow = self.today() + timedelta(days=1)
        self.on(self.late, fix_due_on=str(tomorrow))
        self.counted()
        span = {"first": str(self.today()), "last": str(tomorrow)}
        self.assertEqual(self.tiles(**span)["fix_rate"]["n"], 0)

    def test_kpi_15_what_the_call_back_sent_back_is_not_put_right(self):
        self.on(self.late, fixed_on="2026-05-20 10:00")
        self.assertEqual(self.counted()["fix_met"], 2)
        self.task_step(self.late, self.supervisor, "send_back", "仍未整改到位。")
        self.assertEqual(self.counted()["fix_met"], 1)

    def test_every_number_opens_its_rows(self):
        figures = self.figures.with_user(self.manager)
        filters = {**MAY, "department_id": self.department.id}
        for measure, without, rows in (
            ("rated", None, 6),
            ("rated", "satisfied", 2),
            ("rated_bad", None, 2),
            ("rated_default", None, 1),
            ("fix_due", None, 2),
            ("fix_due", "fix_met", 1),
            ("called_back", None, 1),
        ):
            with self.subTest(measure=measure, without=without):
                action = figures.open_rows(measure, filters, without)
                found = self.env[action["res_model"]].with_user(self.manager)
                self.assertEqual(found.search_count(action["domain"]), rows)
        action = figures.open_rows("fix_due", filters, "fix_met")
        self.assertEqual(
            self.env["yichuang.evaluation.task"].search(action["domain"]), self.late
        )
        action = figures.open_rows(
            "rated", {**filters, "service_id": self.service.id, "level": "4"}
        )
        found = self.env["yichuang.evaluation"].search_count(action["domain"])
        self.assertEqual(found, 6)
        action = figures.open_rows("fix_due", {**filters, "level": "2"})
        self.assertFalse(
            self.env["yichuang.evaluation.task"].search_count(action["domain"])
        )

    def test_a_late_rating_and_its_days_are_counted_again(self):
        self.env["yichuang.figure.run"].search([]).unlink()
        self.figures._refresh(full=True)
        evaluation = self.asked_evaluation()
        self.figures._refresh()
        before = self.sums([("department_id", "=", self.department.id)])
        evaluation._give("5")
        self.figures._refresh()
        after = self.sums([("department_id", "=", self.department.id)])
        changed = {
            name: after[name] - before.get(name, 0)
            for name in after
            if after[name] != before.get(name, 0)
        }
        self.assertEqual(
            changed, {"rated": 1, "rated_bad": 1, "contact_due": 1, "fix_due": 1}
        )
        self.assertFalse(self.figures._differences())

    def test_another_way_of_counting_counts_all_anew(self):
        self.figures._refresh(full=True)
        self.assertFalse(self.figures._refresh())
        last = self.env["yichuang.figure.run"].search([], limit=1)
        last.sudo().counters = "as before"
        run = self.figures._refresh()
        self.assertEqual(run.counters, self.figures._counters_digest())
        self.assertFalse(self.figures._refresh())

    def test_each_role_sees_its_own_scope(self):
        stranger = self.make_user(
            "test_rating_stranger", "yichuang_intake.group_decider"
        )
        for person, bad in (
            (self.manager, 2),
            (self.supervisor, 2),
            (self.statistician, 2),
            (self.reviewer, 2),
            (self.clerk, 2),
            (self.second_clerk, 0),
            (stranger, 0),
        ):
            with self.subTest(person=person.name):
                self.assertEqual(self.tiles(person)["rated_bad"]["value"], bad)
        with self.assertRaises(AccessError):
            self.figures.with_user(self.statistician).open_rows("rated_bad", MAY)

    def test_the_comparison_says_how_satisfied_people_were(self):
        comparison = self.env["yichuang.figure.comparison"].create(
            {
                "name": "示例",
                "before_first": "2020-04-01",
                "before_last": "2020-04-30",
                "after_first": "2026-05-12",
                "after_last": "2026-05-12",
            }
        )
        rows = {line.kind: line.after for line in comparison.line_ids}
        self.assertEqual(rows["rated"], 6)
        self.assertAlmostEqual(rows["satisfaction"], 100 * 4 / 6)
