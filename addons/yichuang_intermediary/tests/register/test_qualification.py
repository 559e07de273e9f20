import base64
from datetime import timedelta

from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestQualification(MarketCase):
    def test_number_follows_the_rule_of_its_kind(self):
        for number in ("丙测资字3701234", "乙测资字37012", "", "乙测资字3701234x"):
            with self.subTest(number=number), self.assertRaises(ValidationError):
                self.draft_qualification(number=number or " ")

    def test_number_is_kept_without_blanks(self):
        qualification = self.draft_qualification(number=" 乙测资字 3701234 ")
        self.assertEqual(qualification.number, "乙测资字3701234")

    def test_grade_is_one_of_the_kind(self):
        with self.assertRaisesRegex(ValidationError, "甲级, 乙级"):
            self.draft_qualification(grade="特级")

    def test_document_is_told_by_its_content(self):
        with self.assertRaisesRegex(ValidationError, "Only PDF"):
            self.draft_qualification(document=base64.b64encode(b"<html></html>"))

    def test_digest_of_the_document_is_kept(self):
        self.assertEqual(len(self.draft_qualification().document_sha256), 64)

    def test_dates_are_in_order(self):
        with self.assertRaises(ValidationError):
            self.draft_qualification(valid_from="2026-02-01", valid_to="2026-01-31")

    def test_verification_says_how_by_whom_and_when(self):
        qualification = self.draft_qualification(verify_method=False)
        reviewed = qualification.with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "how"):
            reviewed.action_verify()
        reviewed.verify_method = "qr"
        with self.assertRaisesRegex(UserError, "evidence"):
            reviewed.action_verify()
        reviewed.verify_note = "扫码结果一致"
        reviewed.action_verify()
        self.assertEqual(qualification.verified_by_id, self.market_reviewer)
        self.assertTrue(qualification.verified_on)

    def test_refusal_says_what_is_wrong(self):
        qualification = self.draft_qualification().with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "what is wrong"):
            qualification.action_refuse()

    def test_verified_certificate_is_not_edited(self):
        qualification = self.verified_qualification()
        with self.assertRaises(UserError):
            qualification.with_user(self.market_reviewer).grade = "甲级"

    def test_threat10_number_at_two_agencies_is_marked_at_both(self):
        first = self.verified_qualification()
        self.assertFalse(first.is_shared)
        second = self.draft_qualification(agency_id=self.agency_b.id)
        self.assertTrue(first.is_shared and second.is_shared)
        second.with_user(self.market_reviewer).action_end()
        self.assertFalse(first.is_shared)

    def test_threat10_mark_goes_with_the_deleted_draft_and_the_corrected_number(self):
        first = self.draft_qualification()
        second = self.draft_qualification(agency_id=self.agency_b.id)
        second.number = "乙测资字3709999"
        self.assertFalse(first.is_shared or second.is_shared)
        second.number = first.number
        self.assertTrue(first.is_shared)
        second.unlink()
        self.assertFalse(first.is_shared)

    def test_one_agency_enters_a_certificate_once(self):
        self.draft_qualification()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.draft_qualification()

    def test_threat10_sweep_ends_what_ran_out_yesterday(self):
        today = self.agency_a._today()
        over = self.verified_qualification()
        last = self.verified_qualification(number="乙测资字3700001")
        over._write_guarded({"valid_to": today - timedelta(days=1)})
        last._write_guarded({"valid_to": today})
        self.env["yichuang.market.qualification"]._cron_expire()
        self.assertEqual((over.state, last.state), ("expired", "verified"))

    def test_nobody_ends_certificates_by_hand_as_the_sweep_does(self):
        with self.assertRaises(AccessError):
            self.verified_qualification().with_user(self.market_reviewer)._transition(
                "expire"
            )

    def test_agency_ends_its_own_only(self):
        qualification = self.verified_qualification()
        with self.assertRaises(AccessError):
            self.as_portal(qualification, self.user_b)._transition("end")
        self.as_portal(qualification, self.user_a)._transition("end")
        self.assertEqual(qualification.state, "ended")

    def test_rivals_do_not_see_each_others_documents(self):
        qualification = self.draft_qualification()
        seen = self.env["yichuang.market.qualification"].with_user(self.user_b)
        self.assertFalse(seen.search([]))
        with self.assertRaises(AccessError):
            qualification.with_user(self.user_b).read(["document"])

    def test_pattern_that_cannot_be_read_is_refused(self):
        kind = self.env.ref("yichuang_intermediary.kind_survey")
        with self.assertRaisesRegex(ValidationError, "cannot be read"):
            kind.number_pattern = "("

    def test_example_follows_the_pattern(self):
        kind = self.env.ref("yichuang_intermediary.kind_survey")
        with self.assertRaisesRegex(ValidationError, "example"):
            kind.number_example = "1"
