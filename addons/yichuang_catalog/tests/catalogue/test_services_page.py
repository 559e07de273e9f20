from odoo.tests import HttpCase, tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestServicesPage(HttpCase, CatalogueCase):
    """What everybody sees of the catalogue: published content, and nothing else."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.service = cls.published_service(
            item_name="示范用烟花零售许可", applicant_kind="legal"
        )
        lang = cls.env["ir.default"]._get("res.partner", "lang") or next(
            iter(cls.env["res.lang"]._get_active_by("code"))
        )
        cls.version = cls.service.current_version_id.with_context(lang=lang)
        cls.draft = cls.draft_version(item_name="示范用未公布事项").service_id

    def page(self, url, status=200):
        response = self.url_open(url)
        self.assertEqual(response.status_code, status)
        return response.text

    def guide(self, service):
        return f"/services/{service._public_reference()}"

    def test_published_services_are_listed(self):
        text = self.page("/services?search=示范用")
        self.assertIn(self.service.name, text)
        self.assertNotIn(self.draft.name, text)
        self.assertIn(self.version.promise_limit, text)

    def test_every_word_must_match(self):
        self.assertIn(self.service.name, self.page("/services?search=烟花 零售"))
        self.assertNotIn(self.service.name, self.page("/services?search=烟花 批发"))

    def test_organ_narrows_the_list(self):
        url = f"/services?search=示范用&organ={self.department.name}"
        self.assertIn(self.service.name, self.page(url))
        self.env["yichuang.department"].create({"name": "没有事项的局"})
        self.assertIn(
            self.service.name, self.page("/services?search=示范用&organ=没有事项的局")
        )

    def test_kind_of_applicant_narrows_the_list(self):
        url = "/services?search=示范用&applicant="
        self.assertIn(self.service.name, self.page(url + "legal"))
        self.assertNotIn(self.service.name, self.page(url + "natural"))

    def test_unknown_parameters_are_ignored(self):
        text = self.page("/services?search=示范用&applicant=x'--&order=id&page=9999")
        self.assertIn(self.service.name, text)

    def test_guide_tells_all_that_art30_asks(self):
        text = self.page(self.guide(self.service))
        version = self.version
        for words in (
            version.conditions,
            "示例营业执照",
            version.promise_limit,
            version.legal_limit,
            version.quantity,
            "《测试用法》第四十二条",
            version.form_sample,
            f"<title>{self.service.name}</title>",
        ):
            with self.subTest(words=words):
                self.assertIn(words, text)

    def test_unpublished_archived_and_unknown_look_the_same(self):
        archived = self.published_service(item_name="示范用已停事项")
        archived.active = False
        references = [
            self.draft._public_reference(),
            archived._public_reference(),
            "unknown",
        ]
        answers = {
            self.page(f"/services/{reference}", status=404).replace(reference, "")
            for reference in references
        }
        self.assertEqual({len(answer) for answer in answers}, {len(answers.pop())})

    def test_database_ids_lead_nowhere(self):
        self.page(f"/services/{self.service.id}", status=404)

    def test_odd_numbers_in_an_address_are_no_errors(self):
        guide = self.guide(self.service)
        for number in ("²", "-1", "x", "9" * 5000):
            with self.subTest(number=number[:9]):
                self.page(f"/services?page={number}")
                self.page(f"{guide}?q1={number}")
                self.page(f"/services/catalogue.ttl?page={number}", status=404)

    def test_pages_are_turned(self):
        for number in range(21):
            self.published_service(item_name=f"示范翻页事项{number:02}")
        first = self.page("/services?search=示范翻页")
        second = self.page("/services/page/2?search=示范翻页")
        self.assertIn("示范翻页事项00", first)
        self.assertNotIn("示范翻页事项20", first)
        self.assertIn("示范翻页事项20", second)
