import base64
import hashlib
from unittest.mock import patch

import pypdfium2
import zxingcpp

from odoo.exceptions import AccessError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import pdf_page

from ...tools import certificate_page
from ..common import IssuanceCase

CRON = "yichuang_issuance.certificate_file_cron"


@tagged("post_install", "-at_install")
class TestCertificateFile(IssuanceCase):
    def run_job(self):
        self.env.flush_all()
        with self.enter_registry_test_mode():
            self.env.ref(CRON).method_direct_trigger()

    def test_issuing_only_orders_the_file(self):
        with patch.object(certificate_page, "render") as render:
            certificate = self.issued_certificate()
        render.assert_not_called()
        self.assertEqual(certificate.file_state, "pending")
        self.assertTrue(
            self.env["ir.cron.trigger"].search(
                [("cron_id", "=", self.env.ref(CRON).id)]
            )
        )

    def test_scheduled_job_makes_what_is_ordered(self):
        certificates = self.issued_certificate() | self.issued_certificate()
        self.run_job()
        self.assertEqual(certificates.mapped("file_state"), ["ready", "ready"])

    def test_file_is_made_once(self):
        certificate = self.printed_certificate()
        digest = certificate.file_digest
        real = certificate_page.render
        with patch.object(certificate_page, "render", side_effect=real) as render:
            certificate.with_user(self.exit_clerk).action_render_now()
            self.run_job()
        rendered = [call.args[0].token for call in render.call_args_list]
        self.assertNotIn(certificate.token, rendered)
        self.assertEqual(certificate.file_digest, digest)

    def test_digest_of_the_file_is_on_the_record(self):
        certificate = self.printed_certificate()
        data = base64.b64decode(certificate.pdf)
        self.assertEqual(certificate.file_digest, hashlib.sha256(data).hexdigest())
        event = self.env["yichuang.event"].search(
            [
                ("res_model", "=", certificate._name),
                ("res_id", "=", certificate.id),
                ("action", "=", "render"),
            ]
        )
        self.assertIn(certificate.file_digest, event.payload)

    def test_page_has_the_words_of_the_certificate(self):
        certificate = self.printed_certificate()
        page = pypdfium2.PdfDocument(base64.b64decode(certificate.pdf))[0]
        text = page.get_textpage().get_text_range()
        for word in (
            certificate.title,
            certificate.number,
            certificate.identifier,
            certificate.holder_name,
            certificate.statement,
            self.department.name,
            "测试县日用街1号",
        ):
            self.assertIn(word, text)
        self.assertFalse([char for char in text if "⺀" <= char <= "⿟"])

    def test_code_on_the_page_opens_the_verification_page(self):
        certificate = self.printed_certificate()
        page = pypdfium2.PdfDocument(base64.b64decode(certificate.pdf))[0]
        [code] = zxingcpp.read_barcodes(page.render(scale=150 / 72).to_pil())
        self.assertEqual(code.text, certificate._scan_url())
        self.assertTrue(code.text.startswith(certificate.verify_url.upper()))

    def test_failure_is_told_and_tried_again_until_it_works(self):
        certificate = self.issued_certificate()
        problem = pdf_page.GlyphsMissing("glyphs_missing", characters="U+E123")
        with (
            patch.object(certificate_page, "render", side_effect=problem),
            self.assertLogs("odoo.addons.yichuang_catalog", "WARNING"),
        ):
            for _attempt in range(5):
                certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.file_state, "failed")
        self.assertIn("U+E123", certificate.file_problem)
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.file_state, "ready")
        self.assertFalse(certificate.file_problem)

    def test_only_the_exit_clerk_makes_files(self):
        certificate = self.issued_certificate()
        with self.assertRaises(AccessError):
            certificate.with_user(self.decider).action_render_now()

    def test_attachment_is_not_public(self):
        certificate = self.printed_certificate()
        attachment = self.env["ir.attachment"].search(
            [
                ("res_model", "=", "yichuang.certificate.file"),
                ("res_field", "=", "pdf"),
                ("res_id", "in", certificate.file_ids.ids),
            ]
        )
        self.assertEqual(attachment.mimetype, "application/pdf")
        self.assertFalse(attachment.public or attachment.access_token)
