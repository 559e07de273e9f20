"""Somebody without an account scans a certificate and has its file checked."""

import base64
import json

import pypdfium2
import zxingcpp

from odoo.tests import HttpCase, tagged

from odoo.addons.yichuang_issuance.controllers import validate, verify

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestVerifierInTheBrowser(TakesPictures, Hall, HttpCase):
    def setUp(self):
        super().setUp()
        for limit in (verify.LIMIT, validate.LIMIT):
            limit.clear()
            self.addCleanup(limit.clear)

    def test_stranger_scans_the_paper_and_checks_the_file(self):
        self.department.name = "示范县行政审批服务局"
        self.registered_seal()
        certificate = self.printed_certificate(applicant_name="示例游客")
        data = base64.b64decode(certificate.pdf)
        self.look_up(certificate, self.scanned_path(certificate, data))
        self.lay_out("genuine.pdf", data)
        self.lay_out("changed.pdf", data + b"\n% and more\n")
        self.start_tour("/validate", "yichuang_validate_tour", login=None)

    def scanned_path(self, certificate, data):
        """Where the QR code on the paper leads, as a camera reads it."""
        picture = pypdfium2.PdfDocument(data)[0].render(scale=150 / 72).to_pil()
        [code] = zxingcpp.read_barcodes(picture)
        return code.text.removeprefix(certificate.get_base_url().upper())

    def look_up(self, certificate, path):
        """The page that the code opens."""
        self.browser_js(
            path,
            f"""
            const verdict = document.querySelector(".o_yichuang_valid");
            const text = verdict ? verdict.textContent : "no verdict";
            if (text.includes({json.dumps(certificate.number)})) {{
                console.log("screenshot: verify");
                setTimeout(() => console.log("test successful"), 800);
            }} else {{
                console.error(text);
            }}
            """,
            ready="document.readyState === 'complete'",
            login=None,
        )

    def lay_out(self, name, data):
        """A file for the tour to choose, which anybody may fetch."""
        self.env["ir.attachment"].create(
            {
                "name": name,
                "url": f"/yichuang_validate_tour/{name}",
                "raw": data,
                "mimetype": "application/pdf",
                "public": True,
            }
        )
