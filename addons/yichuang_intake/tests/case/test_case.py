from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import Form, tagged

from ..common import PERSON, PERSON_MISTYPED, IntakeCase


@tagged("post_install", "-at_install")
class TestCase(IntakeCase):
    def test_case_pins_the_published_version_and_its_organ(self):
        case = self.draft_case()
        self.assertEqual(case.version_id, self.service.current_version_id)
        self.assertEqual(case.department_id, self.department)
        self.assertEqual(case.company_id, self.department.company_id)

    def test_case_keeps_its_version_when_a_new_one_is_published(self):
        case = self.received_case()
        first = case.version_id
        self.published_version(service=self.service)
        self.assertNotEqual(self.service.current_version_id, first)
        self.assertEqual(case.version_id, first)

    def test_draft_of_an_old_guide_is_begun_anew_on_the_current_one(self):
        case = self.draft_case()
        self.published_version(service=self.service, materials=("示例新材料",))
        with self.assertRaisesRegex(UserError, "Art. 30"):
            case.with_user(self.clerk).action_receive()
        case.with_user(self.clerk).action_refresh_version()
        self.assertEqual(case.material_ids.mapped("name"), ["示例新材料"])
        case.with_user(self.clerk).action_receive()
        self.assertEqual(case.state, "received")

    def test_service_without_published_guide_is_refused(self):
        version = self.draft_version(item_name="未发布事项")
        with self.assertRaisesRegex(ValidationError, "no published guide"):
            self.draft_case(service_id=version.service_id.id)

    def test_form_fills_materials_and_keeps_what_was_typed(self):
        form = Form(self.env["yichuang.case"].with_user(self.clerk))
        form.service_id = self.service
        form.applicant_name = "示例申请人"
        form.phone = "13800000000"
        with self.assertLogs("odoo.tests.form.onchange", "WARNING") as warnings:
            form.id_number = PERSON_MISTYPED
        self.assertIn("last character", warnings.output[0])
        with self.assertRaisesRegex(ValidationError, "last character"):
            form.save()
        self.assertEqual(form.applicant_name, "示例申请人")
        form.id_number = PERSON
        case = form.save()
        self.assertEqual(len(case.material_ids), 2)

    def test_service_limited_to_one_kind_of_applicant(self):
        service = self.published_service(item_name="法人事项", applicant_kind="legal")
        case = self.draft_case(service_id=service.id)
        with self.assertRaisesRegex(UserError, "kind of applicant"):
            case.with_user(self.clerk).action_receive()

    def test_changing_the_service_of_a_draft_changes_its_materials(self):
        other = self.published_service(item_name="另一事项", materials=("示例甲",))
        case = self.draft_case()
        case.with_user(self.clerk).service_id = other
        self.assertEqual(case.version_id, other.current_version_id)
        self.assertEqual(case.material_ids.mapped("name"), ["示例甲"])

    def test_numbers_are_national_and_short(self):
        self.service.item_id.code = "000116012000"
        case, other = self.received_case(), self.received_case()
        self.assertEqual(len(case.number), 43)
        self.assertTrue(case.number.startswith(self.service.code))
        self.assertRegex(case.receipt_number, r"^HALL-\d{6}-\d{4}-[0-9A-Z]$")
        self.assertNotEqual(case.receipt_number, other.receipt_number)
        self.assertEqual(len(case.query_code), 6)

    def test_service_without_code_uses_the_receipt_number(self):
        case = self.received_case()
        self.assertEqual(case.number, case.receipt_number)

    def test_matter_is_fixed_once_the_receipt_is_out(self):
        case = self.received_case().with_user(self.clerk)
        for name, value in (
            ("service_id", self.published_service(item_name="别的").id),
            ("applicant_name", "别人"),
            ("applicant_kind", "legal"),
            ("id_number", "110101199003070038"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, "receipt"):
                case.write({name: value})

    def test_phone_may_be_corrected_at_any_time(self):
        case = self.accepted_case().with_user(self.clerk)
        case.phone = "13900000000"
        with self.assertRaises(UserError):
            case.subject = "改名"

    def test_guarded_fields_are_closed_to_every_direct_door(self):
        case = self.received_case()
        model = self.env["yichuang.case"].with_user(self.clerk)
        for name, value in (
            ("state", "decided"),
            ("number", "1"),
            ("receipt_number", "1"),
            ("query_code", "AAAAAA"),
            ("due_on", "2030-01-01"),
            ("outcome", "granted"),
            ("accepted_by_id", self.second_clerk.id),
            ("version_id", self.service.current_version_id.id),
        ):
            with self.subTest(f"write {name}"), self.assertRaises(UserError):
                case.with_user(self.clerk).write({name: value})
            with self.subTest(f"create {name}"), self.assertRaises(UserError):
                model.create(self.case_vals(**{name: value}))
            with self.subTest(f"default {name}"), self.assertRaises(UserError):
                model.with_context(**{f"default_{name}": value}).create(
                    self.case_vals()
                )

    def test_import_cannot_set_a_decision(self):
        result = (
            self.env["yichuang.case"]
            .with_user(self.clerk)
            .load(
                ["service_id/.id", "applicant_name", "state"],
                [[str(self.service.id), "导入", "decided"]],
            )
        )
        self.assertFalse(result["ids"])
        self.assertTrue(result["messages"])

    def test_copy_is_a_fresh_draft(self):
        case = self.decided_case()
        copy = case.with_user(self.clerk).copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(
            copy.receipt_number or copy.outcome or copy.due_on or copy.id_number
        )
        self.assertEqual(len(copy.material_ids), 2)

    def test_only_drafts_are_deleted(self):
        self.draft_case().with_user(self.clerk).unlink()
        with self.assertRaises(UserError):
            self.received_case().with_user(self.clerk).unlink()

    def test_found_by_receipt_number_and_applicant(self):
        case = self.received_case(applicant_name="独一无二的示例人")
        model = self.env["yichuang.case"].with_user(self.clerk)
        for text in (case.receipt_number, "独一无二"):
            self.assertEqual(model.name_search(text)[0][0], case.id)

    def test_batch_create_costs_the_same_queries_for_ten_as_for_two(self):
        model = self.env["yichuang.case"].with_user(self.clerk)
        vals = self.case_vals()
        model.create([dict(vals)])
        self.env.flush_all()
        counts = []
        for size in (2, 10):
            before = self.env.cr.sql_log_count
            model.create([dict(vals) for _ in range(size)])
            self.env.flush_all()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(*counts)
        self.assertLessEqual(counts[0], 25)

    def test_list_page_costs_the_same_queries_for_ten_as_for_two(self):
        self.env["yichuang.case"].with_user(self.clerk).create(
            [self.case_vals() for _ in range(10)]
        ).action_receive()
        names = ["receipt_number", "service_id", "time_left", "time_level", "id_number"]
        counts = []
        for size in (2, 2, 10):
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.env["yichuang.case"].with_user(self.clerk).search_read(
                [("state", "=", "received")], names, limit=size
            )
            counts.append(self.env.cr.sql_log_count - before)
        self.assertEqual(counts[1], counts[2])

    def test_ten_cases_are_accepted_at_once(self):
        cases = (
            self.env["yichuang.case"]
            .with_user(self.clerk)
            .create([self.case_vals() for _ in range(10)])
        )
        cases.action_receive()
        cases.action_take_all_materials()
        cases.action_accept()
        self.assertEqual(set(cases.mapped("state")), {"accepted"})
        self.assertEqual(len(set(cases.mapped("receipt_number"))), 10)
        self.assertEqual(len(cases.clock_ids), 30)

    def test_clerk_without_role_does_nothing(self):
        with self.assertRaises(AccessError):
            self.env["yichuang.case"].with_user(self.editor).create(self.case_vals())
