import base64

import pypdfium2

from odoo.tests import tagged

from .seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestPrintedText(SealCase):
    """Whoever searches or copies the text of what was issued finds the very words: no
    look-alike radicals, which some fonts map glyphs to."""

    def text(self, data):
        pages = pypdfium2.PdfDocument(data)
        text = "".join(page.get_textpage().get_text_range() for page in pages)
        return "".join(text.split())

    def check(self, text, *words):
        self.assertNotRegex(text, "[\u2e80-\u2fdf\uf900-\ufaff]")
        for word in words:
            self.assertIn("".join(word.split()), text)

    def test_certificate_with_and_without_a_seal(self):
        self.retire_seals()
        plain = self.printed_certificate()
        self.registered_seal()
        sealed = self.printed_certificate()
        for certificate in plain | sealed:
            with self.subTest(sealed=bool(certificate.seal_use_ids)):
                self.check(
                    self.text(base64.b64decode(certificate.pdf)),
                    certificate.title,
                    certificate.number,
                    certificate.identifier,
                    certificate.holder_name,
                    certificate.issuer_name,
                    certificate.statement,
                    *certificate.line_ids.filtered("text").mapped("text"),
                )

    def test_decision_and_proof_of_delivery(self):
        delivery = self.made_delivery()
        for document in delivery.case_id.document_ids.filtered(
            lambda document: document.kind in ("grant", "proof")
        ):
            with self.subTest(kind=document.kind):
                document.file_ids.sudo()._render()
                self.check(
                    self.text(base64.b64decode(document.file_ids.pdf)),
                    document.number,
                    delivery.department_id.name,
                )
