from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PERSON, IntakeCase

CONDITIONS = "场所面积不少于二十平方米。"


@tagged("post_install", "-at_install")
class TestJointPromise(IntakeCase):
    """Acceptance of all matters on promises in place of proof (告知承诺,
    优化营商环境条例 Art. 40)."""

    @classmethod
    def open_to_promise(cls, lines):
        lines._unguarded().write({"by_promise": True})
        lines.version_id._write_guarded(
            {"promise_open": True, "promise_conditions": CONDITIONS}
        )

    @classmethod
    def unproved_joint(cls, waiting=False, opened=True):
        """Received without the plan of one organ, for which a promise may stand, and
        where ``waiting`` with a fault in the matter that waits for another."""
        theme = cls.joint_theme()
        lines = theme.line_ids.version_id.material_line_ids
        if opened:
            cls.open_to_promise(
                lines.filtered(lambda one: one.material_id.name == "示例平面图")
            )
        if waiting:
            then = theme.line_ids.sorted("sequence")[2]
            cls.open_to_promise(then.version_id.material_line_ids)
        return cls.joint_lacking_plan(theme, waiting)

    @classmethod
    def promise_jointly(cls, joint, **values):
        """Accept as the dialog does."""
        wizard = cls.env(user=cls.clerk.id)["yichuang.joint.promise.sign"].create(
            {"joint_id": joint.id, "revision": joint.revision, **values}
        )
        cls.told = wizard.told
        return wizard.action_confirm()

    def test_art40_each_matter_has_a_promise_of_its_own_and_all_is_signed_once(self):
        joint = self.unproved_joint()
        self.assertTrue(joint.promisable)
        with self.assertRaisesRegex(UserError, "only if it is signed.*Art. 40"):
            self.promise_jointly(joint, signed_by=" ")
        self.promise_jointly(joint)
        self.assertIn(CONDITIONS, self.told)
        first, fire, then = self.parts(joint)
        self.assertEqual(
            (first | fire | then).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        self.assertEqual(joint.promise_signed_by, "示例申请人")
        self.assertFalse(first.promised or then.promised)
        self.assertTrue(fire.promised)
        self.assertEqual(fire.promise_ids.signed_by, "示例申请人")
        self.assertIn("promise", fire.document_ids.mapped("kind"))
        self.assertNotIn("promise", first.document_ids.mapped("kind"))

    def test_art40_checked_and_told_as_a_promise_of_a_single_matter(self):
        joint = self.unproved_joint()
        fire = self.parts(joint)[1]
        self.department.notice_email = "u@example.com"
        fire.version_id._write_guarded({"promise_unit_ids": [(4, self.department.id)]})
        self.promise_jointly(joint)
        self.decide(fire, user=self.other_decider, on_the_spot=True)
        self.assertEqual(fire.outcome, "granted")
        self.assertTrue(fire._clock("inspection").due_on)
        self.assertEqual(fire._clock("inspection").days, fire._promise_check_days())
        told = fire.sudo().outbox_ids.filtered(lambda one: one.kind == "promise_told")
        self.assertEqual(told.address, "u@example.com")

    def test_art40_only_where_the_guide_of_the_matter_is_open_to_it(self):
        joint = self.unproved_joint(opened=False)
        self.assertFalse(joint.promisable)
        with self.assertRaisesRegex(UserError, "cannot stand for 示例平面图"):
            self.promise_jointly(joint)
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            self.promise_jointly(self.received_joint())

    def test_breach_of_trust_bars_the_promise(self):
        joint = self.unproved_joint()
        self.imposed_ban(
            ground="credit", item_id=False, public_safety=False, id_number=PERSON
        )
        with self.assertRaisesRegex(UserError, "breach of trust"):
            self.promise_jointly(joint)
        self.assertEqual(joint.state, "received")

    def test_part_alone_is_not_accepted_so(self):
        fire = self.parts(self.unproved_joint())[1]
        with self.assertRaisesRegex(UserError, "one matter of"):
            self.sign_promise(fire)

    def test_organ_that_may_still_answer_is_waited_for(self):
        joint = self.unproved_joint()
        joint.with_user(self.clerk).action_ask_organs()
        with self.assertRaisesRegex(UserError, "may say until"):
            self.promise_jointly(joint)

    def test_matter_that_waits_rests_on_its_promise_once_it_is_accepted(self):
        joint = self.unproved_joint(waiting=True)
        self.promise_jointly(joint)
        first, _fire, then = self.parts(joint)
        self.assertEqual((then.state, then.promised), ("waiting", True))
        self.assertEqual(then.promise_ids.state, "promised")
        self.assertIn("promise", then.document_ids.mapped("kind"))
        self.grant(first)
        self.assertEqual(then.state, "accepted")
        self.decide(then, on_the_spot=True)
        self.assertTrue(then._clock("inspection").due_on)

    def test_promise_of_a_matter_that_waits_is_withdrawn_and_what_it_is_for_follows(
        self,
    ):
        joint = self.unproved_joint(waiting=True)
        self.promise_jointly(joint)
        first, _fire, then = self.parts(joint)
        self.promise_step(
            then.promise_ids, "withdraw", user=self.clerk, text="愿意提交材料"
        )
        self.assertEqual(then.promise_ids.state, "withdrawn")
        self.assertFalse(then.promised or then.deferral_due_on)
        self.assertTrue(then._owing())
        self.grant(first)
        self.assertEqual(then.state, "accepted")
        self.assertTrue(then.deferral_due_on)

    def test_promise_has_no_effect_where_the_matter_before_is_denied(self):
        joint = self.unproved_joint(waiting=True)
        self.promise_jointly(joint)
        first, _fire, then = self.parts(joint)
        self.grant(first, outcome="denied")
        self.assertEqual(then.state, "terminated")
        self.assertEqual(then.promise_ids.state, "lapsed")
