import json

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestCorrection(IntakeCase):
    """Errors that can be corrected on the spot (行政许可法 Art. 32(3))."""

    def correct(self, case, user=None, **values):
        """Record a correction as the dialog does."""
        return self.confirm(
            "yichuang.case.correct",
            case,
            user or self.clerk,
            **{"error": "日期写错", "correction": "2026年3月2日", **values},
        )

    def defective_case(self):
        """A case with all its materials, one of them with an error."""
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        case.material_ids[0].with_user(self.clerk).defect = "日期写错"
        return case

    def test_art32_3_error_corrected_on_the_spot_is_on_record(self):
        case = self.defective_case()
        revision = case.revision
        self.correct(case, material_id=case.material_ids[0].id)
        line = case.correction_ids
        self.assertEqual(
            (line.error, line.correction, line.corrected_by, line.recorded_by_id),
            ("日期写错", "2026年3月2日", "示例申请人", self.clerk),
        )
        self.assertTrue(line.recorded_on)
        self.assertEqual((case.state, case.revision), ("received", revision + 1))
        event = self.env["yichuang.event"].search(
            [("res_model", "=", case._name), ("res_id", "=", case.id)],
            order="id desc",
            limit=1,
        )
        self.assertEqual(event.action, "correct_on_the_spot")
        self.assertEqual(json.loads(event.payload)["correction"], "2026年3月2日")

    def test_art32_3_what_was_corrected_no_longer_keeps_from_acceptance(self):
        case = self.defective_case()
        with self.assertRaisesRegex(UserError, "cannot be accepted"):
            case.with_user(self.clerk).action_accept()
        self.correct(case, material_id=case.material_ids[0].id)
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")

    def test_record_of_a_correction_says_what_how_and_who(self):
        case = self.defective_case()
        for name in ("error", "correction", "corrected_by"):
            with self.subTest(name), self.assertRaisesRegex(UserError, "Fill in"):
                self.correct(case, **{name: " "})
        with self.assertRaisesRegex(UserError, "kept apart"):
            self.correct(case, error=f"证件号码误写为{PERSON}")
        self.assertFalse(case.correction_ids)

    def test_only_what_was_handed_in_on_this_case_is_corrected(self):
        case, other = self.received_case(), self.defective_case()
        for material in (case.material_ids[0], other.material_ids[0]):
            with self.assertRaisesRegex(UserError, "handed in"):
                self.correct(case, material_id=material.id)

    def test_corrected_in_no_other_state_by_nobody_else_on_no_outdated_screen(self):
        for case in (self.draft_case(), self.accepted_case()):
            with self.assertRaisesRegex(UserError, "not possible now"):
                self.correct(case)
        case = self.received_case()
        with self.assertRaises(AccessError):
            self.correct(case, user=self.reviewer)
        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            self.correct(case, revision=0)

    def test_corrections_cannot_be_written(self):
        case = self.received_case()
        self.correct(case)
        line = case.correction_ids.with_user(self.clerk)
        for call in (lambda: line.write({"error": "x"}), line.unlink, line.copy):
            with self.assertRaises(AccessError):
                call()
