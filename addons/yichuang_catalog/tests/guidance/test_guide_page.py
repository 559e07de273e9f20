from pathlib import Path

import pypdfium2

from odoo import Command
from odoo.tests import HttpCase, tagged

from ..common import CatalogueCase

MODULE = Path(__file__).resolve().parents[2]


@tagged("post_install", "-at_install")
class TestGuidePage(HttpCase, CatalogueCase):
    """How people find a service and read its guide (行政许可法 Art. 30)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.asking_version(item_name="示范用餐饮服务许可")
        cls.service = cls.version.service_id
        cls.url = f"/services/{cls.service._public_reference()}"

    def page(self, url, status=200):
        response = self.url_open(url)
        self.assertEqual(response.status_code, status)
        return response.text

    def test_found_by_name_organ_keyword_and_situation(self):
        self.service.keywords = "开饭店 餐馆"
        self.env.flush_all()
        for words in (
            "示范用餐饮",
            f"{self.department.name} 餐饮服务",
            "开饭店",
            "委托代理人 餐饮",
            "餐饮，服务",
        ):
            with self.subTest(words=words):
                self.assertIn(self.service.name, self.page(f"/services?search={words}"))

    def test_nothing_with_all_words_brings_what_resembles(self):
        text = self.page("/services?search=示范用餐饮服务证照")
        self.assertIn(self.service.name, text)
        text = self.page("/services?search=量子飞船驾驶")
        self.assertNotIn(self.service.name, text)

    def test_a_name_stands_before_what_is_found_elsewhere(self):
        other = self.published_service(item_name="示范用另一事项")
        other.keywords = "示范用餐饮服务许可"
        self.env.flush_all()
        text = self.page("/services?search=示范用餐饮服务许可")
        self.assertLess(text.index(self.service.name), text.index(other.name))

    def test_signs_of_sql_are_only_signs(self):
        for words in ("%", "_", "'; DROP TABLE x--", "\\", "%25%25"):
            self.page(f"/services?search={words}")

    def test_class_narrows_the_list(self):
        self.service.zone_class = "business"
        self.env.flush_all()
        url = "/services?search=示范用餐饮&zone="
        self.assertIn(self.service.name, self.page(url + "business"))
        self.assertNotIn(self.service.name, self.page(url + "engineering"))

    def test_other_halls_are_not_listed(self):
        hall = self.env["res.company"].create({"name": "市级参照目录"})
        organ = self.env["yichuang.department"].create(
            {"name": "参照市某局", "company_id": hall.id}
        )
        self.editor.company_ids = [Command.link(hall.id)]
        self.approver.company_ids = [Command.link(hall.id)]
        other = self.published_service(item_name="参照用事项", department=organ)
        address = f"/services/{other._public_reference()}"
        self.assertNotIn(address, self.page("/services?search=参照用事项"))
        self.page(address, status=404)

    def shown(self, text):
        """Names of the materials that the page shows."""
        lines = text.split("data-line=")[1:]
        return [
            line.split("<strong>")[1].split("</strong>")[0]
            for line in lines
            if "hidden" not in line.split(">")[0]
        ]

    def test_answers_leave_the_materials_of_the_situation(self):
        names = ["示例申请书", "示例营业执照", "示例授权委托书"]
        self.assertEqual(self.shown(self.page(self.url)), names)
        self.assertEqual(self.shown(self.page(f"{self.url}?q1=1")), names[:2])
        self.assertEqual(self.shown(self.page(f"{self.url}?q1=2")), names)
        for odd in ("q1=9", "q1=x", "q7=1", "q1=-1", "q1="):
            with self.subTest(odd=odd):
                self.assertEqual(self.shown(self.page(f"{self.url}?{odd}")), names)

    def test_the_page_tells_no_database_ids(self):
        text = self.page(self.url)
        data = text.split('data-situation="')[1].split('"')[0]
        self.assertIn("rules", data)
        self.assertNotIn("id&#34;", data)

    def test_the_first_page_is_light(self):
        """Beyond Odoo's own bundle a reader loads little: the page and our files."""
        text = self.page("/services")
        folders = ("guide", "situations")
        own = sum(
            path.stat().st_size
            for folder in folders
            for path in (MODULE / "static/src" / folder).iterdir()
        )
        self.assertLess(len(text.encode()) + own, 500_000 / 2)

    def document(self, url):
        response = self.url_open(url)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        pages = pypdfium2.PdfDocument(response.content)
        return "".join(page.get_textpage().get_text_range() for page in pages)

    def test_the_document_can_be_searched_and_follows_the_answers(self):
        text = self.document(f"{self.url}/guide.pdf")
        for words in (
            self.service.name,
            "示例营业执照",
            "示例授权委托书",
            "第四十二条",
        ):
            self.assertIn(words, text)
        self.assertNotRegex(text, "[\u2e80-\u2fdf]")
        text = self.document(f"{self.url}/guide.pdf?q1=1")
        self.assertNotIn("示例授权委托书", text)

    def test_a_suspended_service_says_why_and_until_when(self):
        change = self.env["yichuang.service.change"].with_user(self.editor)
        change = change._propose(
            self.version, "suspend", {"reason": "系统升级改造"}
        ).with_user(self.approver)
        change.action_approve()
        self.env.flush_all()
        text = self.page(self.url)
        self.assertIn("系统升级改造", text)
        self.assertNotIn("示例营业执照", text)
        self.assertNotIn(self.service.name, self.page("/services?search=示范用餐饮"))
        self.page(f"{self.url}/guide.pdf", status=404)
