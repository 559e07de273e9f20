from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestPrerequisites(CatalogueCase):
    """行政许可法 Art. 31: one organ's result is no detour to another's."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_organ = cls.env["yichuang.department"].create(
            {
                "name": "测试县自然资源和规划局",
                "short_name": "测自规",
                "region_id": cls.region.id,
            }
        )

    def hall(self, *asked):
        """Published services, each asking for the results of others by their names:
        pairs of a name and names, and an organ."""
        services = {}
        for name, results, *organ in asked:
            services[name] = self.published_version(
                item_name=name,
                department=organ[0] if organ else self.department,
                materials=("示例申请书", *(f"{result}证" for result in results)),
            ).service_id
        for name, service in services.items():
            self.material(f"{name}证").produced_by_item_ids = service.item_id
        return services

    def test_a_version_that_closes_a_circle_is_not_published(self):
        services = self.hall(("测甲", ("测丙",)), ("测乙", ("测甲",)), ("测丙", ()))
        draft = services["测丙"].current_version_id.with_user(self.editor).copy()
        line = draft.env["yichuang.service.material"].create(
            {"version_id": draft.id, "material_id": self.material("测乙证").id}
        )
        [fault] = [
            row for row in draft._faults() if row["rule"] == "circular_prerequisite"
        ]
        self.assertEqual((fault["model"], fault["id"]), (line._name, line.id))
        for name in ("测甲", "测乙", "测丙"):
            self.assertIn(name, fault["sentence"])
        self.assertIn("行政许可法第三十一条", fault["sentence"])
        draft.action_submit()
        with self.assertRaisesRegex(UserError, "result of this very service"):
            draft.with_user(self.approver).action_publish()

    def test_an_optional_material_closes_no_circle(self):
        services = self.hall(("测甲", ("测乙",)), ("测乙", ()))
        draft = services["测乙"].current_version_id.with_user(self.editor).copy()
        draft.env["yichuang.service.material"].create(
            {
                "version_id": draft.id,
                "material_id": self.material("测甲证").id,
                "necessity": "optional",
            }
        )
        self.assertFalse(draft.gaps)

    def test_a_change_may_ask_for_its_own_certificate(self):
        services = self.hall(("测甲", ()))
        draft = services["测甲"].current_version_id.with_user(self.editor).copy()
        draft.env["yichuang.service.material"].create(
            {"version_id": draft.id, "material_id": self.material("测甲证").id}
        )
        self.assertFalse(draft.gaps)

    def found(self):
        staff = self.make_user("window_staff", "yichuang_catalog.group_user")
        model = self.env["yichuang.prerequisite"].with_user(staff)
        return model.search(model.action_open()["domain"])

    def test_organs_that_ask_each_other_are_listed(self):
        services = self.hall(
            ("测甲", ("测乙",)),
            ("测乙", (), self.other_organ),
            ("测丙", ("测丁",), self.other_organ),
            ("测丁", ()),
        )
        mine = self.env["yichuang.service"].union(*services.values())
        [crossing] = self.found().filtered(
            lambda row: row.kind == "crossing" and row.service_ids & mine
        )
        self.assertEqual(crossing.department_ids, self.department | self.other_organ)
        self.assertEqual(crossing.service_ids, mine)
        self.assertIn(
            "测甲 (测试县行政审批服务局) asks for “测乙证”", crossing.sentence
        )

    def test_a_circle_that_exists_already_is_listed_with_its_reasons(self):
        services = self.hall(("测甲", ("测乙",)), ("测乙", ("测甲",), self.other_organ))
        mine = self.env["yichuang.service"].union(*services.values())
        [circle] = self.found().filtered(
            lambda row: row.kind == "circular" and row.service_ids & mine
        )
        self.assertEqual(circle.service_ids, mine)
        self.assertEqual(set(circle.material_ids.mapped("name")), {"测甲证", "测乙证"})

    def test_a_fact_that_two_organs_verify_is_listed(self):
        self.published_version(item_name="测甲", materials=("测试用场地证明",))
        self.published_version(
            item_name="测乙", materials=("测试用场地证明",), department=self.other_organ
        )
        paper = self.material("测试用场地证明")
        [row] = self.found().filtered(lambda row: row.material_ids == paper)
        self.assertEqual(row.kind, "repeated")
        self.assertEqual(row.department_ids, self.department | self.other_organ)

    def test_the_search_does_not_grow_with_the_services(self):
        names = [f"测{number}" for number in range(12)]
        counts = []
        for few in (2, 12):
            self.hall(
                *(
                    (name, ())
                    for name in names[:few]
                    if few == 2 or name not in names[:2]
                )
            )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            list(self.env["yichuang.prerequisite"]._found())
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 1, counts)

    def test_overlap_takes_the_services_of_a_theme(self):
        theme = self.draft_theme()
        wizard = self.env["yichuang.material.overlap"].create({"theme_id": theme.id})
        self.assertEqual(wizard.service_ids, theme.line_ids.service_id)
        self.assertEqual(wizard.saved, theme.saved_sheets)
        wizard.service_ids = [Command.clear()]
        with self.assertRaisesRegex(UserError, "two services at least"):
            wizard.action_print()
