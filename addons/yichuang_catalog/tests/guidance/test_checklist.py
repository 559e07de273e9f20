import base64
import io

import pypdfium2
from PIL import Image
from python_calamine import CalamineWorkbook

from odoo import Command
from odoo.tests import HttpCase, tagged

from .situations import SituationCase

PAGE = (595, 842)  # A4 in points


def picture(side=600):
    stream = io.BytesIO()
    Image.new("RGB", (side, side), "white").save(stream, "PNG")
    return base64.b64encode(stream.getvalue())


@tagged("post_install", "-at_install")
class TestChecklist(HttpCase, SituationCase):
    """What to bring, on one sheet (一次性告知), and the files that go with it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.draft = cls.agent_draft(item_name="示范清单许可")
        cls.clerk = cls.make_user("window_staff", "yichuang_catalog.group_user")

    def publish(self):
        self.draft.action_submit()
        self.draft.with_user(self.approver).action_publish()
        return self.draft.service_id.with_env(self.env)

    def get(self, url, status=200, login=None):
        self.authenticate(login, login)
        response = self.url_open(url, allow_redirects=False)
        self.assertEqual(response.status_code, status)
        return response

    def pages(self, response):
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        with pypdfium2.PdfDocument(response.content) as document:
            return [
                (page.get_size(), page.get_textpage().get_text_bounded())
                for page in document
            ]

    def test_the_sheet_lists_what_the_answers_leave(self):
        url = f"/yichuang/checklist/{self.draft.id}.pdf"
        for query, there, gone in (
            ("?q1=1", self.MATERIALS[:2], self.MATERIALS[2:]),
            ("?q1=2&q2=1", self.MATERIALS[:3], self.MATERIALS[3:]),
            ("?q1=2&q2=2", self.MATERIALS, ()),
        ):
            with self.subTest(query=query):
                [(size, text)] = self.pages(self.get(url + query, login="window_staff"))
                self.assertEqual(tuple(map(round, size)), PAGE)
                for name in there:
                    self.assertIn(name, text)
                for name in gone:
                    self.assertNotIn(name, text)

    def test_what_is_not_settled_is_said(self):
        url = f"/yichuang/checklist/{self.draft.id}.pdf?q1=2&q2=9&q7=1&q1x=0"
        [(_size, text)] = self.pages(self.get(url, login="window_staff"))
        self.assertRegex(text, "Not all questions are answered|尚有问题未回答")
        self.assertRegex(text, "Not in force|未生效")

    def test_fifteen_materials_with_standards_and_pictures_fit_one_sheet(self):
        names = [f"示例材料第{number}项证明文件" for number in range(15)]
        draft = self.draft_version(item_name="十五项材料许可", materials=names)
        for line in draft.material_line_ids:
            line.note = "复印件加盖公章，注明与原件一致"
            line.material_id.write(
                {
                    "acceptance_standard": "在有效期内，字迹清楚\n与申请书所填内容一致",
                    "common_mistakes": "漏填日期、未签字",
                    "filled_sample": picture(),
                    "filled_sample_name": "x.png",
                }
            )
        url = f"/yichuang/checklist/{draft.id}.pdf"
        [(_size, text)] = self.pages(self.get(url, login="window_staff"))
        text = "".join(text.split())
        for name in names:
            self.assertIn(name, text)

    def test_everybody_prints_the_list_of_a_published_service(self):
        service = self.publish()
        url = f"/services/{service._public_reference()}/checklist.pdf?q1=1"
        [(_size, text)] = self.pages(self.get(url))
        self.assertIn("示范清单许可", text)
        self.assertNotIn(self.MATERIALS[2], text)

    def test_drafts_are_for_staff_only(self):
        slug = self.draft.service_id.slug
        self.get(f"/services/{slug}/checklist.pdf", 404)
        self.get(f"/yichuang/checklist/{self.draft.id}.pdf", 303)
        self.make_user("stranger", "base.group_user")
        self.get(f"/yichuang/checklist/{self.draft.id}.pdf", 404, "stranger")
        self.get("/yichuang/checklist/0.pdf", 404, "window_staff")

    def test_files_are_public_while_a_published_version_asks_for_them(self):
        material = self.draft.material_line_ids[0].material_id
        material.write({"filled_sample": picture(8), "filled_sample_name": "a.html"})
        url = material._public_url("filled_sample")
        self.assertEqual(material._public_url("blank_form"), "")
        self.assertNotIn(str(material.id), url.removeprefix("/services/material/"))
        self.get(url, 404)
        self.publish()
        response = self.get(url)
        self.assertEqual(response.headers["Content-Type"], "image/png")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertIn(".png", response.headers["Content-Disposition"])
        for wrong in (
            url.replace("/sample", "/blank"),
            url.replace("/sample", "/token"),
            "/services/material/x/sample",
        ):
            with self.subTest(url=wrong):
                self.get(wrong, 404)

    def test_files_of_the_library_are_for_staff(self):
        material = self.draft.material_line_ids[0].material_id
        material.write({"filled_sample": picture(8)})
        url = material._file_url("filled_sample")
        self.assertEqual(
            self.get(url, login="window_staff").headers["Content-Type"], "image/png"
        )
        self.make_user("stranger", "base.group_user")
        self.get(url, 404, "stranger")
        self.get(url, 303)

    def test_a_service_is_found_by_its_name(self):
        service = self.publish()
        services = self.env["yichuang.service"].with_user(self.clerk)
        [found] = services.search_what_to_bring("示范 清单许可")
        self.assertEqual(found["version_id"], service.current_version_id.id)
        self.assertFalse(services.search_what_to_bring("绝无此事项名"))
        action = service.with_user(self.clerk).action_what_to_bring()
        self.assertEqual(action["params"]["version_id"], self.draft.id)

    def test_the_clerk_answers_by_keyboard(self):
        self.publish()
        self.env["yichuang.situation.answer"].flush_model()
        self.start_tour(
            "/odoo/what-to-bring", "yichuang_what_to_bring", login="window_staff"
        )

    def test_the_overlap_is_printed_and_exported(self):
        one = self.publish()
        other = self.published_service(
            item_name="另一许可", materials=("示例身份证明", "示例营业执照")
        )
        self.assertEqual(one._overlap().saved, 0)
        wizard = (
            self.env["yichuang.material.overlap"]
            .with_user(self.clerk)
            .create({"service_ids": [Command.set((one | other).ids)]})
        )
        self.assertEqual((wizard.asked, wizard.needed, wizard.saved), (6, 5, 1))
        self.assertIn("示例身份证明", wizard.overlap_html)
        self.assertNotIn("示例营业执照", wizard.overlap_html)
        pages = self.pages(self.get(wizard.action_print()["url"], login="window_staff"))
        self.assertIn("示例身份证明", pages[0][1])
        response = self.get(wizard.action_export()["url"], login="window_staff")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        book = CalamineWorkbook.from_filelike(io.BytesIO(response.content))
        rows = book.get_sheet_by_index(0).to_python()
        self.assertEqual(len(rows), 1 + 6)
        self.assertEqual(
            rows[1][:1] + rows[1][3:],
            ["示例身份证明", "1", "0", "1", "0", "1"],
        )
        for wrong in ("", "0,1", "x", str(one.id), ",".join(map(str, range(900)))):
            with self.subTest(services=wrong):
                self.get(f"/yichuang/overlap.pdf?services={wrong}", 404, "window_staff")
        self.get(f"/yichuang/overlap.pdf?services={one.id},{other.id}", 303)
