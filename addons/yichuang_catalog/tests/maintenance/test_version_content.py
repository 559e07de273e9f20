from psycopg2 import IntegrityError

from odoo.exceptions import UserError, ValidationError
from odoo.tests import Form, tagged
from odoo.tools import mute_logger

from .common import MaintenanceCase

PNG = (
    b"iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
    b"awAAAABJRU5ErkJggg=="
)


@tagged("post_install", "-at_install")
class TestVersionContent(MaintenanceCase):
    """The full content of the national field set (GB/T 39046 Table 4)."""

    def test_the_organ_proposes_its_counter(self):
        self.department.write(
            {
                "location": "政务大厅一楼",
                "office_hours": "9:00–17:00",
                "consult": "12345",
            }
        )
        version = self.draft_version(item_name="新事项", consult="窗口咨询")
        self.assertEqual(version.location, "政务大厅一楼")
        self.assertEqual(version.office_hours, "9:00–17:00")
        self.assertEqual(version.consult, "窗口咨询")
        self.department.location = "二楼"
        self.assertEqual(version.location, "政务大厅一楼")

    def test_kinds_of_applicants_decide_the_group(self):
        ref = self.env.ref
        natural = ref("yichuang_catalog.applicant_type_natural")
        enterprise = ref("yichuang_catalog.applicant_type_enterprise")
        version = self.draft_version(item_name="新事项")
        self.assertEqual(version.applicant_kind, "any")
        for kinds, group in (
            (natural, "natural"),
            (enterprise, "legal"),
            (natural | enterprise, "any"),
        ):
            version.applicant_type_ids = kinds
            self.assertEqual(version.applicant_kind, group)

    def test_codes_of_both_standards_are_kept(self):
        codes = {
            kind.key: (kind.national_code, kind.exchange_code)
            for kind in self.env["yichuang.applicant.type"].search([])
        }
        self.assertEqual(codes["organ"], ("5", "6"))
        self.assertEqual(codes["unincorporated"], ("6", "5"))

    def test_art58_fees_are_told_in_one_text(self):
        version = self.draft_version(
            item_name="收费事项",
            fee_charged=True,
            fee_ids=[
                (
                    0,
                    0,
                    {"name": "证书费", "standard": "10元/本", "basis": "《甲条例》"},
                ),
                (
                    0,
                    0,
                    {"name": "检测费", "standard": "80元/次", "basis": "《甲条例》"},
                ),
            ],
        )
        self.assertEqual(version.fee_standard, "证书费：10元/本\n检测费：80元/次")
        self.assertEqual(version.fee_basis, "《甲条例》")
        version.fee_ids[1].unlink()
        self.assertEqual(version.fee_standard, "10元/本")
        version.fee_charged = False
        self.assertFalse(version.fee_standard)

    def test_art45_only_the_eight_kinds_stop_the_clock(self):
        version = self.draft_version(item_name="评审事项")
        special = self.env["yichuang.service.special"]
        for kind in dict(special._fields["kind"].selection):
            row = special.create(
                {"version_id": version.id, "kind": kind, "basis": "《条例》第八条"}
            )
            self.assertEqual(row.counted, kind == "extension")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            row.counted = False
            row.flush_recordset()
        with self.assertRaises(ValueError):
            special.create(
                {"version_id": version.id, "kind": "internal", "basis": "惯例"}
            )

    def test_art45_a_special_procedure_names_its_basis(self):
        version = self.draft_version(item_name="评审事项")
        with (
            mute_logger("odoo.sql_db"),
            self.assertRaises(IntegrityError),
            self.env.cr.savepoint(),
        ):
            self.env["yichuang.service.special"].create(
                {"version_id": version.id, "kind": "hearing"}
            )

    def test_numbers_are_not_negative(self):
        for values in ({"visits": -1}, {"result_validity_months": -1}):
            with (
                self.subTest(values=values),
                mute_logger("odoo.sql_db"),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.draft_version(item_name="新事项", **values)

    def test_content_that_contradicts_itself_is_not_published(self):
        for values, words in (
            ({"visits": 2}, "come 2 times"),
            ({"online_depth": "3"}, "online address"),
            ({"online_depth": "4", "online_url": "ftp://x"}, "online address"),
            ({"fee_charged": True, "fee_ids": []}, "List each fee"),
            (
                {
                    "fee_charged": True,
                    "fee_ids": [
                        (
                            0,
                            0,
                            {
                                "name": "费",
                                "standard": "1元",
                                "basis": "条例",
                                "reducible": True,
                            },
                        )
                    ],
                },
                "reduced",
            ),
        ):
            with self.subTest(words=words):
                version = self.draft_version(item_name="矛盾事项", **values)
                self.assertRegex(version.gaps or "", words)
                version.action_submit()
                with self.assertRaisesRegex(UserError, words):
                    version.with_user(self.approver).action_publish()

    def test_a_sample_is_a_picture_or_pdf(self):
        version = self.draft_version(item_name="样本事项")
        version.write({"result_sample": PNG, "result_sample_name": "样本.png"})
        with self.assertRaisesRegex(ValidationError, "PDF"):
            version.result_sample = b"PHNjcmlwdD5hbGVydCgxKTwvc2NyaXB0Pg=="

    def test_lines_of_every_kind_are_copied_and_then_frozen(self):
        version = self.published_version(
            item_name="完整事项",
            fee_charged=True,
            fee_ids=[
                (0, 0, {"name": "证书费", "standard": "10元", "basis": "《甲条例》"})
            ],
            special_ids=[(0, 0, {"kind": "hearing", "basis": "《乙条例》第三条"})],
            faq_ids=[(0, 0, {"question": "要多久?", "answer": "十日。"})],
        )
        draft = version.with_user(self.editor).copy()
        for name in ("fee_ids", "special_ids", "faq_ids"):
            with self.subTest(name=name):
                self.assertEqual(len(draft[name]), 1)
                with self.assertRaises(UserError):
                    version[name].with_user(self.editor).unlink()
                with self.assertRaises(UserError):
                    version[name].with_user(self.editor).copy()

    def test_the_form_of_a_draft_can_be_filled_in(self):
        draft = self.next_draft()
        with Form(draft) as form:
            form.visits = 0
            form.online_depth = "4"
            form.online_url = "https://zwfw.example.gov.cn/1"
            with form.special_ids.new() as special:
                special.kind = "review"
                special.basis = "《条例》第八条"
        self.assertEqual(draft.special_ids.kind, "review")
