from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install")
class TestPublicationGate(CatalogueCase):
    """What hinders publication is said with its article and its place."""

    def rows(self, version):
        return {row["rule"]: row for row in version._faults()}

    def test_a_complete_draft_has_no_fault(self):
        version = self.draft_version()
        self.assertEqual(version._faults(), [])
        self.assertFalse(version.gaps)
        self.assertEqual(version.checklist["faults"], [])

    def test_each_fault_leads_to_its_field(self):
        for values, rule, field, article in (
            ({"law_ids": [(5,)]}, "missing_basis", "law_ids", "第三十条"),
            ({"conditions": False}, "missing_conditions", "conditions", "第三十条"),
            ({"quantity": ""}, "missing_quantity", "quantity", "第三十条"),
            ({"procedure": False}, "missing_procedure", "procedure", "第三十条"),
            ({"form_sample": False}, "missing_form_sample", "form_sample", "第三十条"),
            ({"materials": ()}, "missing_materials", "material_line_ids", "第三十条"),
            ({"legal_days": 0}, "missing_legal_limit", "legal_days", "第三十条"),
            (
                {"promise_days": 21},
                "promise_over_legal",
                "promise_days",
                "第四十二条",
            ),
            (
                {"promise_unit": "day"},
                "limit_units_differ",
                "promise_unit",
                "第四十二条",
            ),
            (
                {"agency_required": True},
                "agency_without_basis",
                "agency_basis",
                "第四十三条",
            ),
            ({"fee_charged": True}, "fee_not_listed", "fee_ids", "第五十八条"),
        ):
            with self.subTest(rule=rule):
                row = self.rows(self.draft_version(**values))[rule]
                self.assertEqual(row["field"], field)
                self.assertIn(article, row["sentence"])
                self.assertEqual((row["model"], row["id"]), ("", 0))

    def test_art58_each_fee_leads_to_its_line(self):
        version = self.draft_version(
            fee_charged=True,
            fee_ids=[
                (0, 0, {"name": "工本费", "standard": "5 元", "basis": "第九条"}),
                (0, 0, {"name": "检测费", "standard": "80 元"}),
            ],
        )
        [row] = version._faults()
        self.assertEqual(row["rule"], "fee_without_basis")
        self.assertEqual(
            (row["model"], row["id"]), ("yichuang.service.fee", version.fee_ids[1].id)
        )
        self.assertIn("检测费", row["sentence"])

    def test_art58_the_application_form_is_free(self):
        version = self.draft_version(
            fee_charged=True,
            fee_ids=[
                (0, 0, {"name": "申请表费", "standard": "1 元", "basis": "第九条"})
            ],
        )
        self.assertEqual(list(self.rows(version)), ["fee_for_form"])

    def test_art31_notes_do_not_ask_for_what_is_not_listed(self):
        version = self.draft_version()
        version.material_line_ids[0].note = "并提交其他相关材料"
        [row] = version._faults()
        self.assertEqual(row["rule"], "vague_note")
        self.assertEqual(row["id"], version.material_line_ids[0].id)

    def test_art31_situations_do_not_ask_for_what_is_not_listed(self):
        version = self.draft_version()
        situation = self.env["yichuang.situation"].create(
            {"version_id": version.id, "name": "能否提供有关证明材料？"}
        )
        row = self.rows(version)["vague_note"]
        self.assertEqual((row["field"], row["id"]), ("situation_ids", situation.id))

    def test_art29_coming_in_person_needs_a_law(self):
        version = self.draft_version()
        version.service_id.sudo().write({"needs_person": True})
        row = self.rows(version)["person_without_basis"]
        self.assertEqual(
            (row["model"], row["id"]), ("yichuang.service", version.service_id.id)
        )
        version.service_id.sudo().needs_person_basis = "《居民身份证法》第十条"
        self.assertNotIn("person_without_basis", self.rows(version))

    def test_business_art43_intermediaries_need_a_basis(self):
        version = self.draft_version(
            agency_required=True, agency_basis="《条例》第八条"
        )
        self.assertEqual(version._faults(), [])

    def test_the_guard_tells_all_of_it(self):
        version = self.draft_version(conditions=False, agency_required=True)
        version.action_submit()
        with self.assertRaises(UserError) as caught:
            version.with_user(self.approver).action_publish()
        message = str(caught.exception)
        self.assertIn("行政许可法第三十条", message)
        self.assertIn("优化营商环境条例第四十三条", message)

    def test_the_guard_does_not_trust_what_was_computed_before(self):
        version = self.draft_version()
        self.assertFalse(version.gaps)
        version.material_line_ids[0].material_id.sudo().name = "其他材料"
        version.action_submit()
        with self.assertRaisesRegex(UserError, "其他材料"):
            version.with_user(self.approver).action_publish()


@tagged("post_install", "-at_install")
class TestCompleteness(CatalogueCase):
    """A service enters the one window only when its manual is complete (标准化手册)."""

    PIXEL = (
        "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9"
        "awAAAABJRU5ErkJggg=="
    )

    @classmethod
    def complete_version(cls, **values):
        """A draft whose guide lacks nothing."""
        version = cls.draft_version(
            **{
                "denial_conditions": "不符合条件的。",
                "rights": "申请人可以申请行政复议。",
                "location": "一楼大厅",
                "office_hours": "工作日 9:00–17:00",
                "consult": "0000-0000000",
                "complaint": "0000-0000001",
                "faq_ids": [(0, 0, {"question": "多久办好？", "answer": "十日。"})],
                "result_sample": cls.PIXEL,
                "step_ids": [
                    (
                        0,
                        0,
                        {
                            "name": "决定",
                            "kind": "decision",
                            "department_id": cls.department.id,
                        },
                    )
                ],
                "materials": ("示例完整申请书", "示例完整证照"),
                **values,
            }
        )
        form, proof = version.material_line_ids.material_id.sudo()
        form.write(
            {
                "kind": "form",
                "acceptance_standard": "填写完整",
                "common_mistakes": "漏填日期",
                "blank_form": cls.PIXEL,
                "filled_sample": cls.PIXEL,
            }
        )
        proof.acceptance_standard = "在有效期内"
        return version

    def test_nothing_is_missing_at_100(self):
        version = self.complete_version()
        self.assertEqual(version._wanted(), [])
        self.assertEqual(version.completeness, 100)

    def test_what_is_missing_is_listed_with_its_place(self):
        version = self.complete_version(rights=False)
        material = version.material_line_ids.material_id[0].sudo()
        material.common_mistakes = False
        rows = {row["rule"]: row for row in version._wanted()}
        self.assertEqual(set(rows), {"rights", "mistakes"})
        self.assertEqual(rows["rights"]["field"], "rights")
        self.assertEqual(
            (rows["mistakes"]["model"], rows["mistakes"]["id"]),
            ("yichuang.material", material.id),
        )
        self.assertLess(version.completeness, 100)

    def test_what_the_gate_asks_for_is_not_asked_twice(self):
        version = self.complete_version(conditions=False)
        self.assertNotIn("conditions", [row["rule"] for row in version._wanted()])
        self.assertEqual(version.completeness, 93)

    def test_steps_name_the_organ_that_answers_for_them(self):
        version = self.complete_version(step_ids=[])
        self.assertEqual(version.completeness, 92)
        version = self.complete_version(
            step_ids=[], case_type="instant", legal_days=0, promise_days=0
        )
        self.assertEqual(version.completeness, 100)

    def test_the_score_follows_the_materials(self):
        version = self.complete_version()
        version.material_line_ids.material_id[0].sudo().acceptance_standard = False
        self.assertEqual(version.completeness, 97)

    def test_a_service_has_the_score_of_its_current_version(self):
        version = self.complete_version()
        service = version.service_id
        self.assertEqual(service.completeness, 0)
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.assertEqual(service.completeness, 100)

    def test_an_organ_has_the_mean_of_its_services(self):
        version = self.complete_version()
        version.action_submit()
        version.with_user(self.approver).action_publish()
        self.draft_version(item_name="未公布事项")
        self.env.flush_all()
        row = (
            self.env["yichuang.department.completeness"]
            .with_user(self.editor)
            .search([("department_id", "=", self.department.id)])
        )
        self.assertEqual(
            (row.service_count, row.published_count, row.complete_count), (2, 1, 1)
        )
        self.assertEqual((row.completeness, row.lowest), (50, 0))
        action = row.action_view_services()
        self.assertEqual(
            action["domain"], [("department_id", "in", self.department.ids)]
        )

    def test_scores_are_computed_in_batch(self):
        versions = self.env["yichuang.service.version"].concat(
            *(self.draft_version(item_name=f"批量事项{n}") for n in range(12))
        )
        few, many = versions[:2], versions[2:]
        self.env.flush_all()
        counts = []
        for batch in (few, many):
            self.env.invalidate_all()
            with self.profile_queries() as counted:
                self.env.add_to_compute(versions._fields["completeness"], batch)
                self.env.flush_all()
            counts.append(counted())
        self.assertLessEqual(counts[1], counts[0] + 2)

    def profile_queries(self):
        return QueryCount(self.env.cr)


class QueryCount:
    """Counts the queries of a cursor while a block runs."""

    def __init__(self, cursor):
        self.cursor = cursor

    def __enter__(self):
        self.before = self.cursor.sql_log_count
        return lambda: self.after - self.before

    def __exit__(self, *_error):
        self.after = self.cursor.sql_log_count
