from datetime import timedelta

from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import PERSON, PERSON_MISTYPED
from ..desk_builders import SOMEBODY_ELSE
from .test_apply import PICTURE, STATED, ApplyCase


@tagged("post_install", "-at_install")
class TestVaultPortal(ApplyCase):
    """The holder's own documents on file, and their use in online applications."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.of_the_demo = cls.env["yichuang.vault.document"].search([])

    def upload(self, data=PICTURE, **values):
        """Put a document on file as the browser does."""
        typed = {
            "material": self.material("示例营业执照").token,
            "holder_kind": "natural",
            "holder_name": "示例申请人",
            "id_number": PERSON,
            "truth": "1",
            **values,
        }
        files = {"file": ("../x.exe", data, "text/html")} if data else None
        return self.send("/my/documents", files, **typed)

    def uploaded(self, login="test_applicant", **values):
        self.enter(login)
        answered = self.upload(**values)
        self.assertIn(answered.status_code, (302, 303), answered.text[:500])
        return self.documents()[0]

    def documents(self):
        self.env.invalidate_all()
        return self.env["yichuang.vault.document"].search(
            [("origin", "=", "upload"), ("id", "not in", self.of_the_demo.ids)]
        )

    def change(self, document, do):
        return self.send(
            f"/my/documents/{document.token}", do=do, revision=document.revision
        )

    def test_upload_begins_at_c_forms_and_reports_at_d(self):
        form = self.material("示例自制表")
        form.kind = "form"
        self.published_version(item_name="示例自制", materials=("示例自制表",))
        for values, grade in (
            ({}, "c"),
            ({"material": form.token}, "d"),
            ({"report": "1"}, "d"),
        ):
            document = self.uploaded(**values)
            with self.subTest(values):
                self.assertEqual((document.grade, document.state), (grade, "on_file"))
                self.assertTrue(document.truth_promised_on)
                self.assertEqual(document.partner_id, self.applicant.partner_id)
                self.assertFalse(document.consent_ids)
                self.assertEqual(document.file_ids.name, f"{document.name}-1.png")

    def test_nothing_wrong_is_kept_and_nothing_typed_is_lost(self):
        self.enter()
        yesterday = str(hall_date() - timedelta(days=1))
        for name, values in (
            ("material", {"material": "nothing"}),
            ("holder_name", {"holder_name": " "}),
            ("id_number", {"id_number": PERSON_MISTYPED}),
            ("truth", {"truth": ""}),
            ("expires_on", {"expires_on": yesterday}),
            ("until_on", {"until_on": "示例"}),
            ("file", {"data": b"<html>"}),
            ("file", {"data": None}),
        ):
            answered = self.upload(number="测证7号", **values)
            with self.subTest(name):
                self.assertEqual(answered.status_code, 422)
                self.assertIn(f'id="{name}_fault"', answered.text)
                self.assertIn('value="测证7号"', answered.text)
        self.assertFalse(self.documents())

    def test_holder_agrees_agrees_no_more_and_takes_back(self):
        document = self.uploaded()
        self.change(document, "consent")
        self.env.invalidate_all()
        self.assertTrue(document.consented)
        self.assertEqual(document.consent_ids.recorded_by_id, self.applicant)
        self.change(document, "withdraw_consent")
        self.env.invalidate_all()
        self.assertFalse(document.consented)
        self.assertTrue(document.file_ids)
        self.change(document, "withdraw")
        self.env.invalidate_all()
        self.assertEqual(document.state, "withdrawn")
        self.assertFalse(document.file_ids)

    def test_own_file_comes_back_as_it_was(self):
        document = self.uploaded()
        answered = self.url_open(f"/my/documents/{document.token}/file")
        self.assertEqual(answered.content, PICTURE)
        self.assertEqual(answered.headers["Content-Type"], "image/png")
        self.assertEqual(answered.headers["X-Content-Type-Options"], "nosniff")
        self.assertIn("attachment", answered.headers["Content-Disposition"])

    @mute_logger("odoo.http")
    def test_strangers_documents_are_as_not_there(self):
        document = self.uploaded(holder_name="甲乙丙", consent="1")
        self.enter("test_stranger_portal")
        self.assertNotIn("甲乙丙", self.url_open("/my/documents").text)
        self.assertEqual(
            self.url_open(f"/my/documents/{document.token}/file").status_code, 404
        )
        for do in ("consent", "withdraw_consent", "withdraw"):
            self.assertEqual(self.change(document, do).status_code, 404)
        self.env.invalidate_all()
        self.assertTrue(document.consented)
        self.assertEqual(document.state, "on_file")

    def test_nothing_changes_on_get(self):
        document = self.uploaded()
        events = self.env["yichuang.event"].search_count([])
        page = self.url_open(f"/my/documents?do=withdraw&token={document.token}")
        self.assertEqual(page.status_code, 200)
        self.assertEqual(page.headers["Cache-Control"], "no-store")
        self.assertEqual(self.env["yichuang.event"].search_count([]), events)
        self.env.invalidate_all()
        self.assertEqual(document.state, "on_file")

    def stated(self, **values):
        """A draft of the applicant in which the person is stated."""
        case = self.begun()
        self.send(self.url(case), do="save", revision="0", **{**STATED, **values})
        self.env.invalidate_all()
        return case

    def take(self, case, document, number=2):
        step = f"take-{number}-{document.token}"
        answered = self.send(self.url(case), do=step, **STATED)
        self.env.invalidate_all()
        return answered

    def test_state_council_716_art7_own_document_is_used_instead_of_a_file(self):
        document = self.uploaded()
        case = self.stated()
        button = f"take-2-{document.token}"
        self.assertIn(button, self.url_open(self.url(case)).text)
        self.take(case, document)
        line = case.material_ids[1]
        self.assertEqual((line.on_file, line.received, line.grade), (True, True, "c"))
        self.assertEqual(document.consent_ids.case_id, case)
        self.assertNotIn(button, self.url_open(self.url(case)).text)
        files = {"file_1": ("x.png", PICTURE, "image/png")}
        self.send(self.url(case), files, do="submit", revision="0", **STATED)
        self.env.invalidate_all()
        self.assertEqual(case.state, "submitted")
        self.assertFalse(case.with_user(self.clerk).vault_use_ids.put_back_on)
        case.with_user(self.clerk).action_receive_online()
        self.assertTrue(all(case.material_ids.mapped("received")))

    def test_document_is_put_back_in_the_draft(self):
        document = self.uploaded()
        case = self.stated()
        self.take(case, document)
        self.send(self.url(case), do="put_back-2", **STATED)
        self.env.invalidate_all()
        self.assertFalse(case.material_ids[1].on_file)
        self.assertTrue(case.vault_use_ids.put_back_on)

    def test_only_own_documents_of_the_stated_holder_and_material(self):
        mine = self.uploaded()
        others = self.uploaded("test_stranger_portal")
        another = self.uploaded(id_number=SOMEBODY_ELSE)
        case = self.stated()
        for document, number in ((others, 2), (another, 2), (mine, 1), (mine, 9)):
            answered = self.take(case, document, number)
            with self.subTest(number=number, document=document):
                self.assertEqual(answered.status_code, 422)
                self.assertFalse(any(case.material_ids.mapped("on_file")))
        page = self.url_open(self.url(case)).text
        self.assertNotIn(others.token, page)
        self.assertNotIn(another.token, page)

    def test_another_person_stated_afterwards_does_not_keep_the_document(self):
        document = self.uploaded()
        case = self.stated()
        self.take(case, document)
        files = {"file_1": ("x.png", PICTURE, "image/png")}
        stated = {**STATED, "id_number": SOMEBODY_ELSE}
        answered = self.send(self.url(case), files, do="submit", revision="0", **stated)
        self.assertEqual(answered.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual(case.state, "draft")

    def test_withdrawn_document_does_not_go_with_the_application(self):
        document = self.uploaded()
        case = self.stated()
        self.take(case, document)
        self.change(document, "withdraw")
        files = {"file_1": ("x.png", PICTURE, "image/png")}
        answered = self.send(self.url(case), files, do="submit", revision="0", **STATED)
        self.assertEqual(answered.status_code, 422)
        self.env.invalidate_all()
        self.assertEqual(case.state, "draft")
        self.assertTrue(document.file_ids)

    def test_most_documents(self):
        self.enter()
        holder = {
            "material_id": self.material("示例营业执照").id,
            "name": "示例营业执照",
            "partner_id": self.applicant.partner_id.id,
            "company_id": self.env.company.id,
        }
        self.env["yichuang.vault.document"]._create_guarded([holder] * 100)
        self.assertEqual(self.upload().status_code, 422)

    def test_internal_users_have_no_documents_of_their_own(self):
        self.enter("test_clerk")
        with mute_logger("odoo.http"):
            self.assertEqual(self.url_open("/my/documents").status_code, 404)
