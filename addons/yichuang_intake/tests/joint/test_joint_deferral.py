from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestJointDeferral(IntakeCase):
    """Acceptance of all matters with materials to follow (容缺受理), on one
    undertaking."""

    @classmethod
    def lacking_joint(cls, waiting=False, strict=False):
        """Received without the plan of one organ, which may follow later, and where
        ``waiting`` with a fault in the matter that waits for another."""
        theme = cls.joint_theme()
        lines = theme.line_ids.version_id.material_line_ids
        may = lines.filtered(lambda one: one.material_id.name == "示例平面图")
        if waiting:
            then = theme.line_ids.sorted("sequence")[2]
            may |= then.version_id.material_line_ids
        if not strict:
            may._unguarded().write({"necessity": "deferrable", "defer_days": 3})
        return cls.joint_lacking_plan(theme, waiting)

    @classmethod
    def defer(cls, joint, signed_by="示例申请人"):
        """Accept as the dialog does."""
        wizard = cls.env(user=cls.clerk.id)["yichuang.joint.defer"].create(
            {"joint_id": joint.id, "revision": joint.revision, "signed_by": signed_by}
        )
        return wizard.action_confirm()

    def test_one_undertaking_is_signed_for_all_matters(self):
        joint = self.lacking_joint()
        self.assertTrue(joint.deferrable)
        with self.assertRaisesRegex(UserError, "signed undertaking"):
            self.defer(joint, signed_by=" ")
        self.defer(joint)
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        papers = joint.document_ids.filtered(lambda one: one.kind == "undertaking")
        self.assertEqual(len(papers), 1)
        facts = dict(papers.facts)
        self.assertEqual(facts["承诺人"], "示例申请人")
        [row] = facts["容缺材料"]
        self.assertEqual(row["材料名称"], "示例平面图")
        kinds = self.parts(joint).document_ids.mapped("kind")
        self.assertNotIn("undertaking", kinds)
        self.assertIn("deferral", kinds)

    def test_art32_only_what_the_guide_says_may_follow_later(self):
        joint = self.lacking_joint(strict=True)
        self.assertFalse(joint.deferrable)
        with self.assertRaisesRegex(UserError, r"may not follow later.*Art. 32\(4\)"):
            self.defer(joint)
        whole = self.received_joint()
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            self.defer(whole)

    def test_part_alone_is_not_accepted_so(self):
        joint = self.lacking_joint()
        fire = self.parts(joint)[1]
        with self.assertRaisesRegex(UserError, "one matter of"):
            self.confirm("yichuang.case.defer", fire, self.clerk, signed_by="某人")

    def test_breach_of_trust_bars_the_undertaking(self):
        joint = self.lacking_joint()
        self.imposed_ban(
            ground="credit", item_id=False, public_safety=False, id_number=PERSON
        )
        with self.assertRaisesRegex(UserError, "breach of trust"):
            self.defer(joint)
        self.assertEqual(joint.state, "received")

    def test_organ_that_may_still_answer_is_waited_for(self):
        joint = self.lacking_joint()
        joint.with_user(self.clerk).action_ask_organs()
        with self.assertRaisesRegex(UserError, "may say until"):
            self.defer(joint)

    def test_only_the_matter_that_lacks_something_waits_for_it(self):
        joint = self.lacking_joint()
        self.defer(joint)
        first, fire, _then = self.parts(joint)
        self.assertTrue(joint.owing)
        self.assertTrue(fire.deferral_due_on)
        self.assertFalse(first.deferral_due_on)
        self.grant(first)
        self.assertEqual(first.outcome, "granted")
        with self.assertRaisesRegex(UserError, "before they are in"):
            self.grant(fire)
        joint.with_user(self.clerk).action_make_good()
        self.assertFalse(joint.owing)
        self.assertTrue(
            joint.material_ids.filtered(lambda one: one.name == "示例平面图").received
        )
        with self.assertRaisesRegex(UserError, "waits for no material"):
            joint.with_user(self.clerk).action_make_good()

    def test_time_of_a_matter_that_waits_runs_from_its_own_acceptance(self):
        joint = self.lacking_joint(waiting=True)
        self.defer(joint)
        first, _fire, then = self.parts(joint)
        self.assertEqual(then.state, "waiting")
        self.assertTrue(then._owing())
        self.assertFalse(then.deferral_due_on)
        paper = joint.document_ids.filtered(lambda one: one.kind == "undertaking")
        rows = dict(paper.facts)["容缺材料"]
        self.assertIn("该事项受理之日起3个工作日内", [row["补齐期限"] for row in rows])
        self.grant(first)
        self.assertEqual(then.state, "accepted")
        self.assertTrue(then.deferral_due_on)

    def test_what_came_while_a_matter_waits_is_not_asked_again(self):
        joint = self.lacking_joint(waiting=True)
        self.defer(joint)
        joint.with_user(self.clerk).action_make_good()
        first, _fire, then = self.parts(joint)
        self.grant(first)
        self.assertEqual(then.state, "accepted")
        self.assertFalse(then._owing())
        self.assertFalse(then.deferral_due_on)

    def test_reviewer_does_not_accept(self):
        joint = self.lacking_joint()
        with self.assertRaises(UserError):
            joint.with_user(self.reviewer).action_accept_deferred()
