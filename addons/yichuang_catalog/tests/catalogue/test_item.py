from psycopg2 import IntegrityError

from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ...tools import enumerations
from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestItem(CatalogueCase):
    """The directory's entry: its code, its parts, and where they contradict it."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.item = cls.env["yichuang.item"].create(
            {"name": "测试饮用水供水单位卫生许可", "code": "370123918000"}
        )

    def test_the_code_is_shown_in_its_parts(self):
        labels = dict(self.item._fields["item_type"]._description_selection(self.env))
        self.assertEqual(self.item.code_origin, "37 山东")
        self.assertEqual(self.item.code_type, f"01 {labels['license']}")
        self.assertEqual(self.item.code_ministry, "23 卫生健康")
        self.assertEqual((self.item.code_main, self.item.code_sub), ("918", "000"))
        self.assertEqual(self.item.line_ministry_id.name, "卫生健康")
        self.assertFalse(self.item.code_doubts)

    def test_gbt39046_a1_code_and_type_agree(self):
        for code, item_type, fits in (
            ("370123918000", "license", True),
            ("370123918000", "public_service", False),
            ("372014918000", "public_service", True),
            ("372014918000", "other_power", False),
            ("371014918000", "other_power", True),
            ("442014918000", "other_power", True),
            ("442014918000", "public_service", True),
            ("442114918000", "public_service", True),
            ("442114918000", "license", False),
            ("379914918000", "reward", True),
            ("371114918000", "license", True),
        ):
            values = {"code": code, "item_type": item_type}
            with self.subTest(**values):
                if fits:
                    self.item.write(values)
                else:
                    with self.assertRaisesRegex(ValidationError, "Digits 3 and 4"):
                        self.item.write(values)

    def test_an_unknown_ministry_is_a_doubt_and_no_refusal(self):
        self.item.code = "370198918000"
        self.assertFalse(self.item.line_ministry_id)
        self.assertIn("98", self.item.code_doubts)
        self.item.code = "990123918000"
        self.assertIn("GB/T 2260", self.item.code_doubts)
        self.item.code = "370104918000"
        self.assertIn("发展改革", self.item.code_doubts)

    def test_without_a_code_the_ministry_is_chosen(self):
        ministry = self.env.ref("yichuang_catalog.line_ministry_20")
        item = self.env["yichuang.item"].create(
            {"name": "测试无编码事项", "line_ministry_id": ministry.id}
        )
        self.assertEqual(item.line_ministry_id, ministry)
        self.assertFalse(item.code_origin)

    def test_a_ministry_has_two_digits_and_one_row(self):
        Ministry = self.env["yichuang.line.ministry"]
        for code in ("1", "123", "A1"):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                Ministry.create({"code": code, "name": "示例"})
        with (
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
            mute_logger("odoo.sql_db"),
        ):
            Ministry.create({"code": "23", "name": "又一个"})
        self.assertEqual(
            Ministry.search([("evidence", "=", "memory")]).mapped("code"),
            ["04", "06", "08", "10"],
        )

    def test_ministries_are_looked_up_at_once(self):
        codes = [f"3701{number:02}918{number:03}" for number in range(5, 25)]

        def queries(numbers):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["yichuang.item"].create(
                [{"name": f"测试{code}", "code": code} for code in numbers]
            )
            self.env.flush_all()
            return self.env.cr.sql_log_count - before

        queries(codes[:1])
        self.assertEqual(queries(codes[1:3]), queries(codes[3:]))

    def test_staff_read_the_lists_and_editors_keep_them(self):
        for name in ("line.ministry", "subject", "item.level"):
            model = self.env[f"yichuang.{name}"]
            with self.subTest(model=name):
                self.assertTrue(model.with_user(self.supervisor).has_access("read"))
                self.assertFalse(model.with_user(self.supervisor).has_access("create"))
                self.assertTrue(model.with_user(self.editor).has_access("create"))

    def test_the_lists_of_the_models_are_the_lists_of_the_trade(self):
        for model, field, name in (
            ("yichuang.item", "item_type", "item_type"),
            ("yichuang.service", "level", "level"),
            ("yichuang.service", "power_source", "power_source"),
            ("yichuang.department", "nature", "organ_nature"),
            ("yichuang.service.version", "case_type", "case_type"),
            ("yichuang.service.version", "result_kind", "result_kind"),
            ("yichuang.service.version", "online_depth", "online_depth"),
            ("yichuang.service.special", "kind", "special_procedure"),
            ("yichuang.service.material", "necessity", "necessity"),
            ("yichuang.service.material", "receive_mode", "receive_mode"),
            ("yichuang.material", "kind", "material_kind"),
            ("yichuang.material", "form", "material_form"),
            ("yichuang.material", "source", "material_source"),
            ("yichuang.service.version", "legal_unit", "limit_unit"),
            ("yichuang.service.version", "scope", "scope"),
        ):
            keys = set(self.env[model]._fields[field].get_values(self.env))
            known = {row.key for row in enumerations.entries(name)}
            with self.subTest(model=model, field=field):
                self.assertLessEqual(keys, known)

    def test_kinds_of_applicants_and_channels_carry_their_codes(self):
        organ = self.env.ref("yichuang_catalog.applicant_type_organ")
        self.assertEqual((organ.national_code, organ.exchange_code), ("5", "6"))
        courier = self.env.ref("yichuang_catalog.channel_courier")
        self.assertEqual((courier.national_code, courier.exchange_code), ("4", "3"))
        own = self.env["yichuang.channel"].create({"name": "示例", "key": "kiosk"})
        self.assertFalse(own.national_code)
        for model, name in (
            ("yichuang.applicant.type", "applicant"),
            ("yichuang.channel", "channel"),
        ):
            rows = self.env[model].search([("key", "!=", "kiosk")])
            known = [row.key for row in enumerations.entries(name)]
            self.assertEqual(sorted(rows.mapped("key")), sorted(known))

    def test_editors_bind_items_and_staff_do_not(self):
        with self.assertRaises(AccessError):
            self.item.with_user(self.supervisor).bound = True
        self.item.with_user(self.editor).bound = True
        event = self.env["yichuang.event"].search(
            [("res_model", "=", "yichuang.item"), ("res_id", "=", self.item.id)]
        )
        self.assertEqual(event.mapped("action"), ["bind"])
