from odoo.exceptions import AccessError
from odoo.tests import tagged

from ...models.conformance.department_scorecard import ROWS
from ..common import CatalogueCase

COUNTS = {
    "functions": ("office_count", "service_count"),
    "platform": ("platform_count", "service_count"),
    "entry": ("entered_count", "due_count"),
    "authority": ("authorised_count", "entered_count"),
    "supervision": ("supervised_count", "entered_count"),
}


@tagged("post_install", "-at_install")
class TestDepartmentScorecard(CatalogueCase):
    """三集中三到位: six measures, each with the rows behind it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.published = cls.published_service(item_name="测试已公布事项")
        cls.published.write({"by_approval_office": True, "authorised": True})
        cls.drafts = cls.env["yichuang.service"].create(
            [
                {
                    "item_id": cls.env["yichuang.item"].create({"name": name}).id,
                    "department_id": cls.department.id,
                }
                for name in ("测试事项二", "测试事项三", "测试事项四")
            ]
        )
        approver = cls.env(user=cls.approver.id)
        (cls.published + cls.drafts[0]).with_env(approver).write({"entry": "entered"})
        cls.drafts[1].with_env(approver).write(
            {"entry": "negative", "entry_ground": "secrecy", "entry_reason": "涉密"}
        )
        cls.department.write(
            {
                "approval_office": "行政审批科",
                "office_in_hall": True,
                "supervised_on": "2026-01-01",
            }
        )

    def card(self, user=None):
        model = self.env["yichuang.department.scorecard"]
        self.env.flush_all()
        self.env.invalidate_all()
        return model.with_user(user or self.supervisor).browse(self.department.id)

    def test_each_measure_by_its_formula(self):
        card = self.card()
        for measure, expected in (
            ("functions", 100 / 4),
            ("hall", 100),
            ("platform", 100 / 4),
            ("entry", 200 / 3),
            ("authority", 100 / 2),
            ("supervision", 100 / 2),
            ("score", (25 + 100 + 25 + 200 / 3 + 50 + 50) / 6),
        ):
            with self.subTest(measure=measure):
                self.assertAlmostEqual(card[measure], expected, 5)

    def test_what_the_organ_owes_makes_a_measure_zero(self):
        for name, measure in (
            ("approval_office", "functions"),
            ("office_in_hall", "hall"),
            ("supervised_on", "supervision"),
        ):
            with self.subTest(name=name):
                before = self.department[name]
                self.department[name] = False
                self.assertEqual(self.card()[measure], 0)
                self.department[name] = before
        self.department.supervised_on = "2099-01-01"
        self.assertEqual(self.card().supervision, 0)

    def test_nothing_to_count_says_nothing(self):
        (self.published + self.drafts[0]).with_user(self.approver).write(
            {"entry": "undecided", "entry_reason": "重新审议"}
        )
        card = self.card()
        self.assertEqual((card.entered_count, card.authority), (0, 0))
        self.assertAlmostEqual(card.score, (25 + 100 + 25 + 0) / 4, 5)

    def test_what_an_organ_does_unasked_need_not_enter(self):
        before = self.card().entry
        item = self.env["yichuang.item"].create(
            {"name": "测试行政处罚", "item_type": "penalty"}
        )
        penalty = self.env["yichuang.service"].create(
            {"item_id": item.id, "department_id": self.department.id}
        )
        self.assertEqual(self.card().entry, before)
        penalty.with_user(self.approver).entry = "entered"
        self.assertAlmostEqual(self.card().entry, 300 / 4, 5)

    def test_the_rows_behind_a_number_are_its_number(self):
        card = self.card()
        for measure in ROWS:
            counted, among = COUNTS[measure]
            context = {"measure": measure}
            opened = card.with_context(**context).action_view_counted()
            missing = card.with_context(**context).action_view_missing()
            services = self.env["yichuang.service"]
            with self.subTest(measure=measure):
                self.assertEqual(services.search_count(opened["domain"]), card[counted])
                self.assertEqual(
                    services.search_count(missing["domain"]),
                    card[among] - card[counted],
                )
        everything = card.action_view_services()["domain"]
        self.assertEqual(services.search_count(everything), card.service_count)
        self.assertEqual(card.action_view_department()["res_id"], self.department.id)

    def test_archived_services_and_organs_do_not_count(self):
        self.drafts[2].action_archive()
        self.assertEqual(self.card().service_count, 3)
        self.department.action_archive()
        cards = self.env["yichuang.department.scorecard"]
        self.env.flush_all()
        self.assertFalse(cards.search([("id", "=", self.department.id)]))

    def test_another_hall_sees_nothing_and_staff_change_nothing(self):
        hall = self.env["res.company"].create({"name": "另一大厅"})
        stranger = self.make_user(
            "test_stranger",
            "yichuang_catalog.group_manager",
            company_id=hall.id,
            company_ids=[(6, 0, hall.ids)],
        )
        cards = self.card().with_user(stranger)
        self.assertFalse(cards.search([("id", "=", self.department.id)]))
        with self.assertRaises(AccessError):
            self.card(self.manager).check_access("write")

    def test_the_averages_of_many_organs_are_grouped(self):
        cards = self.env["yichuang.department.scorecard"]
        self.env.flush_all()
        ((count, score),) = cards._read_group(
            [("id", "=", self.department.id)], [], ["__count", "score:avg"]
        )
        self.assertEqual(count, 1)
        self.assertAlmostEqual(score, self.card().score, 5)
