import base64
from unittest.mock import patch

from odoo import http
from odoo.tests import HttpCase, tagged

from ...controllers import validate
from ...tools.rate_limit import RateLimit
from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestValidate(SealCase, HttpCase):
    def setUp(self):
        super().setUp()
        validate.LIMIT.clear()
        self.addCleanup(validate.LIMIT.clear)

    def post(self, data, name="file.pdf"):
        self.authenticate(None, None)
        self.env.flush_all()
        token = http.Request.csrf_token(self)
        return self.url_open(
            "/validate", data={"csrf_token": token}, files={"file": (name, data)}
        )

    def sealed(self):
        self.registered_seal()
        certificate = self.printed_certificate()
        return certificate, base64.b64decode(certificate.pdf)

    def test_page_says_who_sealed_when_and_that_it_is_in_force(self):
        certificate, data = self.sealed()
        page = self.post(data).text
        self.assertIn("o_yichuang_seal_sound", page)
        self.assertIn(self.department.name, page)
        self.assertIn(certificate.number, page)
        self.assertIn(f"{certificate.title} {certificate.number}", page)
        self.assertIn("o_yichuang_valid", page)
        self.assertIn("o_yichuang_without_force", page)
        self.assertNotIn(certificate.holder_name, page)

    def test_revoked_certificate_is_sealed_well_and_in_force_no_more(self):
        certificate, data = self.sealed()
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        page = self.post(data).text
        self.assertIn("o_yichuang_seal_sound", page)
        self.assertIn('<strong class="text-danger">', page)
        self.assertIn("o_yichuang_expired", page)

    def test_tampered_and_appended_files_are_told(self):
        certificate, data = self.sealed()
        page = self.post(data + b"\n%more\n").text
        self.assertIn("o_yichuang_seal_changed", page)
        # What it was before it was changed is known all the same.
        self.assertIn(certificate.number, page)
        forged = bytearray(data)
        forged[3000] ^= 1
        self.assertNotIn("o_yichuang_seal_sound", self.post(bytes(forged)).text)

    def test_nothing_of_the_file_is_kept(self):
        _certificate, data = self.sealed()
        before = self.env["ir.attachment"].search_count([])
        self.post(data)
        self.assertEqual(self.env["ir.attachment"].search_count([]), before)

    def test_what_is_no_sealed_pdf_is_said_to_be_none(self):
        self.assertEqual(self.post(b"<html>").status_code, 400)
        self.assertEqual(self.post(b"").status_code, 400)
        plain = base64.b64decode(self.printed_certificate().pdf)
        page = self.post(plain, name="<b>x.pdf")
        self.assertIn("o_yichuang_unknown", page.text)
        self.assertIn("&lt;b&gt;x.pdf", page.text)

    def test_too_large_file_is_refused(self):
        page = self.post(b"%PDF-1.7" + bytes(validate.MOST_BYTES))
        self.assertEqual(page.status_code, 413)

    def test_one_address_asks_no_more_than_so_often(self):
        limit = RateLimit(burst=3, per_minute=0)
        self.enterContext(patch.object(validate, "LIMIT", limit))
        codes = [self.post(b"x").status_code for _ in range(4)]
        self.assertEqual(codes, [400, 400, 400, 429])

    def test_without_token_nothing_is_read(self):
        self.authenticate(None, None)
        self.assertEqual(
            self.url_open("/validate", files={"file": ("a.pdf", b"x")}).status_code, 400
        )
