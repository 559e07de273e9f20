import base64
import io

import pikepdf
from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from ..common import CatalogueCase


def pdf():
    """The smallest document that opens."""
    stream = io.BytesIO()
    with pikepdf.new() as document:
        document.add_blank_page()
        document.save(stream)
    return stream.getvalue()


PDF = pdf()


@tagged("post_install", "-at_install")
class TestMaterial(CatalogueCase):
    """The library of materials: each named once, reused, replaced, never bent."""

    def setUp(self):
        super().setUp()
        self.materials = self.env(user=self.editor.id)["yichuang.material"]

    def test_found_however_blanks_and_brackets_are_typed(self):
        paper = self.materials.create({"name": "《测试用特种证》（正本）"})
        for query in (
            "测试用特种证正本",
            "测试用 特种证",
            "《测试用特种证",
            "（正本）",
        ):
            with self.subTest(query=query):
                found = self.materials.search([("display_name", "ilike", query)])
                self.assertIn(paper, found)
                self.assertIn(
                    paper.id, dict(self.materials.name_search(query, limit=None))
                )
        self.assertNotIn(
            paper, self.materials.search([("display_name", "ilike", "特种证用")])
        )

    def test_the_same_under_another_name_is_shown_on_entry(self):
        paper = self.materials.create({"name": "测试用经营许可证（副本）"})
        with Form(self.materials) as form:
            form.name = "测试用经营许可证复印件"
            self.assertEqual(form.twin_ids.ids, paper.ids)
        twin = form.record
        found = self.materials.search([("twin_ids", "!=", False)])
        self.assertLessEqual(paper | twin, found)
        twin.active = False
        paper.invalidate_recordset()
        self.assertFalse(paper.twin_ids)
        self.assertNotIn(paper, self.materials.search([("twin_ids", "!=", False)]))

    @mute_logger("odoo.sql_db")
    def test_a_name_is_taken_while_the_row_is_in_use(self):
        paper = self.materials.create({"name": "测试用唯一证"})
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            self.materials.create({"name": "测试用唯一证"})
        paper.active = False
        self.env.flush_all()
        self.materials.create({"name": "测试用唯一证"})

    def test_art30_what_published_versions_say_stays(self):
        version = self.published_version(materials=("示例申请书",))
        paper = version.material_line_ids.material_id.with_user(self.editor)
        paper.write({"acceptance_standard": "签字", "spec": "A4"})
        paper.common_mistakes = "漏签"
        paper.common_mistakes = "漏签、漏填日期"
        for field, value in (
            ("acceptance_standard", "盖章"),
            ("spec", "A3"),
            ("name", "x"),
            ("form", "paper"),
        ):
            with (
                self.subTest(field=field),
                self.assertRaisesRegex(UserError, "stays as it"),
            ):
                paper[field] = value

    def test_a_new_edition_takes_the_place_in_drafts_only(self):
        published = self.published_version(materials=("示例申请书", "示例执照"))
        draft = published.with_user(self.editor).copy()
        old = published.material_line_ids[0].material_id.with_user(self.editor)
        old.acceptance_standard = "签字"
        edition = old.browse(old.action_new_edition()["res_id"])
        self.assertEqual(edition.name, old.name)
        self.assertNotEqual(edition.token, old.token)
        self.assertEqual(edition.acceptance_standard, "签字")
        edition.acceptance_standard = "签字并盖章"
        self.assertEqual(published.material_line_ids[0].material_id, old)
        self.assertEqual(draft.material_line_ids[0].material_id, edition)
        self.assertEqual((old.active, old.replaced_by_id), (False, edition))
        with self.assertRaisesRegex(UserError, "replaced already"):
            old.action_new_edition()
        following = published.with_user(self.editor).copy()
        self.assertEqual(following.material_line_ids[0].material_id, edition)

    def test_duplicates_become_one_in_drafts_only(self):
        published = self.published_version(materials=("测试用身份证复印件", "示例表"))
        draft = self.draft_version(
            item_name="其他许可",
            materials=("测试用身份证复印件", "测试用身份证（原件）"),
        )
        old = published.material_line_ids[0].material_id
        kept = draft.material_line_ids[1].material_id
        draft.material_line_ids[0].write({"copies": 3, "note": "双面"})
        action = old.with_user(self.editor).action_merge()
        wizard = (
            self.env[action["res_model"]]
            .with_user(self.editor)
            .with_context(**action["context"])
            .create({"kept_id": kept.id})
        )
        self.assertEqual(wizard.material_ids, old | kept)
        self.assertEqual((wizard.draft_count, wizard.standing_count), (1, 1))
        wizard.action_confirm()
        self.assertEqual(published.material_line_ids[0].material_id, old)
        [line] = draft.material_line_ids
        self.assertEqual(line.material_id, kept)
        self.assertEqual((line.copies, line.originals, line.note), (3, 1, "双面"))
        self.assertEqual(old._latest(), kept)

    def test_what_was_asked_of_everybody_is_so_after_a_merger(self):
        draft = self.draft_version(materials=("测试甲", "测试乙", "测试丙"))
        question = draft.env["yichuang.situation"].create(
            {
                "version_id": draft.id,
                "name": "谁？",
                "answer_ids": [
                    Command.create({"name": "甲"}),
                    Command.create({"name": "乙"}),
                ],
            }
        )
        first, second, third = draft.material_line_ids
        rules = draft.env["yichuang.situation.rule"].create(
            [
                {
                    "version_id": draft.id,
                    "name": answer.name,
                    "answer_ids": answer.ids,
                    "material_line_ids": line.ids,
                }
                for answer, line in zip(
                    question.answer_ids, (first, second), strict=True
                )
            ]
        )
        (first | second).material_id._replace_by(second.material_id)
        [line] = draft.material_line_ids - third
        self.assertEqual(line.rule_ids, rules)
        (line | third).material_id._replace_by(third.material_id)
        [line] = draft.material_line_ids
        self.assertFalse(line.rule_ids)

    def test_a_merger_needs_two_and_one_that_is_kept(self):
        one, other, third = self.materials.create([{"name": n} for n in "ＡＢＣ"])
        merge = self.env["yichuang.material.merge"].with_user(self.editor)
        for rows, kept in ((one, one), (one | other, third)):
            wizard = merge.create(
                {"material_ids": [Command.set(rows.ids)], "kept_id": kept.id}
            )
            with self.subTest(rows=rows), self.assertRaisesRegex(UserError, "at least"):
                wizard.action_confirm()

    def test_where_used_counts_services_in_force(self):
        version = self.published_version(materials=("测试用证",))
        version.copy()
        self.draft_version(item_name="另一许可", materials=("测试用证",))
        paper = version.material_line_ids.material_id
        self.assertEqual(paper.service_count, 1)
        action = paper.action_view_usage()
        lines = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(len(lines), 3)
        self.assertEqual(lines.mapped("version_state").count("published"), 1)

    def test_files_are_taken_by_their_content(self):
        paper = self.materials.create({"name": "测试用表"})
        for data in (b"<html>", b"MZ...", b"PK\x03\x04", b"%PDF-1.4 broken"):
            with self.subTest(data=data), self.assertRaises(ValidationError):
                paper.write(
                    {
                        "blank_form": base64.b64encode(data),
                        "blank_form_name": "form.pdf",
                    }
                )
        paper.write({"blank_form": base64.b64encode(PDF), "blank_form_name": "x.exe"})
        self.assertTrue(paper.has_blank_form)
        data, kind, name = paper._file("blank_form")
        self.assertEqual((data, kind), (PDF, "application/pdf"))
        self.assertTrue(name.endswith(".pdf"))
        paper.blank_form = False
        self.assertFalse(paper.has_blank_form)

    def test_the_guide_is_complete_when_its_materials_are(self):
        draft = self.draft_version(materials=("测试用申请表",))
        paper = draft.material_line_ids.material_id
        paper.kind = "form"
        before = draft.completeness
        wanted = {row["rule"] for row in draft._wanted()}
        asked = {"acceptance", "blank_form", "filled_sample", "mistakes"}
        self.assertLessEqual(asked, wanted)
        draft.material_line_ids.acceptance_standard = "本服务：签字"
        paper.write(
            {
                "common_mistakes": "漏签",
                "blank_form": base64.b64encode(PDF),
                "filled_sample": base64.b64encode(PDF),
            }
        )
        self.assertFalse(asked & {row["rule"] for row in draft._wanted()})
        self.assertEqual(draft.completeness, before + 15)

    def test_a_service_may_say_it_differently(self):
        draft = self.draft_version(materials=("测试用证",))
        line = draft.material_line_ids
        line.material_id.write({"issued_time": "近1年", "source": "government"})
        self.assertEqual(line._told("issued_time"), "近1年")
        line.write({"issued_time": "近3个月", "source": "other"})
        self.assertEqual(line._told("issued_time"), "近3个月")
        self.assertEqual(line._told("source"), "Other")

    def test_only_editors_write_the_library(self):
        staff = self.make_user("window_staff", "yichuang_catalog.group_user")
        paper = self.materials.create({"name": "测试用证"}).with_user(staff)
        for call in (
            lambda: paper.write({"spec": "A4"}),
            paper.action_new_edition,
            lambda: self.env["yichuang.material.merge"].with_user(staff).create({}),
        ):
            with self.assertRaises(AccessError):
                call()
