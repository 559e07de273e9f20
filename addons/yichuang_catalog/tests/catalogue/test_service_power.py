from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import CatalogueCase

DELEGATED = {
    "power_source": "delegated_above",
    "delegation_document": "测委〔2026〕1号",
    "delegation_announcement": "测试县人民政府网站",
}


@tagged("post_install", "-at_install")
class TestServicePower(CatalogueCase):
    """By what power an organ acts: Art. 24 and 25 of the Administrative Licensing
    Law (行政许可法)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        Department = cls.env["yichuang.department"]
        cls.giver = Department.create({"name": "测试市水利局"})
        cls.institution = Department.create(
            {"name": "测试县水利服务中心", "uscc": "12441500196720244T"}
        )
        cls.item = cls.env["yichuang.item"].create({"name": "测试取水许可"})
        cls.service = cls.env(user=cls.editor.id)["yichuang.service"].create(
            {"item_id": cls.item.id, "department_id": cls.department.id}
        )

    def rules(self, version):
        return {row["rule"] for row in version._faults()}

    def test_art24_a_delegation_names_the_organ_that_delegated(self):
        for giver in (False, self.department.id):
            with (
                self.subTest(giver=giver),
                self.assertRaisesRegex(ValidationError, "name the organ"),
            ):
                self.service.write({**DELEGATED, "delegating_department_id": giver})

    def test_art24_only_another_administrative_organ_may_be_delegated(self):
        values = {
            "item_id": self.item.id,
            "department_id": self.institution.id,
            "delegating_department_id": self.giver.id,
            **DELEGATED,
        }
        with self.assertRaisesRegex(ValidationError, "administrative organ"):
            self.service.create(values)
        public = self.item.create(
            {"name": "测试公共服务", "item_type": "public_service"}
        )
        service = self.service.create({**values, "item_id": public.id})
        self.assertEqual(service.delegating_department_id, self.giver)

    def test_art24_the_credit_code_says_what_an_organ_is(self):
        for uscc, nature, expected in (
            ("11379901MB9000015N", "other", True),
            ("12441500196720244T", "statutory", False),
            (False, "statutory", True),
            (False, "authorised", False),
        ):
            organ = self.giver.copy({"name": f"测试{uscc}{nature}", "nature": nature})
            organ.active = False
            organ.uscc = uscc
            with self.subTest(uscc=uscc, nature=nature):
                self.assertIs(organ._is_administrative_organ(), expected)

    def test_art24_what_was_delegated_is_not_passed_on(self):
        self.service.write({**DELEGATED, "delegating_department_id": self.giver.id})
        receiver = self.giver.copy({"name": "测试镇人民政府"})
        with self.assertRaisesRegex(ValidationError, "only by delegation"):
            self.service.create(
                {
                    "item_id": self.item.id,
                    "department_id": receiver.id,
                    "delegating_department_id": self.department.id,
                    **DELEGATED,
                }
            )
        with self.assertRaisesRegex(ValidationError, "only by delegation"):
            self.service.create(
                {
                    "item_id": self.item.id,
                    "department_id": self.giver.id,
                    "delegating_department_id": receiver.id,
                    **DELEGATED,
                }
            )

    def test_art24_a_delegation_is_agreed_and_announced_before_publication(self):
        self.service.write(
            {
                "power_source": "delegated_peer",
                "delegating_department_id": self.giver.id,
            }
        )
        version = self.draft_version(service=self.service)
        self.assertLessEqual(
            {"delegation_document", "delegation_announcement"}, self.rules(version)
        )
        version.action_submit()
        with self.assertRaisesRegex(UserError, "第二十四条"):
            version.with_user(self.approver).action_publish()
        self.service.write(
            {
                "delegation_document": "测委〔2026〕1号",
                "delegation_announcement": "公告",
            }
        )
        version.with_user(self.approver).action_publish()
        self.assertEqual(version.state, "published")

    def test_art24_the_receiver_is_looked_at_again_before_publication(self):
        self.item.item_type = "public_service"
        self.service.write({**DELEGATED, "delegating_department_id": self.giver.id})
        self.department.uscc = self.institution.uscc
        self.item.item_type = "license"
        version = self.draft_version(service=self.service)
        self.assertIn("delegating_department_id", self.rules(version))

    def test_art29_the_person_is_demanded_by_a_law_only(self):
        self.service.needs_person = True
        version = self.draft_version(service=self.service)
        self.assertIn("needs_person_basis", self.rules(version))
        self.assertIn("第二十九条", version.gaps)
        self.service.needs_person_basis = "测试用法第一条"
        self.assertNotIn("needs_person_basis", self.rules(version))
        self.assertNotIn("第二十九条", version.gaps or "")


@tagged("post_install", "-at_install")
class TestApprovalBureau(CatalogueCase):
    """行政审批局: one organ, many items, one seal, by Art. 25."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.record = {
            "is_approval_bureau": True,
            "approval_number": "测政字〔2026〕1号",
            "approval_government": "测试省人民政府",
            "approval_on": "2026-01-05",
            "approval_text": "将二十个部门的行政许可权划转。",
            "seal_name": "测试县行政审批服务局行政审批专用章",
        }
        cls.item = cls.env["yichuang.item"].create({"name": "测试食品经营许可"})
        cls.service = cls.env(user=cls.editor.id)["yichuang.service"].create(
            {"item_id": cls.item.id, "department_id": cls.department.id}
        )

    def test_art25_a_bureau_has_its_approval_and_one_seal_on_record(self):
        for name in self.record:
            if name != "is_approval_bureau":
                with (
                    self.subTest(missing=name),
                    self.assertRaisesRegex(ValidationError, "Art. 25"),
                ):
                    self.department.write({**self.record, name: False})
        self.department.write(self.record)
        event = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.department"),
                ("res_id", "=", self.department.id),
                ("action", "=", "approval_bureau"),
            ]
        )
        self.assertIn("测政字〔2026〕1号", event[0].payload)

    def test_art25_only_managers_make_an_organ_a_bureau(self):
        self.assertFalse(self.department.with_user(self.approver).has_access("write"))
        self.department.with_user(self.manager).write(self.record)

    def test_art25_only_transferred_items_are_published(self):
        self.department.write(self.record)
        version = self.draft_version(service=self.service)
        version.action_submit()
        with self.assertRaisesRegex(UserError, "transferred"):
            version.with_user(self.approver).action_publish()
        self.department.transferred_item_ids = self.item
        version.with_user(self.approver).action_publish()
        self.assertEqual(version.state, "published")

    def test_art25_an_approval_to_come_is_none_yet(self):
        self.department.write({**self.record, "approval_on": "2099-01-05"})
        self.department.transferred_item_ids = self.item
        version = self.draft_version(service=self.service)
        self.assertIn("bureau_unapproved", {row["rule"] for row in version._faults()})

    def test_art25_concerns_licences(self):
        self.department.write(self.record)
        self.item.item_type = "public_service"
        version = self.draft_version(service=self.service)
        self.assertNotIn("not_transferred", {row["rule"] for row in version._faults()})

    def test_where_a_power_came_from_is_shown(self):
        origin = self.department.create({"name": "测试县市场监督管理局"})
        self.department.write(self.record)
        self.service.origin_department_id = origin
        self.assertTrue(self.service.organ_is_bureau)
