from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import conformance
from .common import ConformanceCase


@tagged("post_install", "-at_install")
class TestAdoption(ConformanceCase):
    """Taking over from above: a draft, by the editor, published by somebody else."""

    def rows(self, run, *elements):
        rows = self.env["yichuang.conformance.difference"].search(
            [("run_id", "=", run.id)]
        )
        if elements:
            rows = rows.filtered(lambda row: row.element in elements)
        return rows.with_user(self.editor)

    def draft_of(self, service):
        return service.version_ids.filtered(lambda version: version.state == "draft")

    def test_each_element_is_taken_over_and_heals_the_difference(self):
        law = self.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第七条", "text": "…"}
        )
        above = {
            "law_ids": [(6, 0, law.ids)],
            "materials": ("示例营业执照", "示例平面图"),
            "legal_days": 15,
            "procedure": "申请\n受理\n决定",
            "conditions": "上级的条件",
            "applicant_kind": "legal",
            "result_name": "上级的证",
        }
        self.published_at(self.city_organ, **above)
        county = self.published_at(self.department)
        before = county.current_version_id
        for profile in conformance.PROFILES:
            run = self.report(profile)
            self.rows(run)[:1].action_adopt()
            draft = self.draft_of(county)
            self.assertEqual("change", draft.verb)
            self.assertIn(self.editor, draft.author_ids)
            self.assertIn("测试市局", draft.change_note)
            self.assertEqual(before, county.current_version_id, "nothing is published")
            draft.with_user(self.editor).action_submit()
            draft.with_user(self.approver).action_publish()
            before = county.current_version_id
            self.assertFalse(self.differences(self.report(profile)), profile)

    def test_what_is_not_an_element_stays_ours(self):
        self.published_at(self.city_organ, result_name="上级的证", location="市里")
        county = self.published_at(self.department, location="县政务大厅2楼")
        self.rows(self.report("national")).action_adopt()
        draft = self.draft_of(county)
        self.assertEqual(
            ("上级的证", "县政务大厅2楼"), (draft.result_name, draft.location)
        )

    def test_only_what_differs_is_taken_over(self):
        self.published_at(self.city_organ, result_name="上级的证", legal_note="上级注")
        county = self.published_at(self.department, legal_note="本级注")
        self.rows(self.report("national")).action_adopt()
        self.assertEqual("本级注", self.draft_of(county).legal_note)

    def test_a_material_that_both_ask_for_keeps_its_line(self):
        self.published_at(self.city_organ, materials=("示例营业执照", "示例平面图"))
        county = self.published_at(self.department)
        self.rows(self.report("article")).action_adopt()
        lines = self.draft_of(county).material_line_ids
        self.assertEqual(
            {"示例营业执照", "示例平面图"}, set(lines.mapped("material_id.name"))
        )

    def test_steps_come_with_their_order_and_our_organ(self):
        city = self.draft_version(service=self.make_service(self.city_organ))
        first, second = city.env["yichuang.step"].create(
            [
                {
                    "version_id": city.id,
                    "name": name,
                    "kind": kind,
                    "department_id": self.city_organ.id,
                }
                for name, kind in (("收件", "receipt"), ("决定", "decision"))
            ]
        )
        second.after_ids = first
        city.action_submit()
        city.with_user(self.approver).action_publish()
        county = self.published_at(self.department)
        self.rows(self.report("article")).action_adopt()
        steps = self.draft_of(county).step_ids.sorted("id")
        self.assertEqual(["收件", "决定"], steps.mapped("name"))
        self.assertEqual(self.department, steps.department_id)
        self.assertEqual(steps[0], steps[1].after_ids)

    def test_a_service_without_a_version_gets_its_first_draft(self):
        self.published_at(self.city_organ)
        county = self.make_service(self.department).with_user(self.editor)
        county.action_adopt_from_above()
        draft = self.draft_of(county)
        self.assertEqual("add", draft.verb)
        self.assertEqual(2, len(draft.material_line_ids))
        self.assertIn("受理", draft.procedure)

    def test_many_at_once_leaving_out_what_is_being_written(self):
        services = self.env["yichuang.service"]
        for number in range(3):
            item = self.make_item(f"批量{number}", code=f"00013104{number}000")
            self.published_at(self.city_organ, item, result_name="上级的证")
            services |= self.published_at(self.department, item)
        busy = services[0].current_version_id.with_user(self.editor).copy()
        action = self.rows(self.report("national")).action_adopt()
        self.assertEqual(busy, self.draft_of(services[0]))
        self.assertFalse(busy.result_name == "上级的证")
        drafts = self.env["yichuang.service.version"].search(action["domain"])
        self.assertEqual(services[1:], drafts.service_id)

    def test_alone_a_draft_under_way_is_said(self):
        self.published_at(self.city_organ, result_name="上级的证")
        county = self.published_at(self.department)
        county.current_version_id.with_user(self.editor).copy()
        with self.assertRaisesRegex(UserError, "being written|正在"):
            self.rows(self.report("national")).action_adopt()

    def test_a_name_is_no_part_of_a_version(self):
        self.published_at(self.city_organ)
        self.published_at(self.department, name="食品销售许可")
        with self.assertRaises(UserError):
            self.rows(self.report("official"), "name").action_adopt()

    def test_below_a_bound_item_the_basis_comes_from_the_item(self):
        self.published_at(
            self.city_organ, law_ids=[(6, 0, self.law().ids)], result_name="上级的证"
        )
        county = self.make_service(self.department)
        self.item.law_ids = self.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第七条", "text": "…"}
        )
        self.item.bound = True
        county.with_user(self.editor).action_adopt_from_above()
        self.assertEqual(self.item.law_ids, self.draft_of(county).law_ids)

    def test_without_a_level_above_it_says_so(self):
        county = self.published_at(self.department).with_user(self.editor)
        with self.assertRaises(UserError):
            county.action_adopt_from_above()

    def test_what_above_is_no_longer_published_is_not_taken_over(self):
        upper = self.published_at(self.city_organ, result_name="上级的证")
        county = self.published_at(self.department)
        run = self.report("national")
        change = (
            self.env["yichuang.service.change"]
            .with_user(self.editor)
            ._propose(upper.current_version_id, "suspend", {"reason": "设备检修"})
        )
        change.with_user(self.approver).action_approve()
        self.assertFalse(upper.current_version_id)
        with self.assertRaises(UserError):
            self.rows(run).action_adopt()
        self.assertFalse(self.draft_of(county))

    def test_only_editors_take_over(self):
        self.published_at(self.city_organ, result_name="上级的证")
        self.published_at(self.department)
        rows = self.rows(self.report("national"))
        with self.assertRaises(AccessError):
            rows.with_user(self.supervisor).action_adopt()

    def test_from_another_hall_without_its_organs(self):
        helper = self.make_organ("市里的协办局", self.city)
        draft = self.draft_version(
            service=self.make_service(self.city_organ), materials=("示例平面图",)
        )
        receipt, joint, decision = draft.env["yichuang.step"].create(
            [
                {
                    "version_id": draft.id,
                    "name": name,
                    "kind": kind,
                    "department_id": organ.id,
                }
                for name, kind, organ in (
                    ("收件", "receipt", self.city_organ),
                    ("会审", "review", helper),
                    ("决定", "decision", self.city_organ),
                )
            ]
        )
        joint.after_ids, decision.after_ids = receipt, joint
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        hall, _editor, _approver = self.hall_above()
        (self.city_organ | helper).company_id = hall
        county = self.published_at(self.department)
        self.rows(self.report("article")).action_adopt()
        adopted = self.draft_of(county)
        self.assertEqual(
            ["示例平面图"], adopted.material_line_ids.mapped("material_id.name")
        )
        organs = {step.name: step.department_id for step in adopted.step_ids}
        self.assertEqual(self.department, organs["收件"])
        self.assertFalse(organs["会审"], "an organ of another hall is left to fill in")
