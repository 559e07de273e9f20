from datetime import timedelta

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import certificate_id

from ...tools.licensing_law import (
    ARTICLES,
    CANCELLATION_GROUNDS,
    REVOCATION_GROUNDS,
    WITHDRAWAL_GROUNDS,
)
from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestCertificateVersion(IssuanceCase):
    def next_version(self, certificate, kind, user=None, **values):
        dialog = self.env["yichuang.certificate.reissue"].with_user(
            user or self.decider
        )
        action = dialog.create(
            {
                "certificate_id": certificate.id,
                "kind": kind,
                "reason": "经营者名称变更。",
                **values,
            }
        ).action_confirm()
        return self.env["yichuang.certificate"].browse(action["res_id"])

    def issue(self, certificate):
        certificate.with_user(self.exit_clerk).action_issue()
        return certificate

    def documents(self, certificate, kind):
        return certificate.case_id.document_ids.filtered(
            lambda document: document.kind == kind
        )

    def test_art49_change_is_the_next_version_of_the_same_number(self):
        old = self.issued_certificate()
        new = self.issue(self.next_version(old, "change", holder_name="示例新名称"))
        self.assertEqual((old.state, new.state), ("replaced", "valid"))
        self.assertEqual((new.number, new.version), (old.number, 2))
        self.assertEqual(new.holder_name, "示例新名称")
        self.assertEqual(new.valid_until, old.valid_until)
        before, after = (certificate_id.parse(one.identifier) for one in (old, new))
        self.assertEqual((after.serial, after.version), (before.serial, 2))
        self.assertNotEqual(new.token, old.token)
        self.assertTrue(self.documents(old, "licence_change"))

    def test_old_version_counts_until_the_new_one_is_issued(self):
        old = self.issued_certificate()
        draft = self.next_version(old, "reissue", user=self.exit_clerk)
        self.assertEqual((old.state, draft.state), ("valid", "draft"))
        self.assertEqual(draft.line_ids.mapped("text"), old.line_ids.mapped("text"))

    def test_next_version_is_prepared_once(self):
        old = self.issued_certificate()
        first = self.next_version(old, "reissue", user=self.exit_clerk)
        self.assertEqual(self.next_version(old, "reissue", user=self.exit_clerk), first)

    def test_change_is_the_organs_to_decide(self):
        old = self.issued_certificate()
        stranger = self.make_user("test_far_decider", "yichuang_intake.group_decider")
        for user in (self.exit_clerk, stranger):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                self.next_version(old, "change", user=user)
        with self.assertRaises(AccessError):
            self.next_version(old, "reissue", user=self.clerk)

    def test_what_is_not_in_force_gets_no_new_version(self):
        old = self.issued_certificate()
        draft = self.next_version(old, "reissue", user=self.exit_clerk)
        self.end_certificate(old, "revoke", revocation_ground="fraud")
        with self.assertRaisesRegex(UserError, "no new version"):
            self.issue(draft)
        with self.assertRaisesRegex(UserError, "in force"):
            self.next_version(old, "reissue", user=self.exit_clerk)

    def test_replaced_version_says_so_to_whoever_scans_it(self):
        old = self.issued_certificate()
        self.issue(self.next_version(old, "reissue", user=self.exit_clerk))
        facts = self.env["yichuang.certificate"]._verification(old.token)
        self.assertEqual(facts["state"], "replaced")

    def test_art50_renewal_begins_where_the_old_term_ends(self):
        old = self.issued_certificate()
        draft = self.draft_certificate(
            renewal=True,
            licence_number=old.number,
            licence_expires_on=old.valid_until,
        )
        self.assertEqual(draft.previous_id, old)
        self.assertEqual((draft.change_kind, draft.version), ("renewal", 2))
        self.issue(draft)
        self.assertEqual(old.state, "replaced")
        self.assertEqual(draft.number, old.number)
        self.assertGreater(draft.valid_until, old.valid_until)
        self.assertEqual(draft.valid_until.year - old.valid_until.year, 60 // 12)

    def test_renewal_of_somebody_elses_number_is_a_certificate_of_its_own(self):
        old = self.issued_certificate()
        draft = self.draft_certificate(
            renewal=True,
            licence_number=old.number,
            licence_expires_on=old.valid_until,
            id_number="110101199003070038",
        )
        self.assertFalse(draft.previous_id)

    def test_art8_withdrawal_needs_one_of_its_grounds(self):
        for ground, _words in WITHDRAWAL_GROUNDS:
            certificate = self.issued_certificate()
            with self.subTest(ground=ground):
                self.end_certificate(certificate, "withdraw", withdrawal_ground=ground)
                self.assertEqual(certificate.state, "withdrawn")
        certificate = self.issued_certificate()
        with self.assertRaisesRegex(UserError, "Art. 8"):
            self.end_certificate(certificate, "withdraw")

    def test_every_act_gives_its_decision_with_article_and_remedies(self):
        acts = {
            "suspend": ("licence_suspension", {}),
            "revoke": ("licence_revocation", {"revocation_ground": "fraud"}),
            "withdraw": ("licence_withdrawal", {"withdrawal_ground": "law_changed"}),
            "cancel": ("licence_cancellation", {"cancellation_ground": "body_ended"}),
        }
        for act, (kind, values) in acts.items():
            with self.subTest(act=act):
                certificate = self.issued_certificate()
                self.end_certificate(certificate, act, **values)
                document = self.documents(certificate, kind)
                self.assertEqual(len(document), 1)
                self.assertTrue(document.remedies)
                facts = dict(document.facts)
                self.assertEqual(facts["证照编号"], certificate.number)
                ground = next(iter(values.values()), "")
                self.assertIn(ARTICLES.get(ground, "行政处罚法"), facts["法律依据"])

    def test_every_ground_has_its_article(self):
        grounds = (*REVOCATION_GROUNDS, *CANCELLATION_GROUNDS, *WITHDRAWAL_GROUNDS)
        self.assertEqual({key for key, _words in grounds}, set(ARTICLES))

    def test_art70_what_was_revoked_is_cancelled_on_that_ground_alone(self):
        certificate = self.issued_certificate()
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        with self.assertRaisesRegex(UserError, r"Art\. 70\(4\)"):
            self.end_certificate(
                certificate, "cancel", cancellation_ground="body_ended"
            )
        self.end_certificate(certificate, "cancel", cancellation_ground="withdrawn")
        self.assertEqual(certificate.state, "cancelled")

    def test_art50_holder_is_reminded_once_before_it_is_too_late(self):
        with freeze_time("2021-12-20 02:00:00"):
            partner = self.env["res.partner"].create(
                {"name": "示例申请人", "email": "holder@example.com"}
            )
            certificate = self.issued_certificate(partner_id=partner.id)
        last_day = certificate.valid_until
        job = self.env.ref("yichuang_issuance.certificate_reminder_cron")
        with self.enter_registry_test_mode():
            for days, reminded in ((61, False), (60, True), (59, True)):
                with (
                    self.subTest(days=days),
                    freeze_time(last_day - timedelta(days=days), tz_offset=0),
                ):
                    self.env.flush_all()
                    job.method_direct_trigger()
                    certificate.invalidate_recordset(["reminded_on"])
                    self.assertEqual(bool(certificate.reminded_on), reminded)
        told = certificate.case_id.outbox_ids.filtered(
            lambda notice: notice.kind == "ends_soon"
        )
        self.assertEqual(len(told), 1)
        self.assertEqual(certificate.reminded_on, last_day - timedelta(days=60))
