from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestItemLevel(CatalogueCase):
    """名称预先核准: on the spot in a county, passed upward elsewhere."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.env["yichuang.item"].create(
            {
                "name": "测试企业名称预先核准",
                "level_behaviour_ids": [
                    (0, 0, {"level": "4", "case_type": "instant", "note": "测试文件"}),
                    (0, 0, {"level": "3", "case_type": "report"}),
                ],
            }
        )
        services = cls.env(user=cls.editor.id)["yichuang.service"]
        cls.county, cls.city, cls.town = services.create(
            [
                {
                    "item_id": cls.item.id,
                    "department_id": cls.department.id,
                    "level": level,
                }
                for level in ("4", "3", "5")
            ]
        )

    def new_version(self, service, **values):
        return self.env["yichuang.service.version"].create(
            {"service_id": service.id, **values}
        )

    def test_a_new_version_begins_with_the_behaviour_of_its_level(self):
        for service, expected in (
            (self.county, "instant"),
            (self.city, "report"),
            (self.town, "promise"),
        ):
            with self.subTest(level=service.level):
                self.assertEqual(self.new_version(service).case_type, expected)

    def test_what_is_said_explicitly_stays(self):
        version = self.new_version(self.county, case_type="joint")
        self.assertEqual(version.case_type, "joint")

    def test_many_versions_at_once(self):
        versions = self.env["yichuang.service.version"].create(
            [{"service_id": service.id} for service in (self.county, self.city)]
        )
        self.assertEqual(versions.mapped("case_type"), ["instant", "report"])

    def test_the_form_begins_with_it_too(self):
        model = self.env["yichuang.service.version"]
        opened = Form(model.with_context(default_service_id=self.city.id))
        self.assertEqual(opened.case_type, "report")
        chosen = Form(model)
        self.assertEqual(chosen.case_type, "promise")
        chosen.service_id = self.county
        self.assertEqual(chosen.case_type, "instant")

    def test_no_version_is_published_against_it(self):
        version = self.draft_version(service=self.city, case_type="promise")
        (row,) = [row for row in version._faults() if row["rule"] == "level_behaviour"]
        self.assertEqual(row["field"], "case_type")
        version.action_submit()
        with self.assertRaisesRegex(UserError, "At the level"):
            version.with_user(self.approver).action_publish()
        version.with_user(self.approver)._transition("send_back", {"reason": "类型"})
        version.case_type = "report"
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.assertEqual(version.state, "published")

    def test_a_level_the_item_says_nothing_of_is_free(self):
        version = self.draft_version(service=self.town, case_type="joint")
        rules = {row["rule"] for row in version._faults()}
        self.assertNotIn("level_behaviour", rules)

    @mute_logger("odoo.sql_db")
    def test_one_behaviour_at_one_level(self):
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.item.level_behaviour_ids[0].copy()

    def test_a_copied_item_behaves_the_same(self):
        copy = self.item.copy({"name": "测试另一事项"})
        self.assertEqual(
            {line.level: line.case_type for line in copy.level_behaviour_ids},
            {"3": "report", "4": "instant"},
        )
