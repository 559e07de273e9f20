from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestItemBound(CatalogueCase):
    """四同: name, type and basis are the item's, at every level."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.other_law = cls.env["yichuang.law"].create(
            {"name": "测试另法", "article": "第一条"}
        )
        cls.item = cls.env["yichuang.item"].create(
            {"name": "测试取水许可", "law_ids": [(4, cls.law().id)], "bound": True}
        )
        cls.service = cls.env["yichuang.service"].create(
            {"item_id": cls.item.id, "department_id": cls.department.id}
        )

    def handling(self, name, number=1):
        return self.env["yichuang.service"].create(
            {
                "item_id": self.item.id,
                "department_id": self.department.id,
                "name": name,
                "handling_number": number,
            }
        )

    def test_the_service_bears_the_name_of_the_item(self):
        self.assertEqual(self.service.name, "测试取水许可")
        for name in ("取水证", "测试取水许可（新办）", "县取水许可"):
            with (
                self.subTest(name=name),
                self.assertRaisesRegex(ValidationError, "四同"),
            ):
                self.service.name = name

    def test_a_handling_item_adds_what_it_is(self):
        service = self.handling("测试取水许可（变更）")
        self.assertEqual(service.name, "测试取水许可（变更）")
        with self.assertRaisesRegex(ValidationError, "四同"):
            service.name = "测试取水许可变更"
        with self.assertRaisesRegex(ValidationError, "四同"):
            self.handling("取水许可证变更", 2)
        service.handling_number = 0
        self.assertEqual(service.name, "测试取水许可")

    def test_the_name_follows_until_it_was_published(self):
        service = self.handling("测试取水许可（变更）")
        self.published_version(service=self.service)
        self.item.name = "测试用水许可"
        self.assertEqual(service.name, "测试用水许可（变更）")
        self.assertEqual(self.service.name, "测试取水许可")

    def test_becoming_bound_rewrites_nothing_published(self):
        self.item.bound = False
        self.service.name = "取水证办理"
        version = self.published_version(
            service=self.service, law_ids=[(6, 0, self.other_law.ids)]
        )
        self.item.bound = True
        self.assertEqual(self.service.name, "取水证办理")
        self.assertEqual(version.law_ids, self.other_law)
        self.assertEqual(version.state, "published")

    def test_the_next_version_takes_the_basis_over(self):
        self.item.bound = False
        version = self.published_version(
            service=self.service, law_ids=[(6, 0, self.other_law.ids)]
        )
        self.item.bound = True
        draft = version.with_user(self.editor).copy()
        self.assertEqual(draft.law_ids, self.law())
        self.assertEqual(version.law_ids, self.other_law)

    def test_the_basis_is_stated_at_the_item_only(self):
        version = self.draft_version(service=self.service)
        with self.assertRaisesRegex(ValidationError, "stated there"):
            version.law_ids = self.other_law
        with self.assertRaisesRegex(ValidationError, "stated there"):
            self.env["yichuang.service.version"].create(
                {"service_id": self.service.id, "law_ids": [(4, self.other_law.id)]}
            )

    def test_drafts_follow_the_basis_of_the_item(self):
        self.item.bound = False
        version = self.draft_version(
            service=self.service, law_ids=[(6, 0, self.other_law.ids)]
        )
        self.item.bound = True
        self.assertEqual(version.law_ids, self.law())
        self.item.law_ids = self.other_law
        self.assertEqual(version.law_ids, self.other_law)

    def test_what_is_in_review_does_not_follow_and_is_not_published(self):
        version = self.draft_version(service=self.service)
        version.action_submit()
        self.item.law_ids = self.other_law
        self.assertEqual(version.law_ids, self.law())
        rules = {row["rule"] for row in version._faults()}
        self.assertIn("bound_laws", rules)
        with self.assertRaisesRegex(UserError, "another one now"):
            version.with_user(self.approver).action_publish()

    def test_another_name_keeps_the_next_version_from_publication(self):
        self.item.bound = False
        self.service.name = "取水证办理"
        version = self.published_version(service=self.service)
        self.item.bound = True
        draft = version.with_user(self.editor).copy()
        (row,) = [row for row in draft._faults() if row["rule"] == "bound_name"]
        self.assertEqual(
            (row["model"], row["id"]), ("yichuang.service", self.service.id)
        )
        self.item.with_user(self.editor).action_align_names()
        self.assertEqual(self.service.name, "测试取水许可")
        self.assertNotIn("bound_name", {row["rule"] for row in draft._faults()})

    def test_without_binding_everything_is_as_before(self):
        self.item.bound = False
        self.service.name = "取水证办理"
        version = self.draft_version(
            service=self.service, law_ids=[(6, 0, self.other_law.ids)]
        )
        self.item.law_ids = self.law()
        self.assertEqual(version.law_ids, self.other_law)
        self.assertFalse(
            {"bound_laws", "bound_name"} & {row["rule"] for row in version._faults()}
        )

    def test_an_archived_law_stays_the_basis(self):
        version = self.draft_version(service=self.service)
        self.law().active = False
        self.env.invalidate_all()
        self.assertNotIn("bound_laws", {row["rule"] for row in version._faults()})
