import base64
import io
import re

import pypdfium2

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import document_kinds
from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestDocument(IntakeCase):
    """Documents: numbered, sealed and dated, unchangeable, readable by machines."""

    def text(self, document):
        """What a reader finds in the PDF."""
        document.sudo().file_ids._render()
        data = document.file_ids.with_context(bin_size=False).pdf
        pdf = pypdfium2.PdfDocument(io.BytesIO(base64.b64decode(data)))
        return "".join(page.get_textpage().get_text_range() for page in pdf)

    def test_numbers_run_for_each_kind_and_year(self):
        first, second = self.accepted_case(), self.accepted_case()
        numbers = [
            document.number
            for case in (first, second)
            for document in case.document_ids.sorted("id")
        ]
        self.assertRegex(numbers[0], r"^测审批收〔\d{4}〕\d{4}号$")
        self.assertRegex(numbers[1], r"^测审批受〔\d{4}〕\d{4}号$")
        self.assertEqual(int(numbers[2][-5:-1]), int(numbers[0][-5:-1]) + 1)

    def test_art32_sealed_kinds_carry_seal_and_date(self):
        self.department.seal_name = "测试县行政审批专用章"
        receipt, acceptance = self.accepted_case().document_ids.sorted("id")
        self.assertFalse(receipt.seal_name)
        self.assertEqual(acceptance.seal_name, "测试县行政审批专用章")
        self.assertTrue(acceptance.issued_on)

    def test_art38_denial_without_reasons_is_not_issued(self):
        case = self.accepted_case()
        with self.assertRaisesRegex(UserError, "理由、法律依据"):
            case._issue_document("denial", {case.id: {}}, "可以申请复议")

    def test_every_kind_renders_with_its_title_and_words(self):
        case = self.accepted_case()
        for key, kind in document_kinds.KINDS.items():
            with self.subTest(key):
                facts = dict.fromkeys(kind.facts, "示例内容")
                document = case._issue_document(key, {case.id: facts})
                page = "".join(self.text(document).split())
                words = "".join(document.words.split())
                for said in (kind.title, document.number, words, kind.article):
                    self.assertIn(said, page)
                for label in kind.facts:
                    self.assertIn(label, page)
                self.assertEqual(page.count("示例内容"), len(kind.facts))
                # Fonts that map glyphs to look-alikes make text nobody can search.
                self.assertFalse(re.findall("[\u2e80-\u2fdf\uf900-\ufaff]", page))

    def test_markup_that_was_typed_stays_text(self):
        case = self.accepted_case(applicant_name="<b>甲</b>")
        self.assertIn("<b>甲</b>", self.text(case.document_ids[0]))

    def test_identity_numbers_of_persons_stay_masked(self):
        case = self.decided_case()
        for document in case.document_ids:
            self.assertNotIn("11010519491231002X", self.text(document))

    def test_correction_is_a_new_version_that_names_the_old_one(self):
        document = self.accepted_case().document_ids[0]
        wizard = (
            self.env["yichuang.document.correct"]
            .with_user(self.clerk)
            .create(
                {
                    "document_id": document.id,
                    "revision": document.revision,
                    "addressee": "示例申请人乙",
                    "reason": " ",
                }
            )
        )
        with self.assertRaisesRegex(UserError, "why"):
            wizard.action_confirm()
        wizard.reason = "姓名有误"
        action = wizard.action_confirm()
        new = document.browse(action["res_id"])
        self.assertEqual(document.state, "replaced")
        self.assertEqual((new.replaces_id, new.state), (document, "issued"))
        self.assertIn(document.number, self.text(new).replace("\r\n", ""))
        with self.assertRaisesRegex(UserError, "not possible now|changed by"):
            wizard.action_confirm()

    def test_digest_changes_with_anything_it_states(self):
        document = self.accepted_case().document_ids[0]
        vals = document.read(
            [
                "kind",
                "number",
                "organ_name",
                "seal_name",
                "addressee",
                "issued_on",
                "words",
                "remedies",
                "facts",
            ]
        )[0]
        self.assertEqual(document._digest_of(vals), document.digest)
        for name, value in (("words", "x"), ("facts", []), ("number", "x")):
            self.assertNotEqual(
                document._digest_of({**vals, name: value}), document.digest
            )

    def test_others_see_only_their_own(self):
        case = self.accepted_case()
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        stranger = self.make_user("test_stranger", "base.group_portal")
        for user in (outsider, stranger):
            self.assertFalse(
                self.env["yichuang.document"]
                .with_user(user)
                .search([("case_id", "=", case.id)])
            )
        with self.assertRaises(AccessError):
            case.document_ids[0].with_user(outsider).action_open_file()

    def test_queries_do_not_grow_with_the_number_of_documents(self):
        cases = self.env["yichuang.case"].union(
            *(self.accepted_case() for _index in range(8))
        )

        def queries(some):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            some._issue_document(
                "grant", {case.id: case._grant_facts() for case in some}
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(cases[:1])
        self.assertLessEqual(queries(cases), queries(cases[:2]) + 4)
