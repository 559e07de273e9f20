from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseMaterial(IntakeCase):
    def test_taking_all_records_as_many_as_the_guide_asks(self):
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        self.assertEqual(case.material_ids.mapped("originals"), [1, 1])
        self.assertEqual(case.materials_missing, 0)

    def test_art31_no_material_beyond_the_published_list(self):
        other = self.published_service(item_name="另一事项", materials=("示例乙",))
        requirement = other.current_version_id.material_line_ids
        with self.assertRaisesRegex(ValidationError, "Art. 31"):
            self.received_case().with_user(self.clerk).write(
                {"material_ids": [(0, 0, {"requirement_id": requirement.id})]}
            )

    def test_materials_are_frozen_once_accepted(self):
        case = self.accepted_case()
        line = case.material_ids[0].with_user(self.clerk)
        for change in (
            lambda: line.write({"received": False}),
            line.unlink,
            line.copy,
        ):
            with self.assertRaises(UserError):
                change()

    def test_list_is_that_of_the_guide(self):
        case = self.received_case()
        asked = case.version_id.material_line_ids
        self.assertEqual(case.material_ids.requirement_id, asked)
        self.assertEqual(case.material_ids.mapped("name"), asked.mapped("name"))

    def test_standard_reasons_say_what_is_wrong_and_go_when_in_order(self):
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        line = case.material_ids[0].with_user(self.clerk)
        reason = self.env.ref("yichuang_intake.defect_reason_expired")
        line.defect_reason_ids = reason
        self.assertEqual((line.defect, line.status), (reason.name, "defective"))
        self.assertEqual(case.materials_missing, 1)
        line.defect = False
        self.assertEqual((len(line.defect_reason_ids), line.status), (0, "received"))
        line.write({"defect": "未签字"})
        self.assertEqual((line.defect, line.status), ("未签字", "defective"))

    def test_status_of_each_line(self):
        case = self.received_case()
        line = case.material_ids[0].with_user(self.clerk)
        for vals, status in (
            ({}, "missing"),
            ({"received": True}, "received"),
            ({"defect": "模糊"}, "defective"),
            ({"defect": False}, "received"),
            ({"received": False}, "missing"),
        ):
            with self.subTest(vals):
                line.write(vals)
                self.assertEqual(line.status, status)

    def test_trust_level_is_what_the_window_saw(self):
        form = self.material("示例自制表格")
        form.kind = "form"
        service = self.published_service(
            item_name="示例分级许可", materials=("示例营业执照", form.name)
        )
        case = self.received_case(service_id=service.id)
        self.assertEqual(case.material_ids.mapped("grade"), [False, False])
        case.with_user(self.clerk).action_take_all_materials()
        self.assertEqual(case.material_ids.mapped("grade"), ["b", "d"])
        line = case.material_ids[0].with_user(self.clerk)
        line.grade = "c"
        line.defect = "模糊"
        self.assertEqual(line.grade, "c")
