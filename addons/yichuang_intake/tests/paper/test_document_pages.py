from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestDocumentPages(IntakeCase, HttpCase):
    def test_the_code_on_the_paper_tells_whether_it_is_in_force(self):
        document = self.issued_document()
        page = self.url_open(f"/document/{document.token}")
        self.assertEqual(page.status_code, 200)
        for word in (document.number, document.digest, document.organ_name):
            self.assertIn(word, page.text)
        for secret in (document.addressee, document.case_id.receipt_number):
            self.assertNotIn(secret, page.text)
        self.assertTrue(document._verify_url().endswith(document.token))

    def test_replaced_documents_say_so(self):
        document = self.replaced_document()
        self.assertFalse(document._verification(document.token)["in_force"])
        self.assertIn("text-danger", self.url_open(f"/document/{document.token}").text)

    def test_codes_never_given_and_nonsense_get_the_same_answer(self):
        pages = [
            self.url_open(f"/document/{token}")
            for token in ("0" * 32, "x", "%3Cscript%3E", "1")
        ]
        self.assertEqual({page.status_code for page in pages}, {404})
        self.assertEqual(len({len(page.text) for page in pages}), 1)

    def test_applicants_find_their_documents_strangers_do_not(self):
        applicant = self.make_user("test_applicant", "base.group_portal")
        self.make_user("test_stranger", "base.group_portal")
        case = self.accepted_case(partner_id=applicant.partner_id.id)
        file = case.document_ids[:1].sudo().file_ids
        file._render()
        self.env.flush_all()
        address = f"/web/content/yichuang.document.file/{file.id}/pdf"
        self.authenticate("test_applicant", "test_applicant")
        page = self.url_open(f"/my/cases/{case.receipt_number}").text
        self.assertIn(case.document_ids[0].number, page)
        self.assertIn(address, page)
        self.assertTrue(self.url_open(address).content.startswith(b"%PDF"))
        self.authenticate("test_stranger", "test_stranger")
        self.assertEqual(self.url_open(address).status_code, 404)
