"""What the dashboards show, and that every number of theirs leads to its rows."""

from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_moment
from odoo.addons.yichuang_intake.models.figures.figure_offices import OFFICES
from odoo.addons.yichuang_intake.models.figures.figure_uncounted import CATALOGUE
from odoo.addons.yichuang_intake.tools.figures import RATIOS

from .common import FiguresCase

MAY = {"first": "2026-05-01", "last": "2026-05-31"}


@tagged("post_install", "-at_install")
class TestFigureDashboard(FiguresCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.april = cls.decided_case()
        cls.may = cls.decided_case() | cls.decided_case("denied")
        cls.waiting = cls.accepted_case()
        days = {name: cls.day("2026-04-14") for name in ("received_on", "accepted_on")}
        cls.at(cls.april, **days, decided_on=cls.day("2026-04-15"))
        cls.at(
            cls.may,
            received_on=cls.day("2026-04-28"),
            accepted_on=cls.day("2026-04-28"),
            decided_on=cls.day("2026-05-11"),
        )
        cls.at(
            cls.waiting,
            received_on=cls.day("2026-05-18"),
            accepted_on=cls.day("2026-05-18"),
        )
        cls.counted()

    def shown(self, office="operation", person=None, **filters):
        figures = self.figures.with_user(person or self.manager)
        return figures.read_dashboard(
            office, {**MAY, "department_id": self.department.id, **filters}
        )

    def tile(self, data, name):
        [tile] = [tile for tile in data["tiles"] if tile["name"] == name]
        return tile

    def test_numbers_of_the_month(self):
        data = self.shown()
        self.assertEqual(
            data["balance"],
            {
                "opening": 2,
                "accepted": 1,
                "decided": 2,
                "dropped": 0,
                "finished": 2,
                "closing": 1,
            },
        )
        self.assertEqual(data["before"], ["2026-04-01", "2026-04-30"])
        decided = self.tile(data, "decided")
        self.assertEqual((decided["value"], decided["before"]), (2, 1))
        rate = self.tile(data, "in_law_rate")
        self.assertEqual((rate["value"], rate["n"], rate["before"]), (100, 2, 100))

    def test_tables_and_chart_add_up_to_the_tiles(self):
        data = self.shown()
        for rows in ("trend", "organs", "services", "levels"):
            with self.subTest(rows=rows):
                self.assertEqual(sum(row["decided"] for row in data[rows]), 2)
        self.assertEqual(len(data["trend"]), 31)

    def test_tables_say_what_the_rows_say(self):
        """Whatever the tables are added up from: beside a sum of each of its own."""
        data = self.figures.with_user(self.manager).read_dashboard(
            "statistics", {"first": "2026-01-01", "last": "2026-12-31"}
        )
        here = [
            ("company_id", "in", self.env.companies.ids),
            ("day", ">=", "2026-01-01"),
            ("day", "<=", "2026-12-31"),
        ]
        for rows, field in (("organs", "department_id"), ("levels", "level")):
            found = {
                getattr(value, "id", value): (accepted, decided)
                for value, accepted, decided in self.figures._read_group(
                    [*here, (field, "!=", False)],
                    [field],
                    ["accepted:sum", "decided:sum"],
                )
            }
            shown = {row["id"]: (row["accepted"], row["decided"]) for row in data[rows]}
            with self.subTest(rows=rows):
                self.assertEqual(shown, found)
                counts = [row["decided"] for row in data[rows]]
                self.assertEqual(counts, sorted(counts, reverse=True))
        whole = self.figures._sums(here)
        for name in ("received", "accepted", "decided"):
            self.assertEqual(self.tile(data, name)["value"], whole[name])

    def test_a_year_is_shown_by_months(self):
        data = self.shown(first="2026-01-01", last="2026-06-30")
        self.assertEqual(
            [(row["label"], row["decided"]) for row in data["trend"]][3:5],
            [("2026-04", 1), ("2026-05", 2)],
        )
        self.assertEqual(data["before"], ["2025-07-01", "2025-12-31"])

    def test_every_number_opens_as_many_rows(self):
        figures = self.figures.with_user(self.manager)
        filters = {**MAY, "department_id": self.department.id}
        for office in OFFICES:
            for tile in self.shown(office)["tiles"]:
                # Of how evenly windows work one opens the shifts that it is about.
                if not tile.get("measure") or tile["name"] == "load":
                    continue
                with self.subTest(office=office, tile=tile["name"]):
                    action = figures.open_rows(tile["measure"], filters)
                    found = self.env[action["res_model"]].with_user(self.manager)
                    rows = found.search_count(action["domain"])
                    ratio = RATIOS.get(tile["name"])
                    if tile["name"] == "instant_items":
                        self.assertEqual(rows, round(tile["n"] * tile["value"] / 100))
                    elif tile["name"] in ("wait_ninetieth", "work_points", *CATALOGUE):
                        self.assertEqual(rows, tile.get("n", tile["value"]))
                    elif not ratio:
                        self.assertEqual(rows, tile["value"])
                    elif tile["measure"] in ratio.above:
                        self.assertEqual(
                            rows, round(tile["n"] * (tile["value"] or 0) / 100)
                        )
                    elif tile["measure"] != "listed" and tile["n"] is not None:
                        self.assertEqual(rows, tile["n"])

    def test_those_that_missed_it(self):
        self.env.cr.execute(
            "UPDATE yichuang_case SET legal_due_on = '2026-05-08' WHERE id = %s",
            (self.may[0].id,),
        )
        self.env["yichuang.case"].invalidate_model()
        self.counted()
        action = self.figures.with_user(self.manager).open_rows(
            "decided", {**MAY, "department_id": self.department.id}, "in_law"
        )
        self.assertEqual(
            self.env["yichuang.case"].search(action["domain"]), self.may[0]
        )
        rate = self.tile(self.shown(), "in_law_rate")
        self.assertEqual((rate["missed_count"], rate["n"]), (1, 2))

    def test_what_is_in_hand_opens_its_cases_as_of_that_day(self):
        for measure, cases in (("opening", self.may), ("closing", self.waiting)):
            with self.subTest(measure=measure):
                action = self.figures.with_user(self.manager).open_rows(
                    measure, {**MAY, "department_id": self.department.id}
                )
                self.assertEqual(
                    self.env["yichuang.case"].search(action["domain"]), cases
                )
        self.assertEqual(self.tile(self.shown(), "closing")["before"], 2)

    def test_nothing_is_in_hand_of_one_person(self):
        data = self.shown(user_id=self.decider.id)
        self.assertIsNone(data["balance"])
        closing = self.tile(data, "closing")
        self.assertEqual((closing["value"], closing["opens"]), (None, False))

    def test_half_a_month_is_compared_with_half_a_month(self):
        with freeze_time("2026-05-11 02:00:00"):
            self.assertEqual(self.shown()["before"], ["2026-04-01", "2026-04-11"])
        with freeze_time("2026-07-01 02:00:00"):
            self.assertEqual(self.shown()["before"], ["2026-04-01", "2026-04-30"])

    def test_one_compares_with_the_year_before(self):
        data = self.shown(against="year")
        self.assertEqual(data["before"], ["2025-05-01", "2025-05-31"])
        self.assertEqual(self.tile(data, "decided")["before"], 0)
        leap = (date(2028, 2, 1), date(2028, 2, 29))
        self.assertEqual(
            self.figures._compared_with(*leap, "year"),
            (date(2027, 2, 1), date(2027, 2, 28)),
        )

    def test_the_clock_is_the_halls_and_the_words_are_the_formulas(self):
        data = self.shown()
        run = self.env["yichuang.figure.run"].search([], limit=1)
        self.assertEqual(data["as_of"], f"{hall_moment(run.ran_on):%Y-%m-%d %H:%M}")
        self.assertEqual(data["place"][-1], self.department.display_name)
        for office in OFFICES:
            for tile in self.shown(office)["tiles"]:
                with self.subTest(tile=tile["name"]):
                    self.assertNotIn("%", tile["label"])
                    self.assertIs(
                        bool(tile["help"]), tile["name"] not in self.said_by_their_name
                    )

    said_by_their_name = ("open_cards", "yellow_cards", "red_cards")

    def test_the_office_of_supervision_sees_its_cards(self):
        card = self.raised_alert()
        period = {"first": "2020-01-01", "last": "2099-12-31"}
        data = self.shown("supervision", person=self.supervisor, **period)
        for name in ("open_cards", "red_cards"):
            tile = self.tile(data, name)
            action = self.figures.with_user(self.supervisor).open_rows(
                name, {**period, "department_id": self.department.id}
            )
            found = self.env["yichuang.alert"].search(action["domain"])
            with self.subTest(name=name):
                self.assertIn(card, found)
                self.assertEqual((tile["value"], tile["opens"]), (len(found), True))
        unseen = self.tile(
            self.shown("supervision", person=self.statistician, **period), "red_cards"
        )
        self.assertEqual((unseen["value"], unseen["opens"]), (None, False))

    def test_catalogue_figures_know_what_is_published(self):
        data = self.shown("catalogue")
        self.assertEqual(self.tile(data, "services")["value"], 1)
        compression = self.tile(data, "compression")
        guide = self.service.current_version_id
        self.assertEqual(compression["n"], 1)
        self.assertAlmostEqual(
            compression["value"], 100 * (1 - guide.promise_days / guide.legal_days)
        )

    def test_the_organs_target_goes_before_the_halls(self):
        targets = self.env["yichuang.figure.target"].with_user(self.manager)
        targets.search([]).unlink()
        hall, _later = targets.create(
            [
                {"figure": "in_law_rate", "value": 95, "from_on": "2026-01-01"},
                {"figure": "in_law_rate", "value": 99, "from_on": "2026-06-01"},
            ]
        )
        self.assertEqual(self.tile(self.shown(), "in_law_rate")["target"], 95)
        hall.copy({"department_id": self.department.id, "value": 90})
        self.assertEqual(self.tile(self.shown(), "in_law_rate")["target"], 90)

    def test_the_score_of_the_month(self):
        targets = self.env["yichuang.figure.target"]
        targets.search([]).unlink()
        targets.create(
            [
                {
                    "figure": figure,
                    "value": value,
                    "weight": weight,
                    "from_on": "2026-01-01",
                }
                for figure, value, weight in (
                    ("in_law_rate", 100, 30),
                    ("same_day_rate", 20, 20),
                    ("visits_mean", 0.5, 10),
                    ("return_rate", 5, 40),
                )
            ]
        )
        scores = self.env["yichuang.figure.score"]
        scores._score(date(2026, 5, 1))
        scores._score(date(2026, 5, 1))
        mine = scores.search(
            [("department_id", "=", self.department.id), ("month", "=", "2026-05-01")]
        )
        self.assertEqual(
            {row.figure: (row.above, row.below, row.points) for row in mine},
            {
                "in_law_rate": (2, 2, 30),
                "same_day_rate": (0, 2, 0),
                "visits_mean": (2, 2, 5),
            },
        )
        [(score,)] = scores._read_group([("id", "in", mine.ids)], [], ["score:avg"])
        self.assertAlmostEqual(score, 100 * 35 / 60)

    def test_each_person_is_shown_their_own_scope(self):
        self.assertEqual(
            self.tile(self.shown(person=self.decider), "decided")["value"], 2
        )
        stranger = self.make_user("test_foreigner", "yichuang_intake.group_reviewer")
        self.assertEqual(self.tile(self.shown(person=stranger), "decided")["value"], 0)
        data = self.shown("statistics", person=self.statistician)
        self.assertEqual(self.tile(data, "decided")["value"], 2)
        self.assertFalse(data["drills"])
        with self.assertRaises(AccessError):
            self.figures.with_user(self.statistician).open_rows("decided", MAY)

    def test_nobody_opens_rows_that_their_figures_do_not_count(self):
        """Everybody may see all numbers of the queue; an organ's figures count its
        own, and a clerk's what the clerk did."""
        shift = self.open_shift()
        for _one in range(2):
            self.serving_ticket(shift).with_user(self.clerk).action_finish()
        self.counted()
        period = {"first": "2020-01-01", "last": "2099-12-31"}
        other = self.make_user("test_other_clerk", "yichuang_intake.group_clerk")
        for person in (self.manager, self.decider, self.clerk, other):
            data = self.figures.with_user(person).read_dashboard("operation", period)
            opened = {
                name: self.env[action["res_model"]]
                .with_user(person)
                .search_count(action["domain"])
                for name in ("tickets", "accepted", "decided")
                for action in (self.figures.with_user(person).open_rows(name, period),)
            }
            with self.subTest(person=person.login):
                self.assertEqual(
                    opened, {name: self.tile(data, name)["value"] for name in opened}
                )
        self.assertIsNone(data["balance"])
        self.assertGreaterEqual(self.tickets_of(self.manager, period), 2)
        self.assertEqual(self.tickets_of(other, period), 0)

    def tickets_of(self, person, period):
        data = self.figures.with_user(person).read_dashboard("operation", period)
        return self.tile(data, "tickets")["value"]

    def test_what_a_client_sends_is_checked(self):
        figures = self.figures.with_user(self.manager)
        for office, filters in (
            ("nobody", MAY),
            ("operation", {"first": "2026-05-01"}),
            ("operation", {"first": "x", "last": "y"}),
            ("operation", {"first": "2026-05-02", "last": "2026-05-01"}),
        ):
            with self.subTest(filters=filters), self.assertRaises(UserError):
                figures.read_dashboard(office, filters)
        with self.assertRaises(UserError):
            figures.open_rows("id", MAY)
        with self.assertRaises(UserError):
            figures.open_rows("decided", MAY, "password")

    def test_a_dashboard_takes_as_many_queries_for_more_days(self):
        def count(last):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.shown(last=last)
            return self.env.cr.sql_log_count - before

        count("2026-05-31")
        self.assertEqual(count("2026-05-18"), count("2026-05-31"))

    def test_a_month_out_of_its_usual_limits_is_marked(self):
        rows = [
            (f"2025-{month:02}-14", 10, 9 if month % 2 else 8) for month in range(1, 9)
        ]
        for day, decided, kept in [*rows, ("2025-09-15", 10, 2)]:
            self.env.cr.execute(
                "INSERT INTO yichuang_figure_day (day, company_id, department_id, "
                "decided, in_promise) VALUES (%s, %s, %s, %s, %s)",
                (day, self.env.company.id, self.department.id, decided, kept),
            )
        chart = self.figures.with_user(self.manager).read_control(
            "in_promise_rate",
            {
                "first": "2025-09-01",
                "last": "2025-09-30",
                "department_id": self.department.id,
            },
        )
        by_month = {row["label"]: row for row in chart["rows"]}
        self.assertEqual(len(by_month), 24)
        self.assertEqual(by_month["2025-09"]["value"], 20)
        self.assertEqual(
            [label for label, row in by_month.items() if row["outside"]], ["2025-09"]
        )
        self.assertEqual(chart["limits"]["center"], 85)
        self.assertIsNone(by_month["2024-05"]["value"])
        with self.assertRaises(UserError):
            self.figures.with_user(self.manager).read_control("password", MAY)
