"""One matter, all the way through the hall, told by each of its people.

Every test tells one role's part: what they find, what they do, what they cannot.
The dates are those of spring 2026, so the deadlines can be counted on a calendar:
accepted on Monday 2 March, 20 working days end on 30 March, 10 on 16 March.
"""

import base64
from datetime import date
from io import BytesIO

import pypdfium2
import zxingcpp
from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from odoo.addons.yichuang_catalog.tools import certificate_id, receipt_number
from odoo.addons.yichuang_intake.tests.common import (
    ORGANISATION,
    PERSON,
    PERSON_MISTYPED,
)

from ..hall import Hall

MONDAY = "2026-03-02 01:30:00"  # half past nine in the hall


@tagged("post_install", "-at_install")
class TestOneMatter(Hall):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.enterClassContext(freeze_time(MONDAY))

    def test_clerk_receives_a_person(self):
        with Form(self.env(user=self.clerk.id)["yichuang.case"]) as form:
            form.service_id = self.service
            form.applicant_name = "何小雨"
            form.id_number = PERSON
            form.phone = "13800000000"
        case = form.record
        case.action_receive()
        self.assertEqual(case.state, "received")
        self.assertTrue(receipt_number.is_valid(case.receipt_number))
        self.assertEqual(case.id_number, "110105********002X")
        self.assertEqual(
            case.material_ids.mapped("name"), ["示例申请书", "示例营业执照"]
        )
        notice = case.clock_ids
        self.assertEqual((notice.kind, notice.due_on), ("notice", date(2026, 3, 9)))

    def test_clerk_receives_a_company(self):
        case = self.received_case(
            applicant_kind="legal",
            applicant_name="示范县示例食品有限公司",
            id_number=ORGANISATION,
            legal_representative="何小雨",
        )
        self.assertEqual(case.state, "received")

    def test_clerk_mistypes_a_number_and_loses_nothing(self):
        form = Form(self.env(user=self.clerk.id)["yichuang.case"])
        form.service_id = self.service
        form.applicant_name = "何小雨"
        form.phone = "13800000000"
        form.id_number = PERSON_MISTYPED
        with self.assertRaises(ValidationError):
            form.save()
        self.assertEqual(form.applicant_name, "何小雨")
        form.id_number = PERSON
        self.assertTrue(form.save())

    def test_clerk_accepts_when_the_materials_are_there(self):
        case = self.received_case().with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "示例申请书"):
            case.action_accept()
        case.action_take_all_materials()
        case.action_accept()
        self.assertEqual(case.state, "accepted")
        due = {clock.kind: clock.due_on for clock in case.clock_ids}
        self.assertEqual(due["legal"], date(2026, 3, 30))
        self.assertEqual(due["promise"], date(2026, 3, 16))
        self.assertEqual(
            (case.due_on, case.legal_due_on), (due["promise"], due["legal"])
        )

    def test_clerk_who_accepted_cannot_review_or_decide_by_any_door(self):
        self.clerk.group_ids += self.env.ref("yichuang_intake.group_reviewer")
        self.clerk.group_ids += self.env.ref("yichuang_intake.group_decider")
        self.department.member_ids += self.clerk
        case = self.accepted_case()
        own = case.with_user(self.clerk)
        doors = (
            own.action_start_review,
            lambda: own._transition("start_review"),
            lambda: own.sudo()._transition("start_review"),
            lambda: own.write({"state": "reviewing"}),
            lambda: own.write({"reviewed_by_id": self.reviewer.id}),
        )
        for door in doors:
            with self.assertRaises(UserError):
                door()
        case.with_user(self.reviewer).action_start_review()
        with self.assertRaises(UserError):
            self.review(case, user=self.clerk)
        self.review(case)
        with self.assertRaises(UserError):
            self.decide(case, user=self.clerk)
        self.assertEqual(case.state, "reviewing")

    def test_reviewer_finds_the_case_and_gives_an_opinion(self):
        case = self.accepted_case()
        found = self.env(user=self.reviewer.id)["yichuang.case"].search(
            [("state", "=", "accepted")]
        )
        self.assertIn(case, found)
        found.filtered(lambda one: one == case).action_start_review()
        self.review(case, opinion="场所与品种相适应,同意。")
        self.assertEqual(case.reviewed_by_id, self.reviewer)

    def test_reviewer_of_another_organ_does_not_find_it(self):
        case = self.accepted_case()
        stranger = self.make_user("other_reviewer", "yichuang_intake.group_reviewer")
        cases = self.env(user=stranger.id)["yichuang.case"]
        self.assertNotIn(case, cases.search([]))
        with self.assertRaises(AccessError):
            case.with_user(stranger).read(["applicant_name"])

    def test_decider_grants(self):
        case = self.reviewed_case()
        self.decide(case)
        self.assertEqual(
            (case.state, case.outcome, case.decided_by_id),
            ("decided", "granted", self.decider),
        )
        stopped = case.clock_ids.filtered(lambda clock: clock.kind != "delivery")
        self.assertEqual(set(stopped.mapped("state")), {"stopped"})

    def test_art38_decider_denies_with_reasons_and_remedies(self):
        case = self.reviewed_case(recommendation="denied")
        with self.assertRaises(UserError):
            self.decide(case, outcome="denied", reasons=" ")
        self.decide(case, outcome="denied")
        self.assertEqual(case.outcome, "denied")
        self.assertTrue(case.remedies)

    def test_exit_clerk_issues_a_certificate_that_can_be_checked(self):
        certificate = self.printed_certificate()
        parts = certificate_id.parse(certificate.identifier)
        self.assertEqual(parts.issuer, self.department.uscc)
        self.assertEqual(parts.version, 1)
        page = pypdfium2.PdfDocument(BytesIO(base64.b64decode(certificate.pdf)))[0]
        text = page.get_textpage().get_text_range()
        self.assertIn("食品经营许可证", text)
        self.assertIn("示例申请人", text)
        self.assertFalse([sign for sign in text if "\u2e80" <= sign <= "\u2fdf"])
        picture = page.render(scale=300 / 72).to_pil()
        [code] = zxingcpp.read_barcodes(picture, formats=zxingcpp.BarcodeFormat.QRCode)
        self.assertIn(f"/verify/{certificate.token}".upper(), code.text.upper())

    def test_art44_delivery_has_ten_working_days(self):
        case = self.decided_case()
        clock = case.clock_ids.filtered(lambda one: one.kind == "delivery")
        self.assertEqual(clock.due_on, date(2026, 3, 16))

    def test_exit_clerk_hands_it_to_the_applicant_once(self):
        delivery = self.arrived_delivery()
        with self.assertRaises(UserError):
            self.hand_over(delivery, id_number=PERSON_MISTYPED)
        self.hand_over(delivery)
        self.assertEqual(
            (delivery.state, delivery.case_id.state), ("delivered", "closed")
        )
        with self.assertRaises(UserError):
            self.hand_over(delivery)

    def test_clerk_who_accepted_cannot_issue(self):
        self.clerk.group_ids += self.env.ref("yichuang_issuance.group_exit_clerk")
        certificate = self.draft_certificate()
        with self.assertRaises(UserError):
            certificate.with_user(self.clerk).action_issue()

    def test_supervisor_reads_the_whole_history_and_changes_nothing(self):
        case = self.made_delivery().case_id
        events = self.env(user=self.supervisor.id)["yichuang.event"].search(
            [("res_model", "=", "yichuang.case"), ("res_id", "=", case.id)], order="id"
        )
        steps = [
            action
            for action in events.mapped("action")
            if action in case._lifecycle_transitions()
        ]
        self.assertEqual(
            steps,
            [
                "receive",
                "accept",
                "start_review",
                "review",
                "decide",
                "certify",
                "place_at_exit",
                "deliver",
                "close",
            ],
        )
        with self.assertRaises(UserError):
            case.with_user(self.supervisor).write({"subject": "x"})
        for event in events:
            self.assertNotIn(PERSON, event.payload)
