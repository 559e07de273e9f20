"""The applicant's pages: usable by everybody, on a small phone as well."""

from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.desk.test_apply import STATED, ApplyCase

from .accessibility import check


@tagged("post_install", "-at_install")
class TestApplicantsPages(ApplyCase):
    def test_wcag_21_aa_on_a_desk_screen(self):
        self.check_pages("1366x768")

    def test_wcag_21_aa_at_320_pixels(self):
        self.check_pages("320x800")

    def pages(self):
        """Addresses of every kind of page of an applicant."""
        draft = self.begun()
        self.send(self.url(draft), self.files(draft), do="save", **STATED)
        submitted = self.submitted()
        received = self.received_case(partner_id=self.applicant.partner_id.id)
        return (
            "/my/apply",
            "/my/apply?q=这里什么也没有",
            self.page,
            self.url(draft),
            self.url(submitted),
            "/my/cases",
            f"/my/cases/{received.receipt_number}",
        )

    def check_pages(self, size):
        self.browser_size = size
        for page in self.pages():
            with self.subTest(page=page, size=size):
                self.check_page(page)

    def check_page(self, page):
        try:
            self.browser_js(page, check(), login="test_applicant")
        except AssertionError as error:  # without the checker's own source
            self.fail(str(error).rpartition("failed\n")[2])
