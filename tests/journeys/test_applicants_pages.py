"""The applicant's pages: usable by everybody, on a small phone as well."""

from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.desk.test_apply import STATED, ApplyCase

from .accessibility import ReadsPages


@tagged("post_install", "-at_install")
class TestApplicantsPages(ReadsPages, ApplyCase):
    READER = "test_applicant"

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
