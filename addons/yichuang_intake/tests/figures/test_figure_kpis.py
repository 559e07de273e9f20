"""The managers' list of figures: each has its place, each formula its hand count."""

from odoo import SUPERUSER_ID
from odoo.tests import freeze_time, tagged

from odoo.addons.yichuang_intake.models.figures.figure_offices import OFFICES
from odoo.addons.yichuang_intake.models.figures.figure_work import WORK
from odoo.addons.yichuang_intake.models.figures.measures import MEASURES
from odoo.addons.yichuang_intake.tools.figures import RATIOS

from .common import FiguresCase

# What managers expect, and the figures, counters or tiles that tell it.
KPIS = {
    "01 受理量、办结量、在办量": ("accepted", "decided", "closing"),
    "02 按时办结率": ("in_law_rate",),
    "03 承诺期内办结率": ("in_promise_rate",),
    "04 提前办结率": ("early_rate",),
    "05 即办率": ("instant_items", "same_day_rate"),
    "06 承诺时限压缩比": ("compression",),
    "07 实际提速": ("speedup_rate",),
    "08 跑动次数": ("visits_mean", "once_rate", "service_visits"),
    "09 材料精简、复用": ("reuse_rate",),
    "10 一次告知执行率": ("one_notice_rate",),
    "11 补正率、不予受理率、退件率": (
        "supplement_rate",
        "refusal_rate",
        "return_rate",
    ),
    "12 视为受理数": ("deemed",),
    "13 窗口工作量": ("received", "tickets", "serve_seconds", "work_points"),
    "14 满意率": ("satisfied_rate", "rated_rate", "rated_default"),
    "15 差评整改率、回访率": ("contact_rate", "fix_rate", "call_back_rate"),
    "16 窗口忙闲比": ("occupancy_rate", "load"),
    "叫号": ("wait_mean", "wait_ninetieth", "serve_mean", "give_up_rate"),
}


@tagged("post_install", "-at_install")
class TestFigureKpis(FiguresCase):
    def tiles(self, office, day, **filters):
        data = self.figures.with_user(self.manager).read_dashboard(
            office,
            {
                "first": day,
                "last": day,
                "department_id": self.department.id,
                **filters,
            },
        )
        return {tile["name"]: tile for tile in data["tiles"]}

    def value(self, name, day):
        """The figure of our organ on one day, as a table shows it."""
        self.env.flush_all()
        self.figures._refresh(full=True)
        [row] = self.figures.formatted_read_group(
            [("department_id", "=", self.department.id), ("day", "=", day)],
            ["department_id"],
            [f"{name}:avg"],
        )
        return row[f"{name}:avg"]

    def test_each_is_shown_on_a_dashboard(self):
        shown = {name for office in OFFICES.values() for name in office}
        # The table of the windows stands on the dashboard of the hall's operation.
        shown |= {*WORK, "serve_mean", "occupancy_rate"}
        for kpi, names in KPIS.items():
            with self.subTest(kpi=kpi):
                self.assertLessEqual(set(names), shown)

    def test_each_figure_is_of_counters_that_are_counted(self):
        for name, ratio in RATIOS.items():
            with self.subTest(figure=name):
                self.assertLessEqual({*ratio.above, *ratio.below}, MEASURES.keys())
        self.assertEqual(set(self.figures._counters()), MEASURES.keys())

    def test_kpi_01_受理量_办结量_在办量(self):
        self.accepted_case()
        self.decided_case()
        self.counted()
        today = str(self.today())
        tiles = self.tiles("operation", today)
        self.assertEqual(
            [tiles[name]["value"] for name in ("accepted", "decided", "closing")],
            [2, 1, 1],
        )

    def test_kpi_02_03_04_07_按时_承诺期内_提前办结率_实际提速(self):
        """Three accepted on Wednesday 6 May and decided on the 22nd: before their last
        day, on it, and after it."""
        cases = self.decided_case() | self.decided_case() | self.decided_case()
        accepted = self.day("2026-05-06")
        self.at(cases, received_on=accepted, accepted_on=accepted)
        decided = self.day("2026-05-22")
        self.at(cases, decided_on=decided)
        last_days = ("2026-05-26", "2026-05-22", "2026-05-21")
        for case, last in zip(cases, last_days, strict=True):
            case._write_guarded({"promise_due_on": last, "legal_due_on": last})
        self.assertAlmostEqual(self.value("in_law_rate", decided), 200 / 3)
        self.assertAlmostEqual(self.value("in_promise_rate", decided), 200 / 3)
        # On the promised day itself is not early.
        self.assertAlmostEqual(self.value("early_rate", decided), 100 / 3)
        # 6 to 22 May are thirteen working days, of so many that the law gives.
        legal = self.service.current_version_id.legal_days
        self.assertAlmostEqual(
            self.value("speedup_rate", decided), 100 * (1 - 13 / legal)
        )

    def test_kpi_05_06_08_即办件比例_压缩比_到现场次数_of_what_is_published(self):
        spot = self.published_service(
            item_name="示例即办许可", department=self.department
        )
        guide, other = self.service.current_version_id, spot.current_version_id
        self.env.cr.execute(
            "UPDATE yichuang_service_version SET case_type = 'instant', "
            "promise_days = 0, legal_days = 5, visits = 0 WHERE id = %s",
            (other.id,),
        )
        self.env.invalidate_all()
        tiles = self.tiles("catalogue", "2026-05-06")
        self.assertEqual(tiles["services"]["value"], 2)
        self.assertEqual(tiles["instant_items"]["value"], 50)
        self.assertAlmostEqual(
            tiles["compression"]["value"],
            100 * (1 - guide.promise_days / (guide.legal_days + 5)),
        )
        self.assertEqual(tiles["service_visits"]["value"], guide.visits / 2)

    def test_kpi_05_即办率_of_cases(self):
        same, later = self.decided_case(), self.decided_case()
        day = self.day("2026-05-12")
        self.at(same | later, received_on=day, decided_on=day)
        self.at(later, received_on=self.day("2026-05-11"))
        self.assertEqual(self.value("same_day_rate", day), 50)

    def test_kpi_08_跑动次数_最多跑一次(self):
        """One came once; one came again on another day with a supplement."""
        once, twice = self.decided_case(), self.decided_case()
        day = self.day("2026-05-12")
        self.at(once | twice, received_on=self.day("2026-05-06"), decided_on=day)
        self.env.cr.execute(
            "INSERT INTO yichuang_case_supplement (case_id, material_id, problem, "
            "correction, handed_in_on) VALUES (%s, %s, '缺件', '补交', %s)",
            (twice.id, twice.material_ids[0].id, "2026-05-08 02:00:00"),
        )
        self.assertEqual(self.value("visits_mean", day), 1.5)
        self.assertEqual(self.value("once_rate", day), 50)

    def test_kpi_09_材料复用率(self):
        """One of the materials listed was on file."""
        self.kept_vault_document()
        case = self.draft_case()
        mine = case.with_user(self.clerk)
        mine.action_take_from_file()
        mine.action_receive()
        mine.action_take_all_materials()
        mine.action_accept()
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)
        day = self.day("2026-05-12")
        self.at(case, decided_on=day)
        self.assertAlmostEqual(
            self.value("reuse_rate", day), 100 / len(case.material_ids)
        )

    def test_kpi_10_一次告知执行率(self):
        """Two were told what is missing; one of them twice, which the law forbids and
        only an import brings."""
        for _one in range(2):
            case = self.received_case()
            self.confirm("yichuang.case.notify", case, self.clerk)
        self.env["yichuang.event"]._append([(case, "notify_supplement", {})])
        self.assertEqual(self.value("one_notice_rate", self.today()), 50)

    def test_kpi_11_补正率_不予受理率_退件率(self):
        told, refused, _plain, sent_back = (self.received_case() for _one in range(4))
        self.confirm("yichuang.case.notify", told, self.clerk)
        self.refuse(refused)
        self.accepted_case()
        day = self.today()
        self.assertEqual(self.value("supplement_rate", day), 100 / 5)
        self.assertEqual(self.value("refusal_rate", day), 100 / 2)
        # Of two online applications one was sent back at first sight.
        (told | sent_back)._write_guarded({"channel": "online"})
        self.at(sent_back, sent_back_on=day)
        self.assertEqual(self.value("return_rate", day), 50)

    def test_kpi_12_视为受理数(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.received_case()
        with freeze_time("2026-04-20 02:00:00"):
            case.with_user(SUPERUSER_ID)._transition("deem_accepted")
        self.assertTrue(case.deemed_accepted)
        self.counted()
        self.assertEqual(self.tiles("supervision", "2026-03-02")["deemed"]["value"], 1)
