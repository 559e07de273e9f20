from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseAccess(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.reviewed_case()
        cls.other_hall = cls.env["res.company"].create({"name": "另一大厅"})
        cls.other_department = cls.env["yichuang.department"].create(
            {"name": "另一机关", "company_id": cls.other_hall.id}
        )

    def found(self, user, model="yichuang.case", field="id"):
        return self.env[model].with_user(user).search([(field, "=", self.case.id)])

    def test_window_management_and_supervision_see_the_hall(self):
        for user in (self.clerk, self.second_clerk, self.manager, self.supervisor):
            with self.subTest(user.login):
                self.assertTrue(self.found(user))
                self.assertTrue(self.found(user, "yichuang.clock", "case_id"))
                self.assertTrue(self.found(user, "yichuang.case.material", "case_id"))

    def test_reviewers_and_deciders_see_their_organs(self):
        stranger = self.make_user(
            "test_stranger",
            "yichuang_intake.group_reviewer,yichuang_intake.group_decider",
        )
        for user, sees in ((self.reviewer, 1), (self.decider, 1), (stranger, 0)):
            for model, field in (
                ("yichuang.case", "id"),
                ("yichuang.clock", "case_id"),
                ("yichuang.clock.segment", "clock_id.case_id"),
                ("yichuang.case.material", "case_id"),
            ):
                with self.subTest(f"{user.login} {model}"):
                    self.assertEqual(bool(self.found(user, model, field)), bool(sees))

    def test_another_hall_sees_nothing(self):
        foreign = self.make_user(
            "test_foreign",
            "yichuang_intake.group_clerk,yichuang_intake.group_decider",
            company_id=self.other_hall.id,
            company_ids=[Command.set(self.other_hall.ids)],
        )
        self.department.sudo().member_ids = [Command.link(foreign.id)]
        self.assertFalse(self.found(foreign))
        self.assertFalse(self.found(foreign, "yichuang.clock", "case_id"))
        self.assertFalse(self.found(foreign, "yichuang.case.material", "case_id"))
        with self.assertRaises(AccessError):
            self.case.with_user(foreign).read(["applicant_name"])

    def test_supervisor_changes_nothing(self):
        with self.assertRaises(AccessError):
            self.case.with_user(self.supervisor).write({"phone": "1"})

    def test_catalogue_staff_see_no_cases(self):
        with self.assertRaises(AccessError):
            self.found(self.editor)

    def test_only_the_window_edits_what_the_applicant_stated(self):
        case = self.received_case()
        for user in (self.reviewer, self.decider, self.manager):
            for name in ("phone", "address", "subject", "partner_id"):
                with (
                    self.subTest(f"{user.login} {name}"),
                    self.assertRaisesRegex(AccessError, "window"),
                ):
                    case.with_user(user).write({name: False})

    def test_query_code_is_for_the_window(self):
        self.assertTrue(self.case.with_user(self.clerk).query_code)
        with self.assertRaises(AccessError):
            self.case.with_user(self.reviewer).read(["query_code"])

    def test_clocks_are_written_by_nobody(self):
        clock = self.case.clock_ids[0]
        for user in (self.clerk, self.reviewer, self.decider, self.manager):
            with self.subTest(user.login), self.assertRaises(AccessError):
                clock.with_user(user).write({"due_on": "2030-01-01"})
