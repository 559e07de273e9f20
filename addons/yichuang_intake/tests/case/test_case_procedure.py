from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import ORGANISATION, IntakeCase


@tagged("post_install", "-at_install")
class TestCaseProcedure(IntakeCase):
    def test_a_matter_goes_all_the_way(self):
        service = self.published_service(item_name="示例登记", result_kind="none")
        case = self.decided_case(service_id=service.id)
        self.assertEqual(case.received_by_id, self.clerk)
        self.assertEqual(case.accepted_by_id, self.clerk)
        self.assertEqual(case.reviewed_by_id, self.reviewer)
        self.assertEqual(case.decided_by_id, self.decider)
        self.assertEqual(case.outcome, "granted")
        case.with_user(self.decider).action_close()
        self.assertEqual(case.state, "closed")
        events = self.env["yichuang.event"].search(
            [("res_model", "=", "yichuang.case"), ("res_id", "=", case.id)], order="id"
        )
        self.assertEqual(
            events.mapped("action"),
            [
                "receive",
                "accept",
                "reviewer_drawn",
                "start_review",
                "review",
                "decide",
                "close",
            ],
        )

    def test_legal_person_goes_all_the_way(self):
        case = self.decided_case(
            applicant_kind="legal",
            applicant_name="示例商贸有限公司",
            id_number=ORGANISATION,
            legal_representative="示例法定代表人",
        )
        self.assertEqual(case.state, "decided")

    def test_receipt_states_who_applies(self):
        for lacking, vals in (
            ("Applicant", {"applicant_name": False}),
            ("Identity Number", {"id_number": False}),
            ("Phone", {"phone": False}),
            (
                "Legal Representative",
                {"applicant_kind": "legal", "id_number": ORGANISATION},
            ),
        ):
            with self.subTest(lacking), self.assertRaisesRegex(UserError, lacking):
                self.received_case(**vals)

    def test_art32_acceptance_needs_every_material_in_order(self):
        case = self.received_case().with_user(self.clerk)
        with self.assertRaisesRegex(UserError, r"Art. 32\(4\).*示例申请书"):
            case.action_accept()
        case.action_take_all_materials()
        case.material_ids[1].defect = "未签字"
        with self.assertRaisesRegex(UserError, "示例营业执照"):
            case.action_accept()
        case.material_ids[1].defect = False
        case.action_accept()
        self.assertEqual(case.state, "accepted")

    def test_art32_required_material_cannot_be_taken_off_the_list(self):
        case = self.received_case().with_user(self.clerk)
        case.material_ids[0].unlink()
        case.action_take_all_materials()
        with self.assertRaisesRegex(UserError, "示例申请书"):
            case.action_accept()

    def test_optional_material_may_be_missing_a_deferrable_one_not_yet(self):
        for necessity, accepted in (("optional", True), ("deferrable", False)):
            version = self.draft_version(item_name=f"事项{necessity}")
            version.material_line_ids[0].necessity = necessity
            version.action_submit()
            version.with_user(self.approver).action_publish()
            case = self.received_case(service_id=version.service_id.id)
            case.with_user(self.clerk).material_ids[1]._take()
            with self.subTest(necessity):
                if accepted:
                    case.with_user(self.clerk).action_accept()
                else:
                    with self.assertRaisesRegex(UserError, "Missing"):
                        case.with_user(self.clerk).action_accept()

    def test_outdated_screen_is_noticed(self):
        case = self.received_case().with_user(self.clerk)
        case.action_take_all_materials()
        with self.assertRaisesRegex(UserError, "somebody else"):
            case.with_context(expected_revision=0).action_accept()

    def test_art32_art38_refusal_states_ground_reasons_organ_and_remedies(self):
        for lacking, article, vals in (
            ("Refusal Kind", "Art. 32, 38", {"refusal_kind": False}),
            ("Reasons", "Art. 32, 38", {"reasons": " "}),
            ("Legal Basis", "Art. 32, 38", {"legal_basis": False}),
            ("Remedies", "Art. 32, 38", {"remedies": False}),
            ("Competent Organ", r"Art. 32\(2\)", {"competent_organ": False}),
        ):
            case = self.received_case()
            with (
                self.subTest(lacking),
                self.assertRaisesRegex(UserError, f"{article}.*{lacking}"),
            ):
                self.refuse(case, **vals)

    def test_art32_1_matter_that_needs_no_permission_has_no_other_organ(self):
        case = self.received_case()
        self.refuse(case, refusal_kind="not_needed", competent_organ=False)
        self.assertEqual(case.state, "refused")
        self.assertIn("60", case.remedies)
        self.assertEqual(case.clock_ids.state, "stopped")

    def test_accepted_case_can_no_longer_be_refused(self):
        with self.assertRaises(UserError):
            self.refuse(self.accepted_case())

    def test_review_is_for_members_of_the_organ(self):
        stranger = self.make_user("test_stranger", "yichuang_intake.group_reviewer")
        case = self.accepted_case()
        with self.assertRaises(AccessError):
            case.with_user(stranger).action_start_review()
        with self.assertRaisesRegex(UserError, "not one of its members"):
            case.with_user(stranger).sudo().action_start_review()

    def test_signature_alone_is_no_opinion(self):
        case = self.accepted_case()
        case.with_user(self.reviewer).action_start_review()
        with self.assertRaisesRegex(UserError, "no opinion"):
            self.review(case, opinion="  ")

    def test_opinion_once_given_stays(self):
        case = self.reviewed_case()
        with self.assertRaisesRegex(UserError, "stays on file"):
            self.review(case, opinion="换一个意见")

    def test_art34_decision_needs_a_review_opinion(self):
        case = self.accepted_case()
        case.with_user(self.reviewer).action_start_review()
        with self.assertRaisesRegex(UserError, "Art. 34"):
            self.decide(case)

    def test_art38_denial_states_reasons_and_remedies(self):
        for lacking, vals in (
            ("Reasons", {"reasons": False}),
            ("Legal Basis", {"legal_basis": " "}),
            ("Remedies", {"remedies": False}),
        ):
            case = self.reviewed_case(recommendation="denied")
            with (
                self.subTest(lacking),
                self.assertRaisesRegex(UserError, f"Art. 38.*{lacking}"),
            ):
                self.decide(case, outcome="denied", **vals)

    def test_decision_is_one_or_the_other(self):
        with self.assertRaisesRegex(UserError, "Outcome"):
            self.decide(self.reviewed_case(), outcome=False)

    def test_grant_keeps_no_reasons_of_denial(self):
        case = self.reviewed_case()
        self.decide(case, outcome="granted", reasons="没有用的", remedies="没有用的")
        self.assertFalse(case.reasons or case.remedies)

    def test_who_received_or_accepted_neither_reviews_nor_decides(self):
        """By person and by case, through button, dialog, sudo and private door."""
        everything = self.make_user(
            "test_everything",
            "yichuang_intake.group_clerk,yichuang_intake.group_reviewer,"
            "yichuang_intake.group_decider",
        )
        self.department.member_ids = [Command.link(everything.id)]
        self.given_mandate(user_ids=everything.ids)
        received = self.received_case(clerk=everything)
        received.with_user(self.clerk).action_take_all_materials()
        received.with_user(self.clerk).action_accept()
        accepted = self.received_case(clerk=self.clerk)
        accepted.with_user(everything).action_take_all_materials()
        accepted.with_user(everything).action_accept()
        for case in (received, accepted):
            own = case.with_user(everything)
            for door in (
                own.action_start_review,
                own.sudo().action_start_review,
                lambda case=own: case.sudo()._transition("start_review"),
            ):
                with self.subTest(door), self.assertRaisesRegex(UserError, "window"):
                    door()
            case.with_user(self.reviewer).action_start_review()
            with self.assertRaisesRegex(UserError, "window"):
                self.review(case, user=everything)
            self.review(case)
            with self.assertRaisesRegex(UserError, "window"):
                self.decide(case, user=everything)
            with self.assertRaisesRegex(UserError, "window"):
                own.sudo()._transition("decide", {"outcome": "granted"})
            with self.assertRaises(UserError):
                own.write({"state": "decided", "outcome": "granted"})

    def test_reviewer_does_not_decide(self):
        both = self.make_user(
            "test_both",
            "yichuang_intake.group_reviewer,yichuang_intake.group_decider",
        )
        self.department.member_ids = both | self.decider
        case = self.accepted_case()
        case.with_user(both).action_start_review()
        self.review(case, user=both)
        with self.assertRaisesRegex(UserError, "somebody else must decide"):
            self.decide(case, user=both)

    def test_separation_can_be_asked_for_by_other_modules(self):
        case = self.decided_case()
        case._check_separation(self.second_clerk)
        with self.assertRaises(UserError):
            case._check_separation(self.clerk)

    def test_every_step_has_its_group(self):
        nobody = self.make_user("test_nobody", "yichuang_catalog.group_user")
        for build, step in (
            (self.draft_case, "receive"),
            (self.received_case, "accept"),
            (self.received_case, "refuse"),
            (self.accepted_case, "start_review"),
            (self.accepted_case, "withdraw"),
            (self.reviewed_case, "decide"),
            (self.decided_case, "close"),
        ):
            with self.subTest(step), self.assertRaises(AccessError):
                build().with_user(nobody).sudo()._transition(step)

    def test_withdrawal_says_why_and_stops_every_clock(self):
        case = self.accepted_case()
        with self.assertRaisesRegex(UserError, "End Reason"):
            self.end(case, "withdraw", reason=" ")
        self.end(case, "withdraw")
        self.assertEqual(case.state, "withdrawn")
        self.assertEqual(set(case.clock_ids.mapped("state")), {"stopped"})

    def test_decided_case_is_not_withdrawn(self):
        with self.assertRaises(UserError):
            self.end(self.decided_case(), "withdraw")

    def test_void_takes_a_second_person(self):
        case = self.received_case()
        with self.assertRaisesRegex(UserError, "second person"):
            self.end(case, "void", reason="重复收件")
        self.end(case, "void", user=self.second_clerk, reason="重复收件")
        self.assertEqual(case.state, "void")

    def test_accepted_case_is_never_void(self):
        with self.assertRaises(UserError):
            self.end(self.accepted_case(), "void", user=self.second_clerk)
