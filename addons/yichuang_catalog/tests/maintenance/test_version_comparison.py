from odoo import models
from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tools import comparison

from .common import MaintenanceCase


@tagged("post_install", "-at_install")
class TestVersionComparison(HttpCase, MaintenanceCase):
    """Field by field, line by line: what a version changes."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.next_draft(conditions="具有与经营的食品品种相适应的场所。")
        cls.draft.material_line_ids[0].unlink()
        cls.draft.material_line_ids = [
            (0, 0, {"material_id": cls.material("示例平面图").id, "copies": 2})
        ]

    def rows(self, **options):
        return {
            row.label: row
            for section in self.version._compared_with(
                self.draft.with_env(self.env), **options
            )
            for row in section.rows
        }

    def test_every_changed_field_and_line_is_found(self):
        rows = self.rows(only_differences=True)
        found = {label: row.status for label, row in rows.items()}
        self.assertEqual(
            found,
            {
                "Promised Limit": comparison.CHANGED,
                "Conditions": comparison.CHANGED,
                "示例申请书": comparison.REMOVED,
                "示例平面图": comparison.ADDED,
            },
        )

    def test_words_that_differ_are_marked(self):
        left = [p.text for p in self.rows()["Promised Limit"].left if p.differs]
        right = [p.text for p in self.rows()["Promised Limit"].right if p.differs]
        self.assertEqual((left, right), (["10"], ["5"]))

    def test_a_line_that_changed_says_what(self):
        self.draft.material_line_ids[0].note = "加盖公章"
        row = self.rows()["示例营业执照"]
        self.assertEqual(row.status, comparison.CHANGED)
        self.assertIn("加盖公章", "".join(piece.text for piece in row.right))

    def test_every_content_field_is_compared_or_known_not_to_be(self):
        compared = {
            name
            for _label, names in self.version._comparison_fields()
            for name in names
        }
        content = {
            name
            for mixin in ("yichuang.service.content", "yichuang.service.handling")
            for name, field in self.env[mixin]._fields.items()
            if name not in models.MAGIC_COLUMNS and field.type != "one2many"
        }
        told_otherwise = {
            "legal_days",
            "legal_unit",
            "promise_days",
            "promise_unit",
            "fee_standard",
            "fee_basis",
            "result_sample_name",
            "display_name",
        }
        self.assertEqual(content - compared - told_otherwise, set())

    def test_the_approver_sees_the_changes(self):
        self.assertIn("示例平面图", self.draft.changes_html)
        self.draft.action_submit()
        html = self.draft.with_user(self.approver).changes_html
        self.assertIn("示例平面图", html)
        self.assertNotIn("Grounds for Refusal", html)
        self.assertFalse(self.version.changes_html)

    def test_text_of_a_version_is_escaped(self):
        self.draft.conditions = "<script>alert(1)</script>"
        self.assertNotIn("<script>", self.draft.changes_html)

    def test_versions_of_two_services_are_compared(self):
        other = self.published_version(item_name="酒类经营")
        dialog = self.env["yichuang.version.comparison"].create(
            {"left_id": self.version.id, "right_id": other.id}
        )
        self.assertEqual(dialog.differences, 0)
        self.assertIn("say the same", dialog.page)
        dialog.right_id = self.draft
        self.assertGreaterEqual(dialog.differences, 4)
        shown = len(dialog.page)
        dialog.only_differences = False
        self.assertGreater(len(dialog.page), shown)

    def test_the_comparison_opens_from_version_and_service(self):
        for action in (
            self.draft.action_compare(),
            self.service.with_user(self.editor).action_compare(),
        ):
            self.assertEqual(
                action["context"],
                {
                    "default_left_id": self.version.id,
                    "default_right_id": self.draft.id,
                },
            )

    def test_sides_are_changed(self):
        dialog = self.env["yichuang.version.comparison"].create(
            {"left_id": self.version.id, "right_id": self.draft.id}
        )
        dialog.action_swap()
        self.assertEqual(
            (dialog.left_id, dialog.right_id.id),
            (self.draft.with_env(self.env), self.version.id),
        )

    def test_the_print_is_a_document_for_staff_only(self):
        url = f"/yichuang/comparison/{self.version.id}/{self.draft.id}"
        answer = self.url_open(url, allow_redirects=False)
        self.assertIn(answer.status_code, (302, 303))
        self.authenticate(self.editor.login, self.editor.login)
        answer = self.url_open(url)
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertTrue(answer.content.startswith(b"%PDF"))
        self.assertEqual(self.url_open(f"{url}999999").status_code, 404)
        stranger = self.make_user("portal_stranger", "base.group_portal")
        self.authenticate(stranger.login, stranger.login)
        self.assertEqual(self.url_open(url).status_code, 403)

    def test_query_count_does_not_grow_with_the_versions(self):
        def queries(count):
            versions = self.version.browse()
            for number in range(count):
                versions |= self.published_version(item_name=f"比对{count}-{number}")
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.cr.sql_log_count
            versions._comparison_sections()
            return self.cr.sql_log_count - before

        self.assertLessEqual(queries(20), queries(2) + 2)
