import io
import zipfile
from datetime import timedelta

from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ..common import MarketCase
from ..contract_builders import PDF, SIGNERS

EICAR = b"X5O!P%@AP[4\\PZX54(P^)7CC)7}$EICAR-" + b"STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
ACTIVE_PDF = PDF.replace(
    b"<</Type/Catalog/Pages 2 0 R>>",
    b"<</Type/Catalog/Pages 2 0 R/OpenAction<</S/JavaScript/JS(app.alert(1))>>>>",
)


def container(parts):
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


HOSTILE = {
    "virus": EICAR,
    "picture with a script": b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
    "page": b"<!DOCTYPE html><html><script>alert(1)</script></html>",
    "program": b"MZ" + bytes(512),
    "document with macros": container(
        {"word/document.xml": b"<w/>", "word/vbaProject.bin": b"x"}
    ),
    "bomb": container({"OFD.xml": bytes(120_000_000)}),
    "PDF with a script": ACTIVE_PDF,
    "two kinds in one": b"GIF89a<script>alert(1)</script>" + PDF,
    "nothing": b"",
}
# Doors that take words without a file
WORDS_ALONE = ("change", "dispute")


@tagged("post_install", "-at_install")
class TestUploads(MarketCase, HttpCase):
    """Threat 18: what is sent in is a document and nothing else, at every door."""

    def send(self, path, user, data, **form):
        self.authenticate(user.login, user.login)
        form["csrf_token"] = Request.csrf_token(self)
        # A name that promises a document: the content alone decides.
        file = ("report.pdf", data, "application/pdf")
        return self.url_open(path, data=form, files=[("file", file)])

    def test_threat18_nothing_active_is_kept_at_any_door(self):
        contract = self.active_contract()
        winner = self.winner_user(contract)
        agency = self.agency_of(winner)
        unsigned = self.draft_contract()
        page = "/my/market/contracts/"
        doors = {
            "evidence": (
                f"{page}{contract.number}/ask",
                winner,
                {
                    "kind": "suspension",
                    "ground": "design",
                    "until": str(contract._today() + timedelta(days=7)),
                    "reason": "设计变更",
                },
            ),
            "work": (
                f"{page}{contract.number}/deliver",
                winner,
                {"signers": SIGNERS},
            ),
            "signed copy": (
                f"{page}{unsigned.number}/upload",
                self.owner,
                {"amount": "12345", "days": "20"},
            ),
            "certificate": (
                "/my/market/agency/qualification",
                winner,
                {"kind": "CH", "number": "乙测资字3701234", "grade": "乙级"},
            ),
            "change": (
                "/my/market/agency/change",
                winner,
                {"what": "address", "new_value": "新街 8 号", "reason": "搬迁"},
            ),
            "dispute": (
                "/my/market/disputes/new",
                winner,
                {
                    "agency": agency.uscc,
                    "kind": "tip",
                    "about": "register",
                    "text": "证书过期",
                },
            ),
        }
        before = self.files()
        for door, (path, user, form) in doors.items():
            for name, data in HOSTILE.items():
                with self.subTest(door=door, file=name):
                    if door in WORDS_ALONE and not data:
                        continue
                    self.send(path, user, data, **form)
                    self.assertEqual(self.files(), before)
            with self.subTest(door=door, file="a document"):
                self.send(path, user, PDF, **form)
                self.assertEqual(self.files(), before + 1)
                before += 1

    def files(self):
        """The files of the market's records."""
        return self.env["ir.attachment"].search_count(
            [("res_model", "=like", "yichuang.market.%"), ("res_field", "!=", False)]
        )

    def test_threat18_what_is_kept_comes_back_as_a_download(self):
        contract = self.delivered_contract()
        file = contract.file_ids[0]
        self.authenticate(self.owner.login, self.owner.login)
        page = f"/my/market/contracts/{contract.number}/files/{file.token}"
        answer = self.url_open(page)
        self.assertIn("attachment", answer.headers["Content-Disposition"])
        self.assertEqual(answer.headers["X-Content-Type-Options"], "nosniff")
