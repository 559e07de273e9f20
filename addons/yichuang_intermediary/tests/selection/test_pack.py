import io
import json
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path

from odoo.tests import tagged

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
