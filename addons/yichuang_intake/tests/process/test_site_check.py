import base64
import hashlib
import io

from PIL import Image

from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


def photograph():
    data = io.BytesIO()
    Image.new("RGB", (640, 480), "#7f9c7b").save(data, "JPEG")
    return base64.b64encode(data.getvalue())


PHOTO = photograph()


@tagged("post_install", "-at_install")
class TestSiteCheck(IntakeCase):
    def test_lists_say_whose_matter_it_is(self):
        case = self.reviewed_case()
        for part in (
            self.planned_check(case),
            self.draft_hearing(case),
            self.draft_party(case),
            self.planned_special(case),
        ):
            with self.subTest(part._name):
                mine = part.with_user(self.reviewer)
                self.assertEqual(mine.service_id, case.service_id)
                self.assertEqual(mine.applicant_name, case.applicant_name)

    def test_action_opens_with_what_is_planned(self):
        action = self.env.ref("yichuang_intake.site_check_action")
        view = self.env.ref("yichuang_intake.site_check_view_search")
        self.assertIn("search_default_planned", action.context)
        self.assertIn('name="planned"', view.arch)

    def test_art34_one_officer_is_not_enough(self):
        check = self.planned_check(officers=self.reviewer)
        with self.assertRaisesRegex(UserError, "At least two"):
            check.with_user(self.reviewer).action_hold()

    def test_art34_window_clerk_does_not_check_on_the_spot(self):
        check = self.planned_check(officers=self.reviewer | self.clerk)
        with self.assertRaisesRegex(UserError, "at the window"):
            check.with_user(self.reviewer).action_hold()

    def test_record_is_signed_or_says_why_not(self):
        mine = self.planned_check(signed_by=False).with_user(self.reviewer)
        with self.assertRaisesRegex(UserError, "who signed"):
            mine.action_hold()
        mine.unsigned_reason = "拒绝签字"
        mine.action_hold()
        self.assertEqual(mine.state, "held")

    def test_art34_decision_waits_for_a_planned_check(self):
        check = self.planned_check()
        with self.assertRaisesRegex(UserError, "is planned"):
            self.decide(check.case_id)
        check.with_user(self.reviewer).action_hold()
        self.decide(check.case_id)
        self.assertEqual(check.case_id.state, "decided")

    def test_photographs_are_pictures_and_are_stated_in_the_record(self):
        check = self.planned_check().with_user(self.reviewer)
        for name, picture in (
            ("empty", b""),
            ("no picture", base64.b64encode(b"<svg onload=alert(1)>")),
            ("no base64", b"***"),
        ):
            with self.subTest(name), self.assertRaises(UserError):
                check.photo_ids = [Command.create({"name": "门口", "picture": picture})]
        check.photo_ids = [Command.create({"name": "门口", "picture": PHOTO})]
        [photo] = check.photo_ids
        kept = hashlib.sha256(base64.b64decode(photo.picture)).hexdigest()
        self.assertEqual(photo.digest, kept)
        photo.write({"digest": "0" * 64})
        self.assertEqual(photo.digest, kept)
        check.action_hold()
        [record] = check.case_id.document_ids.filtered(
            lambda document: document.kind == "site_record"
        )
        self.assertIn(kept, str(record.facts))
        with self.assertRaises(UserError):
            photo.picture = PHOTO
        with self.assertRaises(UserError):
            photo.unlink()

    def test_filed_record_and_its_officers_stay(self):
        mine = self.held_check().with_user(self.reviewer)
        with self.assertRaises(UserError):
            mine.findings = "改动"
        with self.assertRaises(UserError):
            mine.officer_ids[0].certificate_number = "0"
