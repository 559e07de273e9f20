from psycopg2.errors import CheckViolation, ForeignKeyViolation

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .common import ProcessCase


@tagged("post_install", "-at_install")
class TestStep(ProcessCase):
    """Steps stand in an order that can be followed, and stay as they were published."""

    def test_a_cycle_is_refused_with_the_names_along_it(self):
        version = self.with_steps()
        with self.assertRaisesRegex(
            ValidationError, "受理 → 审查 → 受理|审查 → 受理 → 审查"
        ):
            self.step(version, "受理").after_ids = self.step(version, "审查")

    def test_a_step_does_not_wait_for_itself(self):
        version = self.with_steps()
        step = self.step(version, "审查")
        with self.assertRaisesRegex(ValidationError, "审查 → 审查"):
            step.after_ids = step

    def test_a_step_follows_steps_of_its_own_version(self):
        version, stranger = self.with_steps(), self.with_steps(item_name="另一事项")
        with self.assertRaisesRegex(ValidationError, "another version"):
            self.step(version, "审查").after_ids = self.step(stranger, "受理")

    def test_a_step_cannot_be_moved_away_from_its_links(self):
        version = self.with_steps()
        target = self.draft_version(item_name="另一事项")
        with self.assertRaisesRegex(ValidationError, "another version"):
            self.step(version, "审查").version_id = target

    def test_a_step_that_others_follow_cannot_be_moved_away(self):
        version = self.with_steps()
        target = self.draft_version(item_name="另一事项")
        with self.assertRaisesRegex(ValidationError, "another version"):
            self.step(version, "收件").version_id = target

    @mute_logger("odoo.sql_db")
    def test_a_limit_is_not_negative(self):
        version = self.with_steps()
        with self.assertRaises(CheckViolation):
            self.step(version, "审查").limit_days = -1
            version.flush_recordset()
            self.env.flush_all()

    def test_steps_are_frozen_with_their_version(self):
        version = self.with_steps()
        version.action_submit()
        step = self.step(version, "审查")
        for attempt in (
            lambda: step.write({"limit_days": 1}),
            lambda: step.write({"after_ids": [Command.clear()]}),
            lambda: step.write({"consulted_ids": [Command.link(self.fire.id)]}),
            step.unlink,
            lambda: step.create({"version_id": version.id, "name": "多余"}),
            lambda: version.write({"step_ids": [Command.clear()]}),
        ):
            with self.assertRaises(UserError):
                attempt()

    def test_who_changes_a_step_has_written_the_version(self):
        version = self.with_steps()
        colleague = self.make_user("step_colleague", "yichuang_catalog.group_approver")
        self.step(version, "审查").with_user(colleague).role = "审查岗"
        version.action_submit()
        with self.assertRaisesRegex(UserError, "wrote or submitted"):
            version.with_user(colleague).action_publish()

    def test_staff_read_and_only_editors_write(self):
        step = self.step(self.with_steps(), "审查")
        reader = self.make_user("step_reader", "yichuang_catalog.group_user")
        self.assertEqual(step.with_user(reader).name, "审查")
        with self.assertRaises(AccessError):
            step.with_user(reader).name = "改名"

    def test_another_hall_sees_nothing(self):
        company = self.env["res.company"].create({"name": "另一大厅"})
        stranger = self.make_user(
            "step_stranger",
            "yichuang_catalog.group_editor",
            company_id=company.id,
            company_ids=[Command.set(company.ids)],
        )
        step = self.step(self.with_steps(), "审查")
        self.assertFalse(
            self.env["yichuang.step"].with_user(stranger).search([("id", "=", step.id)])
        )
        with self.assertRaises(AccessError):
            step.with_user(stranger).read(["name"])

    @mute_logger("odoo.sql_db")
    def test_an_organ_that_steps_name_stays(self):
        version = self.with_steps()
        self.step(version, "审查").consulted_ids = self.fire
        with self.assertRaises(ForeignKeyViolation):
            self.fire.unlink()

    def test_an_organ_of_another_hall_has_no_part(self):
        company = self.env["res.company"].create({"name": "另一大厅"})
        organ = self.env["yichuang.department"].create(
            {"name": "外地局", "company_id": company.id}
        )
        step = self.step(self.with_steps(), "审查").with_env(self.env)
        for values in (
            {"department_id": organ.id},
            {"consulted_ids": [Command.link(organ.id)]},
        ):
            with self.assertRaises(UserError):
                step.write(values)

    def test_responsibilities_are_found_across_services(self):
        version = self.with_steps()
        self.step(version, "踏勘").department_id = self.other
        self.step(version, "审查").consulted_ids = self.fire
        steps = self.env["yichuang.step"]
        mine = [("version_id", "=", version.id)]
        self.assertEqual(
            steps.search([*mine, ("elsewhere", "=", True)]).mapped("name"), ["踏勘"]
        )
        groups = dict(steps._read_group(mine, ["consulted_ids"], ["__count"]))
        self.assertEqual(groups[self.fire], 1)
        self.assertEqual(version.step_ids.service_id, version.service_id)
