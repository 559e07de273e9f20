"""Every paper of the hall, printed as a person gets it."""

import pypdfium2
import zxingcpp

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tests.common import HttpCase

from ..hall import Hall

LOOK_ALIKES = "[\u2e80-\u2fdf\uf900-\ufaff]"


@tagged("post_install", "-at_install")
class TestPapers(Hall, HttpCase):
    """What is copied out of a paper is what was written, whatever font prints it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.almighty.lang = "zh_CN"

    def papers(self):
        """Report → who prints it, what it is printed of, words that must be there."""
        case, delivery = self.accepted_case(), self.made_delivery()
        review = self.finished_case()._review_files()
        bundle, handover = self.sent_bundle(), self.sent_handover()
        exit_list, transfer = self.sent_list(), self.handed_transfer()
        notice = self.awarded_notice()
        return {
            "yichuang_intake.receipt": (
                self.clerk,
                case,
                ("申请材料收件凭证", case.receipt_number, case.service_id.name),
            ),
            "yichuang_intake.acceptance_document": (
                self.clerk,
                case,
                ("受理通知书", case.number, case.department_id.name),
            ),
            "yichuang_intake.deadline_document": (
                self.supervisor,
                case.clock_ids[:1],
                ("期限计算书", "逐日计算", case.receipt_number),
            ),
            "yichuang_intake.file_review_document": (
                self.supervisor,
                review,
                ("案卷评查评分表", *review.line_ids.mapped("evidence")),
            ),
            "yichuang_intake.handover_document": (
                self.clerk,
                handover,
                (handover.number, handover.contents[0]["receipt_number"]),
            ),
            "yichuang_intake.reception_bundle_document": (
                self.almighty,
                bundle,
                (bundle.name, bundle.point_id.name),
            ),
            "yichuang_intermediary.letter": (
                self.almighty,
                notice,
                (notice.letter_number, notice.winner_id.name, notice.title),
            ),
            "yichuang_issuance.collection_receipt": (
                self.exit_clerk,
                delivery,
                ("领取凭证", delivery.receipt_number, delivery.collector_name),
            ),
            "yichuang_issuance.exit_list_document": (
                self.exit_clerk,
                exit_list,
                (exit_list.name, exit_list.line_ids.receipt_number),
            ),
            "yichuang_issuance.archive_transfer_document": (
                self.archivist,
                transfer,
                (transfer.name, transfer.contents[0]["number"]),
            ),
        }

    def printed(self, report, user, ids):
        reports = self.env["ir.actions.report"].with_user(user)
        data, kind = reports.with_context(lang="zh_CN")._render_qweb_pdf(report, ids)
        self.assertEqual(kind, "pdf")
        return data

    def text(self, data):
        pages = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return "".join(text.split())

    def test_every_paper_says_in_its_text_what_it_shows(self):
        papers = self.papers()
        ours = self.env["ir.actions.report"].search(
            [("report_type", "=", "qweb-pdf"), ("report_name", "=like", "yichuang%")]
        )
        self.assertEqual(set(ours.mapped("report_name")), set(papers))
        for report, (user, record, words) in papers.items():
            with self.subTest(report=report):
                data = self.printed(report, user, record.ids)
                text = self.text(data)
                self.assertNotRegex(text, LOOK_ALIKES)
                for word in words:
                    self.assertIn("".join(word.split()), text)

    def test_codes_of_a_receipt_are_read_back(self):
        case = self.received_case()
        data = self.printed("yichuang_intake.receipt", self.clerk, case.ids)
        picture = pypdfium2.PdfDocument(data)[0].render(scale=300 / 72).to_pil()
        codes = {code.text for code in zxingcpp.read_barcodes(picture)}
        self.assertIn(case._track_url(), codes)

    def test_several_are_printed_at_once_and_copies_of_one(self):
        cases = self.received_case() | self.received_case()
        data = self.printed("yichuang_intake.receipt", self.clerk, cases.ids)
        pages = [
            page.get_textpage().get_text_range() for page in pypdfium2.PdfDocument(data)
        ]
        self.assertEqual(len(pages), 2)
        for case, page in zip(cases, pages, strict=True):
            self.assertIn(case.query_code, page)
        twice = self.printed("yichuang_intake.receipt", self.clerk, cases[:1].ids * 2)
        self.assertEqual(len(pypdfium2.PdfDocument(twice)), 2)

    def test_paper_that_is_kept_is_not_printed_anew(self):
        case = self.received_case()
        self.env.ref("yichuang_intake.receipt_report").write(
            {"attachment": "object.receipt_number", "attachment_use": True}
        )
        first = self.printed("yichuang_intake.receipt", self.clerk, case.ids)
        case._write_guarded({"phone": "13800000009"})
        again = self.printed("yichuang_intake.receipt", self.clerk, case.ids)
        self.assertEqual(again, first)

    def test_nobody_prints_what_they_may_not_read(self):
        case = self.received_case()
        with self.assertRaises(AccessError):
            self.printed("yichuang_intake.receipt", self.stranger, case.ids)

    def test_paper_is_downloaded_by_its_name(self):
        case = self.received_case()
        self.clerk.password = self.clerk.login
        self.authenticate(self.clerk.login, self.clerk.login)
        answer = self.url_open(f"/report/pdf/yichuang_intake.receipt/{case.id}")
        self.assertEqual(answer.headers["Content-Type"], "application/pdf")
        self.assertTrue(answer.content.startswith(b"%PDF"))
