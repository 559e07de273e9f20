from odoo import Command
from odoo.exceptions import AccessError, UserError
from odoo.tests import new_test_user, tagged

from .common import ConformanceCase


@tagged("post_install", "-at_install")
class TestProposal(ConformanceCase):
    """自下而上→上下联动: the lower level proposes, the level above answers."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.upper = cls.published_at(cls.city_organ)
        cls.service = cls.published_at(cls.department)

    def propose(self, element="conditions", send=True, **values):
        values = {
            "proposed_text": "有与经营规模相适应的场所。",
            "reason": "县里多为小店，现行条件无法适用。",
            **values,
        }
        proposal = (
            self.env["yichuang.proposal"]
            .with_user(self.editor)
            .create({"service_id": self.service.id, "element": element, **values})
        )
        if send:
            proposal.action_send()
        return proposal

    def answer(
        self, proposal, transition="accept", user=None, answer="同意，理由充分。"
    ):
        proposal = proposal.with_user(user or self.approver)
        action = getattr(proposal, f"action_{transition}")()
        wizard = proposal.env["yichuang.proposal.answer"].with_context(
            **action["context"]
        )
        return wizard.create({"answer": answer}).action_confirm()

    def test_it_goes_to_the_level_above_with_what_is_stated_there(self):
        proposal = self.propose(send=False)
        self.assertEqual(self.upper, proposal.upper_service_id)
        self.assertEqual(self.city_organ, proposal.upper_department_id)
        self.assertIn("具有与经营的食品品种", proposal.present_value)

    def test_each_element_accepted_becomes_a_draft_above(self):
        law = self.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第七条", "text": "…"}
        )
        plan = self.material("示例平面图")
        kind = self.env.ref("yichuang_catalog.applicant_type_enterprise")
        cases = {
            "conditions": ({}, lambda v: v.conditions, "有与经营规模相适应的场所。"),
            "procedure": (
                {"proposed_text": "申请\n决定"},
                lambda v: v.procedure,
                "申请\n决定",
            ),
            "result": ({"proposed_text": "食品证"}, lambda v: v.result_name, "食品证"),
            "limit": (
                {"proposed_days": 15},
                lambda v: (v.legal_days, v.legal_unit),
                (15, "workday"),
            ),
            "basis": (
                {"proposed_law_ids": [Command.set(law.ids)]},
                lambda v: v.law_ids,
                law,
            ),
            "materials": (
                {"proposed_material_ids": [Command.set(plan.ids)]},
                lambda v: v.material_line_ids.material_id,
                plan,
            ),
            "applicants": (
                {"proposed_applicant_type_ids": [Command.set(kind.ids)]},
                lambda v: v.applicant_type_ids,
                kind,
            ),
        }
        for element, (values, stated, expected) in cases.items():
            with self.subTest(element):
                proposal = self.propose(element, **values)
                self.answer(proposal)
                draft = proposal.result_version_id
                self.assertEqual(
                    ("accepted", "draft", self.upper),
                    (proposal.state, draft.state, draft.service_id),
                )
                self.assertEqual(expected, stated(draft))
                self.assertIn("县里多为小店", draft.change_note)
                self.assertIn(self.approver, draft.author_ids)
                draft.unlink()

    def test_whoever_accepted_does_not_publish_the_draft(self):
        proposal = self.propose()
        self.answer(proposal)
        draft = proposal.result_version_id.with_user(self.approver)
        draft.action_submit()
        with self.assertRaises(UserError):
            draft.action_publish()

    def test_declined_with_reasons(self):
        proposal = self.propose()
        self.answer(proposal, "decline", answer="省级规定如此。")
        self.assertEqual("declined", proposal.state)
        self.assertEqual("省级规定如此。", proposal.answer)
        self.assertFalse(proposal.result_version_id)
        self.assertEqual(self.approver, proposal.answered_by_id)

    def test_an_answer_without_reasons_is_none(self):
        with self.assertRaises(UserError):
            self.answer(self.propose(), "decline", answer=" ")

    def test_what_is_sent_stays_as_it_was(self):
        proposal = self.propose()
        with self.assertRaises(UserError):
            proposal.reason = "别的"
        with self.assertRaises(UserError):
            proposal.answer = "同意"
        with self.assertRaises(UserError):
            proposal.unlink()

    def test_it_says_what_and_why_before_it_goes(self):
        for missing in ({"proposed_text": False}, {"reason": " "}):
            with self.assertRaises(UserError):
                self.propose(**missing)

    def test_without_a_level_above_it_goes_nowhere(self):
        self.upper.active = False
        with self.assertRaises(UserError):
            self.propose()

    def test_a_level_above_that_comes_later_is_found_when_it_is_sent(self):
        self.upper.active = False
        proposal = self.propose(send=False)
        self.assertFalse(proposal.upper_service_id)
        self.upper.active = True
        proposal.action_send()
        self.assertEqual(self.upper, proposal.upper_service_id)
        self.assertIn("具有与经营的食品品种", proposal.present_value)

    def test_the_sender_does_not_answer_himself(self):
        both = new_test_user(
            self.env, "test_both", groups="yichuang_catalog.group_approver"
        )
        proposal = (
            self.env["yichuang.proposal"]
            .with_user(both)
            .create(
                {
                    "service_id": self.service.id,
                    "element": "result",
                    "proposed_text": "证",
                    "reason": "因",
                }
            )
        )
        proposal.action_send()
        with self.assertRaises(UserError):
            self.answer(proposal, user=both)

    def test_an_editor_does_not_answer(self):
        with self.assertRaises(AccessError):
            self.propose().with_user(self.editor)._transition(
                "accept", {"answer": "同意"}
            )

    def test_withdrawn_by_the_sender_before_the_answer(self):
        proposal = self.propose()
        proposal.action_withdraw()
        self.assertEqual("withdrawn", proposal.state)
        with self.assertRaises(UserError):
            self.answer(proposal)

    def test_a_draft_under_way_above_is_finished_first(self):
        self.upper.current_version_id.with_user(self.editor).copy()
        proposal = self.propose()
        with self.assertRaises(UserError):
            self.answer(proposal)
        self.assertEqual("sent", proposal.state)

    def test_below_a_bound_item_the_item_is_changed_once_by_an_approver(self):
        law = self.env["yichuang.law"].create(
            {"name": "测试用法", "article": "第七条", "text": "…"}
        )
        self.item.bound = True
        proposal = self.propose("basis", proposed_law_ids=[Command.set(law.ids)])
        self.assertTrue(proposal.to_catalogue)
        self.answer(proposal)
        self.assertFalse(proposal.result_version_id)
        self.assertNotEqual(law, self.item.law_ids)
        proposal.with_user(self.approver).action_carry_out()
        self.assertEqual(law, self.item.law_ids)
        self.assertEqual(self.approver, proposal.carried_out_by_id)
        with self.assertRaises(UserError):
            proposal.with_user(self.approver).action_carry_out()

    def test_a_name_is_entered_in_the_directory(self):
        self.item.bound = True
        proposal = self.propose("name", proposed_text="食品经营许可证核发")
        self.answer(proposal)
        proposal.with_user(self.approver).action_carry_out()
        self.assertEqual("食品经营许可证核发", self.item.name)
        self.assertEqual("食品经营许可证核发", self.upper.name)
        self.assertEqual("食品经营许可证核发", self.service.name)

    def test_a_type_that_is_none_is_refused(self):
        proposal = self.propose("type", proposed_text="不存在的类型")
        self.answer(proposal)
        with self.assertRaises(UserError):
            proposal.with_user(self.approver).action_carry_out()

    def test_every_step_is_in_the_event_log(self):
        proposal = self.propose()
        self.answer(proposal)
        events = self.env["yichuang.event"].search(
            [("res_model", "=", proposal._name), ("res_id", "=", proposal.id)]
        )
        self.assertEqual({"send", "accept"}, set(events.mapped("action")))

    def test_between_two_halls(self):
        hall, editor, approver = self.hall_above()
        self.city_organ.company_id = hall
        self.env.flush_all()
        self.env.invalidate_all()
        proposal = self.propose(send=False)
        self.assertEqual(hall, proposal.upper_company_id)
        inbox = self.env["yichuang.proposal"].with_user(approver)
        self.assertNotIn(
            proposal.id, inbox.search([]).ids, "a draft is not shown above"
        )
        proposal.action_send()
        self.assertIn(proposal.id, inbox.search([]).ids)
        with self.assertRaises(UserError):
            self.answer(proposal)  # the lower hall's approver
        with self.assertRaises(UserError):
            proposal.with_user(editor).action_withdraw()
        self.answer(proposal, user=approver)
        draft = proposal.sudo().result_version_id
        self.assertEqual(hall, draft.company_id)
        self.assertIn(approver, draft.author_ids)
        self.assertTrue(proposal.answer)
