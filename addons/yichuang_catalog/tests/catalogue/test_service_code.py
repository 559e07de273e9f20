from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import CatalogueCase

ORGAN = "11379901MB9000015N"
BASIC = "370123918000"


@tagged("post_install", "-at_install")
class TestServiceCode(CatalogueCase):
    """Codes of 12, 31 and 33 characters, pasted and taken apart."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.env["yichuang.item"].create(
            {"name": "测试饮用水供水单位卫生许可", "code": BASIC}
        )
        cls.services = cls.env["yichuang.service"]

    def parse(self, text):
        return self.services._parse_code(text, self.env.company)

    def test_a_code_names_organ_level_item_and_number(self):
        found = self.parse(f"{ORGAN} 4 {BASIC} 02")
        self.assertEqual(found["department"], self.department)
        self.assertEqual(found["item"], self.item)
        self.assertEqual((found["level"], found["handling_number"]), ("4", 2))
        self.assertEqual(found["line_ministry"].name, "卫生健康")
        self.assertEqual(found["item_types"], {"license"})
        self.assertEqual(found["doubts"], [])

    def test_a_basic_code_names_the_item_only(self):
        found = self.parse(BASIC)
        self.assertEqual((found["uscc"], found["level"]), ("", ""))
        self.assertFalse(found["department"])
        self.assertEqual(found["item"], self.item)

    def test_what_is_unknown_is_a_doubt(self):
        found = self.parse("11370800MB285591843370198056000")
        self.assertEqual(len(found["doubts"]), 3)
        self.assertFalse(found["item"] or found["department"])

    def test_what_is_no_code_is_refused_with_the_reason(self):
        for text, reason in (
            ("1234", "12 digits"),
            (f"{ORGAN[:-1]}A4{BASIC}", "check character"),
            (f"{ORGAN}9{BASIC}", "level 1 to 7"),
            ("511A0138000000-511602000000-000-115113010833722043-1-00", "12 digits"),
        ):
            with self.subTest(text=text), self.assertRaisesRegex(UserError, reason):
                self.parse(text)

    def test_organs_of_another_hall_are_not_found(self):
        hall = self.env["res.company"].create({"name": "另一大厅"})
        found = self.services._parse_code(f"{ORGAN}4{BASIC}", hall)
        self.assertFalse(found["department"])

    def test_the_form_is_filled_in_from_the_code(self):
        form = Form(self.services.with_user(self.editor))
        form.entered_code = f"{ORGAN}3{BASIC}01"
        self.assertEqual(form.item_id, self.item)
        self.assertEqual(form.department_id, self.department)
        self.assertEqual((form.level, form.handling_number), ("3", 1))
        service = form.save()
        self.assertEqual(service.handling_code, f"{ORGAN}3{BASIC}01")
        self.assertEqual(service.code_parts, f"{ORGAN} 3 {BASIC} 01")

    def test_a_province_keeps_its_own_codes_whole(self):
        code = "511A0138000000-511602000000-000-115113010833722043-1-00"
        service = self.services.create(
            {
                "item_id": self.item.id,
                "department_id": self.department.id,
                "local_code": code,
            }
        )
        self.assertEqual(service.local_code, code)
