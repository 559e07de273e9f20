from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import certificate_id

from ...tools import verify_token
from ...tools.licensing_law import CANCELLATION_GROUNDS, REVOCATION_GROUNDS
from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestCertificate(IssuanceCase):
    def test_draft_is_filled_from_type_and_case(self):
        certificate = self.draft_certificate()
        self.assertEqual(
            certificate.statement, "经审查,准予示例申请人从事食品经营许可活动。"
        )
        self.assertEqual(
            certificate.line_ids.mapped(lambda line: (line.label, line.text)),
            [("经营场所", "测试县日用街1号"), ("经营项目", False)],
        )
        self.assertEqual(certificate.holder_number, "110105********002X")
        self.assertFalse(certificate.number or certificate.token)

    def test_nobody_drafts_by_hand(self):
        case = self.granted_case()
        with self.assertRaises(UserError):
            self.env["yichuang.certificate"].with_user(self.exit_clerk).create(
                {"case_id": case.id, "type_id": self.certificate_type.id}
            )

    def test_gbt36904_identifier_names_type_organ_serial_and_version(self):
        certificate = self.issued_certificate()
        parts = certificate_id.parse(certificate.identifier)
        self.assertEqual(parts.type, self.certificate_type.code)
        self.assertEqual(parts.issuer, self.department.uscc)
        self.assertEqual(parts.version, 1)
        self.assertTrue(parts.serial.startswith(str(certificate.issued_on.year)))

    def test_numbers_identifiers_and_codes_are_never_given_twice(self):
        certificates = self.issued_certificate() | self.issued_certificate()
        for name in ("number", "identifier", "token"):
            self.assertEqual(len(set(certificates.mapped(name))), 2, name)
        self.assertTrue(all(map(verify_token.is_valid, certificates.mapped("token"))))

    @freeze_time("2026-11-23 02:00:00")
    def test_validity_ends_the_day_before_the_anniversary(self):
        certificate = self.issued_certificate()
        self.assertEqual(certificate.issued_on, date(2026, 11, 23))
        self.assertEqual(certificate.valid_until, date(2031, 11, 22))

    @freeze_time("2026-11-22 17:00:00")
    def test_day_of_issue_is_the_halls_day(self):
        self.assertEqual(self.issued_certificate().issued_on, date(2026, 11, 23))

    def test_several_are_issued_in_one_step(self):
        certificates = self.draft_certificate() | self.draft_certificate()
        certificates.with_user(self.exit_clerk).action_issue()
        self.assertEqual(len(set(certificates.mapped("identifier"))), 2)
        self.assertEqual(len(certificates.delivery_ids), 2)
        self.assertEqual(len(certificates.file_ids), 2)

    def test_no_validity_means_no_end(self):
        certificate = self.draft_certificate()
        certificate.with_user(self.exit_clerk).validity_months = 0
        certificate.with_user(self.exit_clerk).action_issue()
        self.assertFalse(certificate.valid_until)

    def test_art39_incomplete_certificate_is_not_issued(self):
        certificate = self.draft_certificate(address=False)
        with self.assertRaisesRegex(UserError, "经营场所"):
            certificate.with_user(self.exit_clerk).action_issue()
        certificate.line_ids[0].with_user(self.exit_clerk).text = "测试县日用街2号"
        certificate.with_user(self.exit_clerk).action_issue()
        self.assertEqual(certificate.state, "valid")

    def test_organ_without_credit_code_cannot_issue(self):
        organ = self.env["yichuang.department"].create(
            {"name": "测试县派出机构", "member_ids": self.department.member_ids.ids}
        )
        service = self.published_service(item_name="取水许可", department=organ)
        self.certificate_type.service_ids += service
        self.given_mandate(department_id=organ.id)
        certificate = self.draft_certificate(service_id=service.id)
        with self.assertRaisesRegex(UserError, "credit code"):
            certificate.with_user(self.exit_clerk).action_issue()

    def test_separation_who_received_or_accepted_does_not_issue(self):
        group = self.env.ref("yichuang_issuance.group_exit_clerk")
        certificate = self.draft_certificate()
        self.clerk.group_ids += group
        with self.assertRaisesRegex(UserError, "somebody else"):
            certificate.with_user(self.clerk).action_issue()

    def test_only_the_exit_clerk_issues(self):
        certificate = self.draft_certificate()
        for user in (self.clerk, self.reviewer, self.decider, self.manager):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                certificate.with_user(user).action_issue()

    def test_issued_content_is_fixed(self):
        certificate = self.issued_certificate()
        by_clerk = certificate.with_user(self.exit_clerk)
        with self.assertRaises(UserError):
            by_clerk.statement = "准予一切。"
        with self.assertRaises(UserError):
            by_clerk.line_ids[0].text = "别处"
        for name, value in (
            ("number", "1"),
            ("holder_name", "别人"),
            ("valid_until", "2099-01-01"),
            ("token", "A" * 25),
        ):
            with self.subTest(field=name), self.assertRaises(UserError):
                by_clerk[name] = value

    def test_issuing_is_recorded(self):
        certificate = self.issued_certificate()
        event = self.env["yichuang.event"].search(
            [("res_model", "=", certificate._name), ("res_id", "=", certificate.id)]
        )
        self.assertEqual(event.mapped("action"), ["issue"])
        self.assertEqual(event.actor_id, self.exit_clerk)
        self.assertNotIn(certificate.token, event.payload)

    def test_art69_revocation_needs_one_of_its_grounds_and_facts(self):
        certificate = self.issued_certificate()
        for ground, reason in (
            (False, "事实"),
            ("fraud", " "),
        ):
            with self.subTest(ground=ground), self.assertRaises(UserError):
                self.end_certificate(
                    certificate, "revoke", revocation_ground=ground, reason=reason
                )
        with self.assertRaisesRegex(UserError, "Art. 69"):
            certificate.with_user(self.decider)._transition(
                "revoke", {"end_ground": "body_ended", "end_reason": "事实"}
            )
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        self.assertEqual(certificate.state, "revoked")
        self.assertEqual(certificate.end_ground, "fraud")
        self.assertTrue(certificate.ended_on)

    def test_art70_cancellation_needs_one_of_its_grounds(self):
        certificate = self.issued_certificate()
        with self.assertRaisesRegex(UserError, "70"):
            self.end_certificate(certificate, "cancel")
        with self.assertRaisesRegex(UserError, "within its validity"):
            self.end_certificate(certificate, "cancel", cancellation_ground="lapsed")
        self.end_certificate(certificate, "cancel", cancellation_ground="body_ended")
        self.assertEqual(certificate.state, "cancelled")

    def test_grounds_of_art69_and_art70_are_apart(self):
        self.assertFalse(
            set(dict(REVOCATION_GROUNDS)) & set(dict(CANCELLATION_GROUNDS))
        )
        self.assertEqual(len(CANCELLATION_GROUNDS), 6)

    def test_only_members_of_the_organ_end_a_certificate(self):
        certificate = self.issued_certificate()
        stranger = self.make_user("test_decider_far", "yichuang_intake.group_decider")
        for user in (stranger, self.exit_clerk):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                certificate.with_user(user)._transition(
                    "revoke", {"end_ground": "fraud", "end_reason": "事实"}
                )
        with self.assertRaisesRegex(UserError, "members"):
            certificate.with_user(stranger).sudo()._transition(
                "revoke", {"end_ground": "fraud", "end_reason": "事实"}
            )

    def test_suspended_certificate_is_given_back(self):
        certificate = self.issued_certificate()
        self.end_certificate(certificate, "suspend")
        self.assertEqual(certificate.state, "suspended")
        certificate.with_user(self.decider).action_resume()
        self.assertEqual(certificate.state, "valid")

    def test_ended_certificate_stays_ended(self):
        certificate = self.issued_certificate()
        self.end_certificate(certificate, "revoke", revocation_ground="abuse")
        for kind, ground in (("revoke", "abuse"), ("suspend", None), ("cancel", None)):
            values = {"revocation_ground": ground} if ground else {}
            with self.subTest(kind=kind), self.assertRaises(UserError):
                self.end_certificate(certificate, kind, **values)

    def test_certificate_expires_the_day_after_its_last(self):
        with freeze_time("2026-11-23 02:00:00"):
            certificate = self.issued_certificate()
        cron = self.env.ref("yichuang_issuance.certificate_expiry_cron")
        for moment, state in (
            ("2031-11-22 15:59:00", "valid"),
            ("2031-11-22 16:01:00", "expired"),
        ):
            self.env.flush_all()
            with freeze_time(moment), self.enter_registry_test_mode():
                cron.method_direct_trigger()
            self.assertEqual(certificate.state, state, moment)
        self.assertEqual(certificate.ended_on, date(2031, 11, 23))

    def test_nobody_expires_a_certificate_by_hand(self):
        certificate = self.issued_certificate()
        with self.assertRaises(AccessError):
            certificate.with_user(self.exit_clerk)._transition("expire")
