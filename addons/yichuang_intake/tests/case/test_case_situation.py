from odoo.exceptions import AccessError, UserError
from odoo.tests import Form, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseSituation(IntakeCase):
    """Only what the situation calls for is asked for (行政许可法 Art. 31)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.version = cls.asking_version(item_name="示例有情形的许可")
        cls.alone, cls.agent = cls.version.situation_ids.answer_ids

    def asking_case(self):
        return self.draft_case(service_id=self.version.service_id.id)

    def answer(self, case, answer):
        """Answer as the dialog does."""
        action = case.with_user(self.clerk).action_situation()
        wizard = self.env(user=self.clerk.id)[action["res_model"]]
        with Form(wizard.with_context(**action["context"])) as form:
            form.answer_id = answer.with_user(self.clerk)
        return form.record.action_confirm()

    def test_art31_list_is_exactly_what_the_answers_ask_for(self):
        for answer, count in ((self.alone, 2), (self.agent, 3)):
            with self.subTest(answer.name):
                case = self.asking_case()
                self.answer(case, answer)
                self.assertEqual(len(case.material_ids), count)
                self.assertEqual(case.situation_answer_ids, answer)
                case.with_user(self.clerk).action_receive()
                case.with_user(self.clerk).action_take_all_materials()
                case.with_user(self.clerk).action_accept()
                self.assertEqual(case.state, "accepted")

    def test_answers_may_change_until_the_receipt_and_keep_what_was_taken(self):
        case = self.asking_case()
        self.answer(case, self.agent)
        case.with_user(self.clerk).action_take_all_materials()
        case.with_user(self.clerk)._answer_situation(self.alone)
        self.assertEqual(case.material_ids.mapped("received"), [True, True])
        case.with_user(self.clerk)._answer_situation(self.agent)
        self.assertEqual(case.material_ids.mapped("received"), [True, True, False])

    def test_art31_nothing_is_received_before_the_questions_are_answered(self):
        case = self.asking_case()
        self.assertTrue(case.situation_open)
        with self.assertRaisesRegex(UserError, "由谁来办理手续.*Art. 31"):
            case.with_user(self.clerk).action_receive()
        with self.assertRaisesRegex(UserError, "not answered"):
            case.with_user(self.clerk)._answer_situation(self.agent.browse())

    def test_situation_stays_once_the_receipt_is_given_out(self):
        case = self.asking_case()
        self.answer(case, self.alone)
        case.with_user(self.clerk).action_receive()
        with self.assertRaisesRegex(UserError, "has been given out"):
            case.with_user(self.clerk)._answer_situation(self.agent)
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            case.with_user(self.clerk).situation_answer_ids = self.agent
        with self.assertRaises(AccessError):
            self.asking_case().with_user(self.supervisor)._answer_situation(self.agent)

    def test_answers_to_another_guide_are_refused_and_forgotten(self):
        case = self.draft_case()
        with self.assertRaisesRegex(UserError, "another guide"):
            case.with_user(self.clerk)._answer_situation(self.agent)
        asking = self.asking_case()
        self.answer(asking, self.agent)
        asking.with_user(self.clerk).service_id = self.service
        self.assertFalse(asking.situation_answer_ids)
        self.assertEqual(
            asking.material_ids.requirement_id, asking.version_id.material_line_ids
        )

    def test_guide_without_questions_asks_for_its_whole_list(self):
        case = self.draft_case()
        self.assertFalse(case.has_situations or case.situation_open)
        self.assertEqual(
            case.material_ids.requirement_id, case.version_id.material_line_ids
        )
