from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointPrecheck(IntakeCase):
    """Whoever may find fault is heard before the one notice is given."""

    @classmethod
    def asked_joint(cls):
        """A received joint case whose organs are asked."""
        joint = cls.received_joint()
        joint.with_user(cls.clerk).action_ask_organs()
        return joint

    @classmethod
    def find(cls, check, user, problem="图章不清"):
        """Have an organ name a defect in the first material of its case."""
        mine = check.with_user(user)
        mine.line_ids = [
            (
                0,
                0,
                {
                    "material_id": check.case_id.material_ids[0].id,
                    "problem": problem,
                    "correction": "重新盖章",
                },
            )
        ]
        mine.action_answer()

    def answer_all(self, joint):
        for check in joint.precheck_ids.filtered(lambda one: one.state == "asked"):
            theirs = check.department_id == self.department
            check.with_user(
                self.reviewer if theirs else self.other_reviewer
            ).action_answer()

    def test_organs_have_the_days_of_the_hall_within_the_notice(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        joint = self.asked_joint()
        self.assertEqual(len(joint.precheck_ids), 3)
        self.assertEqual(
            set(joint.precheck_ids.mapped("due_on")),
            {workdays.add(hall_date(), 2).date},
        )
        with self.assertRaisesRegex(UserError, "were asked"):
            joint.with_user(self.clerk).action_ask_organs()

    def test_art32_notice_names_what_the_organs_found(self):
        joint = self.asked_joint()
        fire = joint.precheck_ids.filtered(
            lambda one: one.department_id == self.other_organ
        )
        self.find(fire, self.other_reviewer)
        self.answer_all(joint)
        lines = joint.with_user(self.clerk)._notice_proposals()
        self.assertEqual(
            [(line["problem"], line["correction"]) for line in lines],
            [("图章不清", "重新盖章")],
        )
        with self.assertRaises(UserError):
            joint.with_user(self.clerk).action_accept()

    def test_notice_and_acceptance_wait_for_the_organs_until_their_day(self):
        joint = self.asked_joint()
        for step in ("notify_supplement", "accept"):
            with self.subTest(step), self.assertRaisesRegex(UserError, "may say until"):
                joint.with_user(self.clerk)._transition(step)
        joint.precheck_ids._write_guarded({"due_on": hall_date() - timedelta(days=1)})
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(joint.state, "accepted")

    def test_only_the_organ_itself_answers(self):
        joint = self.asked_joint()
        fire = joint.precheck_ids.filtered(
            lambda one: one.department_id == self.other_organ
        )
        with self.assertRaises(AccessError):
            fire.with_user(self.reviewer).action_answer()
        with self.assertRaises(AccessError):
            fire.with_user(self.clerk).action_answer()

    def test_art31_nothing_beyond_the_list_and_nothing_passed_on(self):
        joint = self.asked_joint()
        licence, _fire, food = joint.precheck_ids.sorted("id")
        wrong = (
            (licence, food.case_id.material_ids[0]),
            (food, food.case_id.material_ids.filtered("passed_on")),
        )
        for check, material in wrong:
            mine = check.with_user(self.reviewer)
            mine.line_ids = [
                (
                    0,
                    0,
                    {
                        "material_id": material.id,
                        "problem": "缺",
                        "correction": "补",
                    },
                )
            ]
            with self.subTest(material.name), self.assertRaises(UserError):
                mine.action_answer()

    def test_art32_answer_after_the_notice_is_too_late(self):
        joint = self.asked_joint()
        joint.precheck_ids._write_guarded({"due_on": hall_date() - timedelta(days=1)})
        joint.with_user(self.clerk).action_accept()
        with self.assertRaisesRegex(UserError, "nothing more can be asked"):
            joint.precheck_ids.sorted("id")[0].with_user(self.reviewer).action_answer()
