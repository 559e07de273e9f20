"""The pages anyone can open: usable by everybody, on a small phone as well."""

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_catalog.tests.guidance.common import ProcessCase

from .accessibility import ReadsPages
from .patience import UNTIL

READY = 'odoo.loader.modules.has("@yichuang_catalog/guide/larger_type")'


@tagged("post_install", "-at_install")
class TestPublicPages(ReadsPages, ProcessCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        service = cls.asking_version(item_name="无障碍示范事项").service_id
        cls.guide = f"/services/{service._public_reference()}"
        cls.picture = cls.with_process()
        cls.theme = f"/services/theme/{cls.published_theme().slug}"

    @classmethod
    def with_process(cls):
        """Address of a guide with a picture of its steps, two side by side."""
        version = cls.with_steps(item_name="有流程图的示范事项")
        version.action_submit()
        version.with_user(cls.approver).action_publish()
        return f"/services/{version.service_id._public_reference()}"

    def pages(self):
        """Addresses of every kind of public page of the catalogue."""
        return (
            "/services",
            "/services?search=这里什么也没有",
            self.guide,
            f"{self.guide}?q1=2",
            self.picture,
            self.theme,
        )

    def test_answers_change_the_list_at_once(self):
        """By the keyboard, as somebody does who uses no mouse."""
        self.browser_js(
            self.guide,
            UNTIL
            + """
            (async () => {
                const shown = (lines) => lines === [
                    ...document.querySelectorAll("[data-line]:not([hidden])")
                ].length;
                await until(() => shown(3));
                await answer("q1-1", () => shown(2));
                await answer("q1-2", () => shown(3));
                const link = document.querySelector(".o_yichuang_document");
                await until(() => link.href.endsWith("guide.pdf?q1=2"));
                console.log("test successful");
            })();
            """,
            READY,
            login=None,
        )

    def test_large_type_is_remembered(self):
        self.browser_js(
            "/services",
            UNTIL
            + """
            (async () => {
                const button = document.querySelector(".o_yichuang_larger");
                const size = () => parseFloat(getComputedStyle(document.body).fontSize);
                const before = size();
                await until(() => {
                    if (button.getAttribute("aria-pressed") !== "true") {
                        button.click();
                    }
                    return button.getAttribute("aria-pressed") === "true";
                });
                await until(() => size() > before * 1.2);
                await until(() => localStorage.getItem("yichuang_large_type") === "1");
                console.log("test successful");
            })();
            """,
            READY,
            login=None,
        )
