from odoo import Command
from odoo.exceptions import AccessError
from odoo.tests import new_test_user, tagged

from .common import IssuanceCase


@tagged("post_install", "-at_install")
class TestAccess(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = new_test_user(cls.env, "test_applicant", "base.group_portal")
        cls.neighbour = new_test_user(cls.env, "test_neighbour", "base.group_portal")
        cls.delivery = cls.arrived_delivery(partner_id=cls.applicant.partner_id.id)
        cls.certificate = cls.delivery.certificate_id

    def visible(self, record, user):
        return bool(
            self.env[record._name].with_user(user).search([("id", "in", record.ids)])
        )

    def test_applicant_sees_what_is_theirs_and_nobody_elses(self):
        records = (
            self.certificate,
            self.certificate.line_ids,
            self.certificate.file_ids,
            self.delivery,
        )
        for record in records:
            with self.subTest(model=record._name):
                self.assertTrue(self.visible(record, self.applicant))
                self.assertFalse(self.visible(record, self.neighbour))

    def test_applicant_does_not_see_a_draft(self):
        draft = self.draft_certificate(partner_id=self.applicant.partner_id.id)
        self.assertFalse(self.visible(draft, self.applicant))

    def test_applicant_changes_nothing(self):
        for record in (self.certificate, self.delivery):
            for operation in ("write", "create", "unlink"):
                with self.subTest(model=record._name, operation=operation):
                    self.assertFalse(
                        record.with_user(self.applicant).has_access(operation)
                    )

    def test_applicant_cannot_act_by_calling(self):
        for record, name in (
            (self.certificate, "action_issue"),
            (self.certificate, "action_resume"),
            (self.delivery.case_id, "action_certify"),
            (self.delivery.case_id, "action_send_decision"),
        ):
            with self.subTest(action=name), self.assertRaises(AccessError):
                getattr(record.with_user(self.applicant), name)()

    def test_reasons_of_an_end_are_internal(self):
        with self.assertRaises(AccessError):
            self.certificate.with_user(self.applicant).read(["end_reason"])

    def test_organ_sees_its_own_and_the_exit_all_of_the_hall(self):
        stranger = self.make_user("test_decider_far", "yichuang_intake.group_decider")
        for user, expected in (
            (self.decider, True),
            (self.exit_clerk, True),
            (self.manager, True),
            (self.supervisor, True),
            (stranger, False),
        ):
            with self.subTest(user=user.login):
                self.assertEqual(self.visible(self.certificate, user), expected)
                self.assertEqual(self.visible(self.delivery, user), expected)

    def test_another_hall_sees_nothing(self):
        company = self.env["res.company"].create(
            {"name": "另一大厅", "hall_code": "FAR"}
        )
        user = self.make_user(
            "test_exit_far",
            "yichuang_issuance.group_exit_clerk",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        for record in (self.certificate, self.certificate.file_ids, self.delivery):
            with self.subTest(model=record._name):
                self.assertFalse(self.visible(record, user))

    def test_exit_clerk_sees_cases_from_the_decision_on(self):
        received = self.received_case()
        self.assertFalse(self.visible(received, self.exit_clerk))
        self.assertTrue(self.visible(self.delivery.case_id, self.exit_clerk))
        case = self.delivery.case_id.with_user(self.exit_clerk)
        self.assertTrue(case.web_read({"applicant_name": {}, "clock_ids": {}}))
        with self.assertRaises(AccessError):
            case.read(["query_code"])

    def test_work_list_costs_the_same_for_one_and_for_many(self):
        for _more in range(3):
            self.issued_certificate()
        deliveries = self.env["yichuang.delivery"].with_user(self.exit_clerk)
        specification = {
            "receipt_number": {},
            "applicant_name": {},
            "time_left": {},
            "days_waiting": {},
            "state": {},
        }

        def queries(limit):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            deliveries.web_search_read([], specification, limit=limit)
            return self.env.cr.sql_log_count - before

        queries(1)
        self.assertEqual(queries(1), queries(4))
