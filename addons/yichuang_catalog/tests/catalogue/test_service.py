from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestService(CatalogueCase):
    """The stable identity: who does what, under which code."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.env["yichuang.item"].create(
            {"name": "测试取水许可", "code": "379919001000"}
        )
        cls.service = cls.env["yichuang.service"].create(
            {"item_id": cls.item.id, "department_id": cls.department.id}
        )

    def test_name_comes_from_the_item_and_may_differ(self):
        self.assertEqual(self.service.name, self.item.name)
        self.service.name = "测试取水许可（新办）"
        self.item.name = "别的名称"
        self.assertEqual(self.service.name, "测试取水许可（新办）")

    def test_implementation_code_is_organ_level_and_basic_code(self):
        self.assertEqual(self.service.code, f"{self.department.uscc}4379919001000")
        self.assertFalse(self.service.handling_code)

    def test_handling_code_adds_two_digits(self):
        self.service.handling_number = 2
        self.assertEqual(self.service.handling_code, f"{self.service.code}02")

    def test_no_code_without_basic_code(self):
        self.item.code = False
        self.assertFalse(self.service.code)

    @mute_logger("odoo.sql_db")
    def test_two_services_of_one_code_are_told_apart(self):
        twin = {"item_id": self.item.id, "department_id": self.department.id}
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.service.create(twin)
        other = self.service.create({**twin, "handling_number": 1})
        self.assertEqual(other.code, self.service.code)

    def test_a_basic_code_has_twelve_digits(self):
        for code in ("12345", "ABCDEFGHIJKL", "379999001000X"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self.item.code = code

    def test_a_published_service_keeps_its_identity(self):
        self.published_version(service=self.service)
        for values in (
            {"level": "3"},
            {"handling_number": 1},
            {"item_id": self.item.copy().id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                self.service.write(values)
        self.service.name = "改名可以"

    def test_an_organ_with_published_services_keeps_its_code(self):
        other = "11370800MB28559184"
        self.department.uscc = other
        self.department.uscc = "11379901MB9000015N"
        self.published_version(service=self.service)
        with self.assertRaisesRegex(UserError, "new organ"):
            self.department.uscc = other
        self.department.name = "改名可以"

    def test_a_published_service_is_archived_not_deleted(self):
        self.published_version(service=self.service)
        with self.assertRaisesRegex(UserError, "Archive it"):
            self.service.unlink()
        self.service.action_archive()
        self.assertFalse(self.service.active)

    def test_staff_read_and_do_not_write(self):
        service = self.service.with_user(self.supervisor)
        self.assertEqual(service.name, self.item.name)
        with self.assertRaises(AccessError):
            service.name = "别的"

    def test_another_hall_is_not_seen(self):
        hall = self.env["res.company"].create({"name": "另一大厅"})
        stranger = self.make_user(
            "test_stranger",
            "yichuang_catalog.group_editor",
            company_id=hall.id,
            company_ids=[(6, 0, hall.ids)],
        )
        published = self.published_version()
        for record in (published.service_id, published, published.material_line_ids):
            found = record.with_user(stranger).search([("id", "in", record.ids)])
            self.assertFalse(found)

    def test_public_reference_is_never_a_database_id(self):
        self.assertEqual(self.service._public_reference(), self.service.code)
        self.item.code = False
        self.assertEqual(self.service._public_reference(), self.service.slug)
        self.assertGreaterEqual(len(self.service.slug), 12)

    def test_new_version_starts_a_draft(self):
        action = self.service.with_user(self.editor).action_new_version()
        version = self.env[action["res_model"]].browse(action["res_id"])
        self.assertEqual((version.number, version.service_id), (1, self.service))

    def test_one_item_is_counted_over_its_services(self):
        self.assertEqual(self.item.service_count, 1)
        self.assertEqual(self.service.version_count, 0)

    def test_a_law_is_cited_by_title_and_article(self):
        self.assertEqual(self.law().display_name, "《测试用法》第四十二条")

    @mute_logger("odoo.sql_db")
    def test_an_article_is_entered_once(self):
        law = self.law()
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            law.create({"name": law.name, "article": law.article})

    def test_reading_a_list_costs_the_same_for_many(self):
        few = self.env["yichuang.service"].union(
            *(self.published_service(item_name=f"清单事项{n}") for n in range(2))
        )
        many = few.union(
            *(self.published_service(item_name=f"清单事项{n}") for n in range(2, 12))
        )
        names = ["name", "department_id", "item_type", "promise_limit", "legal_limit"]

        def queries(services):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            services.with_user(self.supervisor).read(names)
            return self.env.cr.sql_log_count - before

        queries(few)
        self.assertEqual(queries(few), queries(many))
