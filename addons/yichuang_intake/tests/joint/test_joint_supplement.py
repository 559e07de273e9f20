from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestJointSupplement(IntakeCase):
    """One notice for all organs, once."""

    @classmethod
    def lacking_joint(cls):
        """Received, with faults in two materials for different organs."""
        joint = cls.received_joint()
        mine = joint.with_user(cls.clerk)
        for name in ("示例平面图", "示例申请书"):
            mine.material_ids.filtered(
                lambda line, n=name: line.name == n
            ).defect = "未签字"
        return joint

    @classmethod
    def notify(cls, joint, user=None):
        """Give the notice as the dialog proposes it."""
        wizard = cls.env(user=(user or cls.clerk).id)["yichuang.joint.notify"].create(
            {"joint_id": joint.id, "revision": joint.revision}
        )
        return wizard.action_confirm()

    def test_art32_one_notice_names_the_defects_for_all_organs(self):
        joint = self.lacking_joint()
        self.notify(joint)
        notice = joint.document_ids.filtered(lambda one: one.kind == "supplement")
        rows = dict(notice.facts)["需要补正的全部内容"]
        self.assertEqual(
            sorted((row["提出部门"], row["材料名称"]) for row in rows),
            sorted(
                [
                    (self.department.name, "示例申请书"),
                    (self.department.name, "示例申请书"),
                    (self.other_organ.name, "示例申请书"),
                    (self.other_organ.name, "示例平面图"),
                ]
            ),
        )
        self.assertFalse(self.parts(joint).document_ids)
        self.assertEqual(set(self.parts(joint).mapped("state")), {"supplement"})

    def test_art72_second_notice_is_refused(self):
        joint = self.lacking_joint()
        self.notify(joint)
        with self.assertRaises(UserError):
            joint.with_user(self.clerk)._transition("notify_supplement")
        with self.assertRaises(UserError):
            self.parts(joint)[1].with_user(self.clerk)._jointly()._transition(
                "notify_supplement"
            )

    def test_art32_notice_that_forgets_an_organ_is_refused(self):
        joint = self.lacking_joint()
        lines = joint.with_user(self.clerk)._notice_proposals()
        with self.assertRaisesRegex(UserError, "消防检查"):
            joint.with_user(self.clerk)._notify_supplement(
                [
                    line
                    for line in lines
                    if line["material_id"] not in self.parts(joint)[1].material_ids.ids
                ],
                joint.revision,
            )

    def test_art31_what_is_passed_on_is_not_asked_for(self):
        joint = self.lacking_joint()
        inside = self.parts(joint)[2].material_ids.filtered("passed_on")
        lines = joint.with_user(self.clerk)._notice_proposals()
        lines.append({"material_id": inside.id, "problem": "缺", "correction": "补"})
        with self.assertRaisesRegex(UserError, "produces"):
            joint.with_user(self.clerk)._notify_supplement(lines, joint.revision)

    def test_material_handed_in_once_serves_every_matter(self):
        joint = self.lacking_joint()
        self.notify(joint)
        form = joint.supplement_ids.filtered(lambda line: line.name == "示例申请书")
        form[0].with_user(self.clerk).action_hand_in()
        self.assertTrue(all(form.mapped("handed_in_on")))
        with self.assertRaisesRegex(UserError, "示例平面图"):
            joint.with_user(self.clerk).action_accept()

    def test_art32_supplements_in_all_are_accepted_as_of_the_last(self):
        joint = self.lacking_joint()
        self.notify(joint)
        joint.with_user(self.clerk).action_take_supplements()
        joint.with_user(self.clerk).action_accept()
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        last = max(joint.supplement_ids.mapped("handed_in_on"))
        self.assertEqual(joint.accepted_on, last)
        self.assertEqual(set(self.parts(joint)[:2].mapped("accepted_on")), {last})
        self.assertFalse(joint.material_ids.filtered("defect"))
