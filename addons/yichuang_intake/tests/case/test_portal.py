from odoo.exceptions import AccessError, UserError
from odoo.tests import HttpCase, tagged

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestPortal(IntakeCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = cls.make_user("test_applicant", "base.group_portal")
        cls.stranger = cls.make_user("test_stranger_portal", "base.group_portal")
        cls.case = cls.decided_case(
            outcome="denied", partner_id=cls.applicant.partner_id.id
        )
        cls.url = f"/my/cases/{cls.case.receipt_number}"

    def test_applicant_sees_own_cases(self):
        self.authenticate("test_applicant", "test_applicant")
        self.assertIn(self.case.receipt_number, self.url_open("/my/cases").text)
        page = self.url_open(self.url).text
        self.assertIn("经营场所不符合条件", page)
        self.assertIn("o_yichuang_step reached current", page)

    def test_applicant_sees_neither_opinion_nor_identity_number(self):
        self.authenticate("test_applicant", "test_applicant")
        page = self.url_open(self.url).text
        self.assertNotIn("经审查", page)
        self.assertNotIn(PERSON, page)
        self.assertNotIn(self.reviewer.name, page)

    def test_stranger_gets_the_list_as_if_the_case_did_not_exist(self):
        self.authenticate("test_stranger_portal", "test_stranger_portal")
        own = self.url_open(self.url, allow_redirects=False)
        missing = self.url_open("/my/cases/HALL-200101-0001-A", allow_redirects=False)
        self.assertEqual(own.status_code, missing.status_code)
        self.assertEqual(own.headers["Location"], missing.headers["Location"])
        self.assertNotIn(self.case.receipt_number, self.url_open("/my/cases").text)

    def test_drafts_are_not_shown(self):
        draft = self.draft_case(partner_id=self.applicant.partner_id.id)
        self.assertFalse(
            self.env["yichuang.case"]
            .with_user(self.applicant)
            .search([("id", "=", draft.id)])
        )

    def test_portal_user_reads_no_internal_field(self):
        own = self.case.with_user(self.applicant)
        for name in ("review_opinion", "review_recommendation", "query_code"):
            with self.subTest(name), self.assertRaises(AccessError):
                own.read([name])

    def test_portal_user_changes_nothing(self):
        own = self.case.with_user(self.applicant)
        for door in (
            lambda: own.write({"phone": "1"}),
            own.action_close,
            own.action_refresh_version,
            own.action_take_all_materials,
            own.action_reveal_identity,
            lambda: own.env["yichuang.case"].create(self.case_vals()),
            own.unlink,
            lambda: self.decide(self.case, user=self.applicant),
        ):
            with self.assertRaises(UserError):
                door()

    def test_portal_user_cannot_search_by_number(self):
        with self.assertRaises(AccessError):
            self.env["yichuang.case"].with_user(self.applicant).search(
                [("id_number", "=", PERSON)]
            )
