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
