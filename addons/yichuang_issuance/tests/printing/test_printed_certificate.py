import base64
import hashlib

import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..printing_builders import PrintingCase


@tagged("post_install", "-at_install")
class TestPrintedCertificate(PrintingCase):
    def test_content_alone_is_printed_at_the_size_of_the_stock(self):
        certificate = self.printed_certificate()
        job = self.print_originals(certificate, copies=2)
        self.assertEqual(self.pages(job), (2, (297, 210)))
        words = self.words(job)
        for word in (certificate.number, certificate.holder_name, "纸质打印件"):
            self.assertIn(word, words)
        self.assertNotIn("（印章）", words)
        self.certificate_printer.paper = "a3"
        job = self.print_originals(certificate, reason="换用A3用纸")
        self.assertEqual(self.pages(job), (1, (420, 297)))
        self.assertIn("补打", self.words(job))

    def test_what_the_stock_says_is_left_out(self):
        certificate = self.printed_certificate()
        self.certificate_type.preprinted = "form"
        words = self.words(self.print_originals(certificate))
        self.assertNotIn("有效期限", words)
        self.assertIn(certificate.number, words)

    def test_sealed_file_stays_as_it_is_to_the_byte(self):
        certificate = self.printed_certificate()
        before = base64.b64decode(certificate.pdf)
        self.print_originals(certificate)
        self.print_originals(certificate, reason="用纸作废")
        certificate.invalidate_recordset()
        after = base64.b64decode(certificate.pdf)
        self.assertEqual(after, before)
        self.assertEqual(hashlib.sha256(after).hexdigest(), certificate.file_digest)

    def test_each_print_is_written_down(self):
        certificate = self.printed_certificate()
        self.print_originals(certificate, copies=2)
        self.print_originals(certificate, self.second_exit_clerk, reason=" 卡纸 ")
        second, first = certificate.print_ids
        self.assertEqual((first.serial, first.copies, first.reason), (1, 2, False))
        self.assertEqual(first.user_id, self.exit_clerk)
        self.assertEqual(first.profile, "证照打印机")
        self.assertEqual((second.serial, second.copies, second.reason), (2, 1, "卡纸"))
        self.assertEqual(second.user_id, self.second_exit_clerk)
        events = self.env["yichuang.event"].search(
            [
                ("res_model", "=", certificate._name),
                ("res_id", "=", certificate.id),
                ("action", "=", "print"),
            ]
        )
        self.assertEqual(
            events.mapped("actor_id"), self.exit_clerk | self.second_exit_clerk
        )

    def test_second_print_needs_a_reason(self):
        certificate = self.printed_certificate()
        self.print_originals(certificate)
        for reason in (False, "", "  "):
            with self.assertRaisesRegex(UserError, "one original"):
                self.print_originals(certificate, reason=reason)
        self.assertEqual(len(certificate.print_ids), 1)

    def test_print_that_somebody_else_made_meanwhile_needs_a_reason_too(self):
        certificates = self.env["yichuang.certificate"]
        for _turn in range(6):
            certificates |= self.printed_certificate()
        job = self.print_originals(certificates)
        self.assertEqual(job.state, "waiting")
        self.print_originals(certificates[0], self.second_exit_clerk)
        self.env["yichuang.print.job"]._cron_print()
        self.assertEqual((job.state, job.made, job.failed), ("done", 5, 1))
        self.assertIn("one original", job.failed_ids.problem)
        self.assertEqual(self.pages(job)[0], 5)
        self.assertEqual([len(one.print_ids) for one in certificates], [1] * 6)

    def test_stopped_job_prints_nothing_and_notes_nothing(self):
        certificates = self.env["yichuang.certificate"]
        for _turn in range(6):
            certificates |= self.printed_certificate()
        job = self.print_originals(certificates)
        job.item_ids._make()
        job.with_user(self.exit_clerk).action_cancel()
        self.env["yichuang.print.job"]._cron_print()
        self.assertFalse(certificates.print_ids)
        self.assertFalse(job.pdf)

    def test_only_what_is_valid_and_made_is_printed(self):
        issued = self.issued_certificate()
        with self.assertRaisesRegex(UserError, "not made yet"):
            self.print_originals(issued)
        issued.with_user(self.exit_clerk).action_render_now()
        self.end_certificate(issued, "revoke", revocation_ground="fraud")
        with self.assertRaisesRegex(UserError, "only a valid"):
            self.print_originals(issued)

    def test_only_the_exit_prints_and_nobody_writes_the_log(self):
        certificate = self.printed_certificate()
        jobs = self.env["yichuang.print.job"]
        for user in (self.clerk, self.decider, self.manager, self.supervisor):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                jobs.with_user(user)._request("certificate", certificate)
        self.print_originals(certificate)
        for user in (self.exit_clerk, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                certificate.print_ids.with_user(user).write({"copies": 9})
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                certificate.print_ids.with_user(user).unlink()

    def test_page_is_moved_by_the_offset_of_the_printer(self):
        certificate = self.printed_certificate()
        job = self.print_originals(certificate)
        self.certificate_printer.write({"offset_right": 92, "offset_down": -38})
        moved = self.print_originals(certificate, reason="校准")
        boxes = [self.box(each) for each in (job, moved)]
        self.assertAlmostEqual(boxes[1][0] - boxes[0][0], 100 * 72 / 254, delta=0.5)
        self.assertAlmostEqual(boxes[1][1] - boxes[0][1], 50 * 72 / 254, delta=0.5)

    def box(self, job):
        """Left and lower edge of the first character of the number, in points."""
        text = pypdfium2.PdfDocument(self.file_of(job))[0].get_textpage()
        place, _count = text.search("〔").get_next()
        return text.get_charbox(place)[:2]
