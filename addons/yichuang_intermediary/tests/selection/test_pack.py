import hashlib
import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.canonical import canonical_text

from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestVerificationPack(MarketCase):
    """The pack, unpacked and checked by a bare Python without this server."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.notice = cls.opened_notice()
        cls.pack = cls.notice._verification_pack()

    def setUp(self):
        super().setUp()
        folder = tempfile.TemporaryDirectory()
        self.addCleanup(folder.cleanup)
        self.folder = Path(folder.name)
        with zipfile.ZipFile(io.BytesIO(self.pack)) as archive:
            archive.extractall(self.folder)

    def verify(self, *arguments):
        # No site packages and no variables; the files lie side by side.
        command = [sys.executable, "-S", "-B", "-E", "-s", "verify.py", *arguments]
        result = subprocess.run(
            command, capture_output=True, text=True, check=False, cwd=self.folder
        )
        return result.returncode, result.stdout + result.stderr

    def change(self, name, edit):
        path = self.folder / name
        path.write_text(edit(path.read_text("utf-8")), "utf-8")

    def test_10_pack_stands_alone(self):
        code, output = self.verify()
        self.assertEqual(code, 0, output)
        self.assertIn(f"   1  {self.agency_b.uscc}", output)

    def test_10_same_content_gives_the_same_file(self):
        self.assertEqual(self.pack, self.notice._verification_pack())

    def test_receipt_is_found_on_the_list(self):
        receipt = self.notice.signup_ids[0].receipt
        with tempfile.NamedTemporaryFile("w", suffix=".json") as slip:
            slip.write(receipt)
            slip.flush()
            code, output = self.verify(".", slip.name)
        self.assertEqual(code, 0, output)
        self.assertIn("at position", output)

    def test_threat13_every_tampering_is_named(self):
        offers = json.loads((self.folder / "offers.json").read_text("utf-8"))
        a = next(line for line in offers if line["uscc"] == self.agency_a.uscc)
        sealed = f"sealed/{a['receipt_number']}.json"
        for name, old, new, wrong in (
            ("offers.json", "1200000", "1050000", self.agency_a.uscc),
            ("offers.json", a["content_key"], "ab" * 32, "not the one it committed to"),
            (sealed, self.agency_a.uscc, self.agency_b.uscc, "another name"),
            ("list.txt", self.agency_a.uscc, "91440000MA00010183", "list"),
            ("notice.json", '"mode":"lowest"', '"mode":"mean"', "notice"),
            ("selections.json", r"\"price_fen\":1100000", r"\"price_fen\":9", "hashed"),
        ):
            with self.subTest(name=name, old=old):
                self.setUp()
                self.change(name, lambda text, old=old, new=new: text.replace(old, new))
                code, output = self.verify()
                self.assertEqual(code, 1)
                self.assertIn("is not the file whose hash is listed", output)
                self.assertIn(wrong, output)

    def rewrite(self, name, edit):
        """Change a file and put its new hash on the list of hashes, as somebody does
        who makes the whole pack anew."""
        old = (self.folder / name).read_bytes()
        self.change(name, edit)
        new = (self.folder / name).read_bytes()
        digests = [hashlib.sha256(content).hexdigest() for content in (old, new)]
        self.change("SHA256SUMS", lambda text: text.replace(*digests))

    def edit_json(self, name, edit):
        def rewritten(text):
            data = json.loads(text)
            edit(data)
            return canonical_text(data)

        self.rewrite(name, rewritten)

    def leave_out_the_winner(self, selections):
        """Strike the lowest offer from the inputs and hash what is left anew."""
        for line in selections:
            inputs = json.loads(line["inputs"])
            inputs["offers"] = [
                offer
                for offer in inputs["offers"]
                if offer["uscc"] != self.agency_b.uscc
            ]
            line["inputs"] = canonical_text(inputs)
            line["inputs_sha256"] = draw_tool.sha256_hex(line["inputs"])

    def another_mode(self):
        self.rewrite("notice.json", lambda text: text.replace('"lowest"', '"mean"'))
        digest = draw_tool.sha256_hex((self.folder / "notice.json").read_text("utf-8"))
        self.edit_json(
            "manifest.json", lambda manifest: manifest.update(notice_sha256=digest)
        )

    def test_threat13_pack_made_anew_is_found_out_by_its_content(self):
        receipt = self.notice.offer_ids[0].signup_id
        uscc = receipt.agency_id.uscc
        for tamper, sentences in (
            (
                lambda: self.rewrite(
                    "list.txt",
                    lambda text: text.replace(uscc, "91440000MA00010183"),
                ),
                (
                    "The list is not the one whose hash was fixed.",
                    "The selection of round 1 is of another list.",
                ),
            ),
            (
                lambda: self.edit_json(
                    "offers.json",
                    lambda offers: [
                        offer.update(receipt=offer["receipt"] + " ")
                        for offer in offers
                        if offer["uscc"] == uscc
                    ],
                ),
                (f"The receipt of {uscc} is not on the list.",),
            ),
            (
                lambda: self.rewrite(
                    f"sealed/{receipt.receipt_number}.json", lambda text: text + " "
                ),
                (f"The sealed text of {uscc} is not the one on its receipt.",),
            ),
            (
                self.another_mode,
                ("was made by another mode than the notice says.",),
            ),
            (
                lambda: self.edit_json("selections.json", self.leave_out_the_winner),
                (f"The selection of round 1 leaves out {self.agency_b.uscc}.",),
            ),
        ):
            with self.subTest(sentences=sentences):
                self.setUp()
                tamper()
                code, output = self.verify()
                self.assertEqual(code, 1)
                self.assertNotIn("whose hash is listed", output)
                for sentence in sentences:
                    self.assertIn(sentence, output)

    def test_added_file_is_named(self):
        (self.folder / "sealed/extra.json").write_text("{}", "utf-8")
        code, output = self.verify()
        self.assertEqual(code, 1)
        self.assertIn("sealed/extra.json does not belong", output)

    def test_pack_of_a_draw_repeats_too(self):
        self.pack = self.drawn_notice()._verification_pack()
        self.setUp()
        code, output = self.verify()
        self.assertEqual(code, 0, output)
