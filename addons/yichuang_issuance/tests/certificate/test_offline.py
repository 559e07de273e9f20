import base64
import io
import json

import pypdfium2
import zxingcpp
from PIL import Image, ImageFilter

from odoo.tests import HttpCase, tagged

from ...tools import certificate_page, offline_code, verify_certificate
from ..seal_builders import SealCase

MM = 72 / 25.4
"""Points of a millimetre."""


@tagged("post_install", "-at_install")
class TestOffline(SealCase, HttpCase):
    def keys(self):
        return json.loads(self.url_open("/verify/keys").text)["keys"]

    def scan(self, certificate, dots=150, blur=0, quality=90):
        """What a scanner reads from the printed page."""
        page = pypdfium2.PdfDocument(base64.b64decode(certificate.pdf))[0]
        picture = page.render(scale=dots / 72).to_pil().convert("L")
        if blur:
            picture = picture.filter(ImageFilter.GaussianBlur(blur))
        photo = io.BytesIO()
        picture.save(photo, "JPEG", quality=quality)
        return zxingcpp.read_barcodes(Image.open(photo))

    def test_code_proves_the_words_without_this_server(self):
        certificate = self.printed_certificate()
        [code] = self.scan(certificate)
        words = verify_certificate.verify(self.keys(), code.text)
        self.assertEqual(words["证照编号"], certificate.number)
        self.assertEqual(words["颁发机构"], self.department.name)
        self.assertEqual(words["有效期至"], str(certificate.valid_until))
        # No more than the page on the network tells.
        self.assertEqual(words["持证主体"], "示****")
        self.assertNotIn(certificate.holder_name, str(words))

    def test_code_can_be_read_from_a_blurred_print(self):
        certificate = self.printed_certificate()
        [code] = self.scan(certificate, blur=0.6, quality=40)
        self.assertEqual(code.text, certificate._scan_url())

    def test_code_is_28_millimetres_wide(self):
        certificate = self.printed_certificate()
        [code] = self.scan(certificate, dots=300)
        at = code.position
        width = (at.top_right.x - at.top_left.x) / 300 * 25.4
        self.assertAlmostEqual(width, certificate_page.QR_MM, delta=0.6)

    def test_same_code_opens_the_page(self):
        certificate = self.printed_certificate()
        path = certificate._scan_url().removeprefix(certificate.get_base_url().upper())
        self.env.flush_all()
        page = self.url_open(path)
        self.assertIn("o_yichuang_valid", page.text)

    def test_key_does_not_leave_the_server(self):
        offline_code.current_key(self.env["yichuang.certificate"]._offline_folder())
        for key in self.keys():
            self.assertEqual(set(key), {"kty", "crv", "alg", "use", "kid", "x"})

    def test_tool_can_be_fetched_and_says_what_it_needs(self):
        tool = self.url_open("/verify/tool")
        self.assertIn("attachment", tool.headers["Content-Disposition"])
        self.assertIn("keys.json", tool.text)
        self.assertNotIn("odoo", tool.text)

    def test_page_to_keep_has_all_it_needs_in_it(self):
        page = self.url_open("/verify/offline").text
        self.assertIn(self.keys()[0]["x"], page)
        for outside in ("<link", 'src="'):
            self.assertNotIn(outside, page)

    def test_page_to_keep_verifies_in_a_browser(self):
        certificate = self.printed_certificate()
        code = certificate._scan_url()
        middle = len(code) // 2
        other = "B" if code[middle] == "A" else "A"
        changed = code[:middle] + other + code[middle + 1 :]
        self.browser_js(
            "/verify/offline",
            f"""(async () => {{
            const field = document.getElementById("code");
            const form = document.getElementById("form");
            const seen = (id) => !document.getElementById(id).hidden;
            const until = async (id) => {{
                for (let turn = 0; turn < 200 && !seen(id); turn++) {{
                    await new Promise((go) => requestAnimationFrame(go));
                }}
                if (!seen(id)) throw new Error(id + " is not shown");
            }};
            field.value = {json.dumps(code)};
            form.requestSubmit();
            await until("genuine");
            const number = document.getElementById("number").textContent;
            if (number !== {json.dumps(certificate.number)}) throw new Error(number);
            field.value = {json.dumps(changed)};
            form.requestSubmit();
            await until("false");
            console.log("test successful");
            }})().catch((error) => console.error(error.message));
            """,
            ready="document.readyState === 'complete'",
        )
