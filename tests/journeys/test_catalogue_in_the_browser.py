"""A change of the catalogue, by real people in a real browser: an editor writes it, an
approver publishes it, everybody reads it in the guide, a clerk reads out the list."""

import pypdfium2

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tests.common import CatalogueCase

from .patience import UNTIL
from .screens import TakesPictures

CHOOSE_THE_AGENT = (
    UNTIL
    + """
(async () => {
    const shown = () => [...document.querySelectorAll("[data-line]:not([hidden])")]
        .map((line) => line.querySelector("strong").textContent);
    await answer("q1-1", () => shown().length === 2);
    await answer("q1-2", () => shown()[2] === "示例授权委托书");
    await until(() => shown().length === 3);
    console.log("screenshot: catalogue-guide");
    // The picture is taken meanwhile.
    setTimeout(() => console.log("test successful"), 500);
})();
"""
)


@tagged("post_install", "-at_install")
class TestCatalogueInTheBrowser(TakesPictures, CatalogueCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.editor.name = "编办编辑 刘敏"
        cls.approver.name = "编办审定 赵立"
        cls.department.name = "示范县文化和旅游局"
        cls.clerk = cls.make_user("test_reader", "yichuang_catalog.group_user")
        cls.service = cls.asking_version(item_name="游览许可").service_id
        cls.service.keywords = "坐船游览"

    def test_from_the_editor_to_the_counter(self):
        first = self.service.current_version_id
        self._tour("hall-services", "yichuang_editor_tour", self.editor)
        self._tour("hall-approvals", "yichuang_approver_tour", self.approver)
        current = self.service.current_version_id
        self.assertEqual((current.number, first.state), (2, "retired"))
        self.assertNotIn(self.editor, current.published_by_id)

        guide = f"/services/{self.service._public_reference()}"
        ready = 'odoo.loader.modules.has("@yichuang_catalog/guide/situation_questions")'
        self.browser_js(guide, CHOOSE_THE_AGENT, ready, login=None)

        self._tour("what-to-bring", "yichuang_catalogue_clerk_tour", self.clerk)
        self.authenticate(self.clerk.login, self.clerk.login)
        sheet = self.url_open(f"/yichuang/checklist/{current.id}.pdf?q1=2")
        pages = pypdfium2.PdfDocument(sheet.content)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        self.assertEqual(len(pages), 1)
        for words in ("游览许可", "示例申请书", "示例授权委托书"):
            self.assertIn(words, text)

    def _tour(self, path, name, user):
        self.start_tour(f"/odoo/{path}", name, login=user.login, timeout=120)
