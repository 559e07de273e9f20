from unittest.mock import patch

from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from odoo.addons.yichuang_catalog.models.maintenance import version_effect

from .common import MaintenanceCase


@tagged("post_install", "-at_install")
class TestSplitMerge(MaintenanceCase):
    """拆分、合并: what comes in takes effect when what goes out ends."""

    def split(self, names=("食品经营许可（新办）", "食品经营许可（变更）"), **values):
        action = self.service.with_user(self.editor).action_split()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.editor)
            .with_context(**action["context"])
        )
        form.reason = "按办理情形拆分"
        for name, value in values.items():
            form[name] = value
        while len(form.line_ids):
            form.line_ids.remove(0)
        for name in names:
            with form.line_ids.new() as line:
                line.name = name
        action = form.save().action_confirm()
        return self.env["yichuang.service.version"].search(action["domain"])

    def merge(self, others, user=None, **values):
        action = (self.service | others).with_user(self.editor).action_merge()
        form = Form(
            self.env[action["res_model"]]
            .with_user(self.editor)
            .with_context(**action["context"])
        )
        form.reason = "一件事一次办"
        for name, value in values.items():
            form[name] = value
        action = form.save().action_confirm()
        return self.env["yichuang.service.version"].browse(action["res_id"])

    def test_each_part_is_a_service_with_a_code_and_a_copied_draft(self):
        parts = self.split()
        self.assertEqual(parts.mapped("verb"), ["split", "split"])
        self.assertEqual(sorted(parts.service_id.mapped("handling_number")), [1, 2])
        self.assertEqual(parts.origin_version_ids, self.version)
        self.assertEqual(parts.service_id.item_id, self.service.item_id)
        for part in parts:
            self.assertEqual(
                part.material_line_ids.material_id,
                self.version.material_line_ids.material_id,
            )

    def test_parts_take_effect_together_with_the_last_approval(self):
        first, second = self.split()
        self.approve(first)
        self.assertEqual((first.state, self.version.state), ("scheduled", "published"))
        self.run_cron(3)
        self.assertEqual(first.state, "scheduled")
        self.approve(second)
        self.assertEqual(
            (first.state, second.state, self.version.state),
            ("published", "published", "retired"),
        )
        self.assertEqual(self.service.status, "cancelled")
        self.assertIn("（新办）", self.version.reason)

    def test_parts_with_a_day_wait_for_it(self):
        parts = self.split(effective_on=self.day(12))
        for part in parts:
            self.approve(part)
        self.assertEqual(set(parts.mapped("state")), {"scheduled"})
        self.assertEqual(self.service.current_version_id, self.version)
        self.run_cron(12)
        self.assertEqual(set(parts.mapped("state")), {"published"})
        self.assertEqual(self.version.state, "retired")
        ledger = self.env["yichuang.service.change"].search(
            [("effective_on", "=", self.day(12))]
        )
        self.assertEqual(sorted(ledger.mapped("verb")), ["cancel", "split", "split"])

    def test_parts_stay_together_in_small_batches(self):
        parts = self.split(effective_on=self.day(5))
        for part in parts:
            self.approve(part)
        with patch.object(version_effect, "BATCH", 1):
            self.run_cron(5)
        self.assertEqual(set(parts.mapped("state")), {"published"})

    def test_a_part_that_is_given_up_no_longer_holds_up_the_others(self):
        first, second, third = self.split(
            ("食品经营许可（新办）", "食品经营许可（变更）", "食品经营许可（注销）")
        )
        self.approve(first)
        self.approve(second)
        third._transition("discard", {"reason": "不单列"})
        self.run_cron()
        self.assertEqual((first.state, second.state), ("published", "published"))

    def test_a_part_called_back_holds_up_the_others(self):
        first, second = self.split(effective_on=self.day(5))
        self.approve(first)
        self.approve(second)
        first.with_user(self.approver)._transition("call_back", {"reason": "更正"})
        self.run_cron(6)
        self.assertEqual((second.state, self.version.state), ("scheduled", "published"))

    def test_a_service_is_split_once_at_a_time(self):
        first, second = self.split()
        with self.assertRaisesRegex(UserError, "already"):
            self.split()
        (first | second).unlink()
        self.assertEqual(len(self.split()), 2)

    def test_parts_have_names_of_their_own(self):
        for names in (("一",), ("一", "一")):
            with (
                self.subTest(names=names),
                self.assertRaisesRegex(UserError, "at least two parts"),
            ):
                self.split(names)

    def test_whoever_split_does_not_approve(self):
        part = self.split()[0]
        part.with_user(self.approver).action_submit()
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            part.with_user(self.approver).action_publish()

    def test_a_merger_has_the_materials_of_all_and_ends_the_others(self):
        other = self.published_version(
            item_name="酒类经营", materials=("示例申请书", "示例酒类合同")
        )
        draft = self.merge(other.service_id, name="食品酒类经营")
        self.assertEqual(draft.verb, "merge")
        self.assertEqual(
            draft.material_line_ids.mapped("name"),
            ["示例申请书", "示例营业执照", "示例酒类合同"],
        )
        self.approve(draft)
        self.assertEqual(draft.state, "published")
        self.assertEqual((self.version.state, other.state), ("retired", "retired"))
        self.assertEqual(draft.service_id.name, "食品酒类经营")

    def test_a_merger_into_one_of_them_keeps_that_service(self):
        other = self.published_version(item_name="酒类经营")
        draft = self.merge(other.service_id, keep=True)
        self.assertEqual(draft.service_id, self.service)
        self.approve(draft)
        self.assertEqual(self.service.current_version_id, draft)
        self.assertEqual(self.service.status, "active")
        self.assertEqual(other.service_id.status, "cancelled")

    def test_art22_only_services_of_one_organ_are_merged(self):
        organ = self.department.create({"name": "测试县公安局"})
        other = self.published_version(item_name="酒类经营", department=organ)
        with self.assertRaisesRegex(UserError, "one and the same organ"):
            self.merge(other.service_id, name="合并")

    def test_two_are_needed_and_in_use(self):
        with self.assertRaisesRegex(UserError, "at least two"):
            self.merge(self.service.browse(), name="合并")
        idle = self.draft_version(item_name="未公布事项").service_id
        with self.assertRaisesRegex(UserError, "not in use"):
            self.merge(idle, name="合并")
