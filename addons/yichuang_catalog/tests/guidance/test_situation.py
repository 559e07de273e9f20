from psycopg2 import IntegrityError

from odoo import Command
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from .situations import SituationCase


@tagged("post_install", "-at_install")
class TestSituation(SituationCase):
    """Questions, answers and rows, and what they leave of materials and steps."""

    def brought(self, version, *answers):
        lines, _steps = version._applicable(self.answers(version, *answers))
        return lines.mapped("name")

    def test_answers_leave_exactly_the_materials_that_apply(self):
        draft = self.agent_draft()
        for answers, names in (
            (("本人",), self.MATERIALS[:2]),
            (("代理人", "律师"), self.MATERIALS[:3]),
            (("代理人", "其他人"), self.MATERIALS),
            # What is not asked does not count
            (("本人", "其他人"), self.MATERIALS[:2]),
            ((), self.MATERIALS[:2]),
        ):
            with self.subTest(answers=answers):
                self.assertEqual(self.brought(draft, *answers), list(names))

    def test_the_next_question_follows_from_the_answers(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        for answers, question in (
            ((), who),
            (("代理人",), agent),
            (("本人",), who.browse()),
            (("代理人", "律师"), who.browse()),
        ):
            with self.subTest(answers=answers):
                found = draft._next_situation(self.answers(draft, *answers))
                self.assertEqual(found, question)

    def test_a_row_may_call_for_steps(self):
        draft = self.agent_draft()
        step = draft.env["yichuang.step"].create(
            {"version_id": draft.id, "name": "核验委托", "kind": "other"}
        )
        draft.situation_rule_ids[0].step_ids = step
        self.assertEqual(
            draft._applicable(self.answers(draft, "代理人", "律师"))[1], step
        )
        self.assertFalse(draft._applicable(self.answers(draft, "本人"))[1])

    def test_a_published_version_keeps_its_questions(self):
        draft = self.agent_draft()
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        for row, vals in (
            (draft.situation_ids[0], {"name": "x"}),
            (draft.situation_ids[0], {"shown_if_ids": [Command.clear()]}),
            (draft.situation_ids[0].answer_ids[0], {"name": "x"}),
            (draft.situation_rule_ids[0], {"answer_ids": [Command.clear()]}),
            (draft.situation_rule_ids[0], {"material_line_ids": [Command.clear()]}),
        ):
            with self.subTest(row=row), self.assertRaisesRegex(UserError, "no longer"):
                row.write(vals)
        for row in (
            draft.situation_rule_ids[0],
            draft.situation_ids[1],
            draft.situation_ids[0].answer_ids[0],
        ):
            with (
                self.subTest(gone=row),
                self.assertRaisesRegex(UserError, "no longer|for everybody"),
            ):
                row.unlink()
        with self.assertRaisesRegex(UserError, "no longer"):
            draft.situation_ids[0].answer_ids.create(
                {"situation_id": draft.situation_ids[0].id, "name": "x"}
            )

    def test_the_links_of_a_published_version_stay_from_either_side(self):
        draft = self.agent_draft()
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        for row, vals in (
            (draft.situation_ids[0].answer_ids[1], {"rule_ids": [Command.clear()]}),
            (draft.situation_ids[0].answer_ids[1], {"leads_to_ids": [Command.clear()]}),
            (draft.material_line_ids[2], {"rule_ids": [Command.clear()]}),
        ):
            with self.subTest(row=row), self.assertRaisesRegex(UserError, "no longer"):
                row.write(vals)

    def test_whoever_writes_an_answer_does_not_approve(self):
        draft = self.agent_draft()
        draft.situation_ids[0].answer_ids[0].with_user(self.approver).hint = "持证"
        draft.action_submit()
        with self.assertRaisesRegex(UserError, "Ask a colleague"):
            draft.with_user(self.approver).action_publish()

    def test_questions_do_not_wait_for_each_other(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        with self.assertRaisesRegex(ValidationError, "wait for one another"):
            who.shown_if_ids = agent.answer_ids[0]

    def test_answers_and_materials_of_another_version_are_refused(self):
        draft = self.agent_draft()
        other = self.agent_draft(item_name="其他许可")
        with self.assertRaisesRegex(ValidationError, "its own version"):
            draft.situation_ids[1].shown_if_ids = other.situation_ids[0].answer_ids[0]
        for field, strange in (
            ("answer_ids", other.situation_ids[0].answer_ids[0]),
            ("material_line_ids", other.material_line_ids[0]),
        ):
            with (
                self.subTest(field=field),
                self.assertRaisesRegex(ValidationError, "of another version"),
            ):
                draft.situation_rule_ids[0][field] = strange

    @mute_logger("odoo.sql_db")
    def test_an_answer_is_named_once(self):
        who = self.agent_draft().situation_ids[0]
        with self.assertRaises(IntegrityError), self.env.cr.savepoint():
            who.answer_ids[1].name = "本人"
            self.env.flush_all()

    def test_an_answer_that_decides_is_not_removed(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        with self.assertRaisesRegex(UserError, "would hold for everybody"):
            who.answer_ids[1].unlink()
        with self.assertRaisesRegex(UserError, "would hold for everybody"):
            agent.unlink()
        who.answer_ids[0].unlink()
        draft.situation_rule_ids.unlink()
        draft.situation_ids.unlink()
        self.assertFalse(draft.situation_ids)

    def test_staff_read_and_only_editors_write(self):
        draft = self.agent_draft()
        clerk = self.make_user("window_staff", "yichuang_catalog.group_user")
        question = draft.situation_ids[0].with_user(clerk)
        self.assertEqual(question.name, "由谁办理？")
        with self.assertRaises(AccessError):
            question.name = "x"

    def test_another_hall_does_not_see_them(self):
        draft = self.agent_draft()
        hall = self.env["res.company"].create({"name": "另一政务大厅"})
        other = self.make_user(
            "other_hall",
            "yichuang_catalog.group_editor",
            company_id=hall.id,
            company_ids=[Command.set(hall.ids)],
        )
        for rows in (
            draft.situation_ids,
            draft.situation_ids.answer_ids,
            draft.situation_rule_ids,
        ):
            found = rows.with_user(other).search([("id", "in", rows.ids)])
            self.assertFalse(found)


@tagged("post_install", "-at_install")
class TestSituationGate(SituationCase):
    """行政许可法 Art. 30: the list is complete in every situation."""

    def assert_fault(self, draft, words, rule):
        faults = [row for row in draft._faults() if row["rule"] == rule]
        self.assertEqual(len(faults), 1, draft.gaps)
        self.assertRegex(faults[0]["sentence"], words)
        draft.action_submit()
        with self.assertRaisesRegex(UserError, words):
            draft.with_user(self.approver).action_publish()
        return faults[0]

    def test_sound_questions_are_published(self):
        draft = self.agent_draft()
        self.assertFalse(draft.gaps)
        self.assertIn("3 combinations", draft.situation_report)
        self.assertIn("Every row can hold", draft.situation_report)
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        self.assertEqual(draft.state, "published")

    def test_art30_a_material_that_no_situation_calls_for(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        row = draft.situation_rule_ids[1]
        row.answer_ids = who.answer_ids[0] | agent.answer_ids[0]
        fault = self.assert_fault(draft, "no situation calls for it", "situation_never")
        self.assertEqual(
            (fault["field"], fault["id"]),
            ("material_line_ids", draft.material_line_ids[3].id),
        )

    def test_art30_a_situation_that_needs_nothing(self):
        draft = self.agent_draft()
        draft.situation_rule_ids[0].material_line_ids |= draft.material_line_ids[:2]
        self.assert_fault(
            draft, "由谁办理？ 本人.* no material at all", "situation_nothing"
        )

    def test_a_question_that_changes_nothing(self):
        draft = self.agent_draft()
        self.question(draft, "天气好吗？", ("好", "不好"))
        self.assert_fault(draft, "天气好吗？.*changes nothing", "situation_no_effect")

    def test_a_question_with_one_answer(self):
        draft = self.agent_draft()
        self.question(draft, "知道了吗？", ("知道",))
        self.assert_fault(draft, "fewer than two", "situation_few_answers")

    def test_a_row_that_never_holds(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        self.rule(
            draft,
            "律师自己",
            who.answer_ids[0] | agent.answer_ids[0],
            self.MATERIALS[2:3],
        )
        fault = self.assert_fault(draft, "律师自己.*never holds", "situation_dead_rule")
        self.assertEqual(fault["field"], "situation_rule_ids")

    def test_a_row_without_answers_or_without_consequence(self):
        draft = self.agent_draft()
        self.rule(draft, "空", (), self.MATERIALS[2:3])
        self.assert_fault(draft, "names no answer, or nothing", "situation_empty_rule")

    def test_a_question_that_never_appears(self):
        draft = self.agent_draft()
        who, agent = draft.situation_ids
        lost = self.question(
            draft, "何时？", ("今", "明"), who.answer_ids[0] | agent.answer_ids[0]
        )
        fault = self.assert_fault(draft, "can never appear", "situation_dead_question")
        self.assertEqual((fault["model"], fault["id"]), (lost._name, lost.id))

    def test_advice_does_not_hinder(self):
        draft = self.agent_draft()
        who = draft.situation_ids[0]
        self.rule(draft, "多余", who.answer_ids[1], self.MATERIALS[2:3])
        self.assertFalse(draft.gaps)
        self.assertIn("adds nothing", draft.situation_report)
        self.assertEqual(draft.action_check_situations()["params"]["type"], "warning")

    def test_the_gate_follows_what_is_written(self):
        draft = self.agent_draft()
        draft.situation_rule_ids[1].answer_ids = (
            draft.situation_ids[0].answer_ids[0]
            | (draft.situation_ids[1].answer_ids[1])
        )
        self.assertIn("never holds", draft.gaps)
        draft.situation_rule_ids[1].answer_ids = draft.situation_ids[1].answer_ids[1]
        self.assertFalse(draft.gaps)


@tagged("post_install", "-at_install")
class TestSituationCopy(SituationCase):
    """A new version starts with the questions of the one before, its own ones."""

    def plain(self, version):
        """Questions and rows in words, to compare two versions by."""
        return (
            [
                (
                    question.name,
                    question.hint,
                    question.sequence,
                    [(one.name, one.hint, one.sequence) for one in question.answer_ids],
                    question.shown_if_ids.mapped("display_name"),
                )
                for question in version.situation_ids
            ],
            [
                (
                    rule.name,
                    sorted(rule.answer_ids.mapped("display_name")),
                    sorted(rule.material_line_ids.mapped("name")),
                    sorted(rule.step_ids.mapped("name")),
                )
                for rule in version.situation_rule_ids
            ],
        )

    def assert_own(self, version):
        """Everything that its questions and rows name is its own."""
        self.assertLessEqual(
            version.situation_ids.shown_if_ids, version.situation_ids.answer_ids
        )
        rules = version.situation_rule_ids
        self.assertLessEqual(rules.answer_ids, version.situation_ids.answer_ids)
        self.assertLessEqual(rules.material_line_ids, version.material_line_ids)
        self.assertLessEqual(rules.step_ids, version.step_ids)

    def test_links_lead_to_the_copies(self):
        draft = self.agent_draft()
        draft.action_standard_steps()
        draft.situation_rule_ids[0].step_ids = draft.step_ids[2:4]
        copied = draft.copy()
        self.assert_own(copied)
        self.assertEqual(self.plain(copied), self.plain(draft))
        self.assertEqual(
            [step.after_ids.mapped("name") for step in copied.step_ids],
            [step.after_ids.mapped("name") for step in draft.step_ids],
        )

    def test_order_is_kept_when_it_is_not_the_order_of_entry(self):
        draft = self.agent_draft()
        draft.action_standard_steps()
        for name in (
            "situation_ids",
            "situation_rule_ids",
            "step_ids",
            "material_line_ids",
        ):
            rows = draft[name]
            for number, row in enumerate(rows[::-1]):
                row.sequence = number
        who = draft.situation_ids.filtered(lambda one: one.name == "由谁办理？")
        who.answer_ids[0].sequence = 99
        draft.situation_rule_ids[0].step_ids = draft.step_ids[0]
        draft.env.invalidate_all()
        copied = draft.copy()
        copied.env.invalidate_all()
        self.assert_own(copied)
        self.assertEqual(self.plain(copied), self.plain(draft))

    def test_both_evaluate_alike(self):
        draft = self.agent_draft()
        copied = draft.copy()
        for answers in (("本人",), ("代理人", "律师"), ("代理人", "其他人")):
            with self.subTest(answers=answers):
                self.assertEqual(
                    copied._applicable(self.answers(copied, *answers))[0].mapped(
                        "name"
                    ),
                    draft._applicable(self.answers(draft, *answers))[0].mapped("name"),
                )

    def test_several_are_copied_at_once_and_copies_are_copied(self):
        drafts = self.agent_draft() | self.agent_draft(item_name="另一许可")
        copies = drafts.copy().copy()
        for draft, copied in zip(drafts, copies, strict=True):
            self.assert_own(copied)
            self.assertEqual(self.plain(copied), self.plain(draft))

    def test_the_original_is_left_as_it_is(self):
        draft = self.agent_draft()
        before = self.plain(draft)
        copied = draft.copy()
        copied.situation_rule_ids.unlink()
        copied.situation_ids.unlink()
        draft.env.invalidate_all()
        self.assertEqual(self.plain(draft), before)

    def test_a_copy_without_materials_names_none(self):
        draft = self.agent_draft()
        copied = draft.copy({"material_line_ids": []})
        self.assert_own(copied)
        self.assertFalse(copied.situation_rule_ids.material_line_ids)

    def test_a_published_version_is_the_origin_too(self):
        draft = self.agent_draft()
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        action = draft.action_new_version()
        successor = draft.browse(action["res_id"])
        self.assert_own(successor)
        self.assertEqual(self.plain(successor), self.plain(draft))
        self.assertFalse(successor.gaps)

    def test_a_replaced_material_is_replaced_in_the_rows(self):
        draft = self.agent_draft()
        draft.action_submit()
        draft.with_user(self.approver).action_publish()
        old = draft.material_line_ids[2].material_id
        action = old.with_user(self.editor).action_new_edition()
        edition = old.browse(action["res_id"])
        self.assertEqual(draft.material_line_ids[2].material_id, old)
        copied = draft.with_user(self.editor).copy()
        self.assert_own(copied)
        self.assertEqual(copied.material_line_ids[2].material_id, edition)
        self.assertEqual(
            copied.situation_rule_ids[0].material_line_ids.material_id, edition
        )

    def test_a_comparison_shows_changed_answers(self):
        draft = self.agent_draft()
        copied = draft.copy()
        self.answers(copied, "律师").name = "律师或基层法律服务工作者"
        sections = draft._compared_with(copied, True)
        told = {
            row.label: "".join(piece.text for piece in row.right)
            for section in sections
            for row in section.rows
        }
        self.assertIn("基层法律服务工作者", told["代理人是？"])


@tagged("post_install", "-at_install")
class TestSituationData(SituationCase):
    """What browsers get: numbers, no ids."""

    def test_the_data_carries_no_ids_and_evaluates_alike(self):
        draft = self.agent_draft()
        data = draft._situation_data()
        self.assertEqual(
            data["rules"],
            [
                {"answers": [[1, 2]], "materials": [3], "steps": []},
                {"answers": [[2, 2]], "materials": [4], "steps": []},
            ],
        )
        self.assertEqual(data["questions"][1]["shown_if"], [[1, 2]])
        self.assertEqual((data["materials"], data["steps"]), (4, 0))

    def test_the_window_is_told_everything_in_one_call(self):
        draft = self.agent_draft()
        line = draft.material_line_ids[0]
        line.material_id.acceptance_standard = "签字齐全"
        line.material_id.common_mistakes = "漏填日期"
        line.issued_time = "近3个月内"
        clerk = self.make_user("window_staff", "yichuang_catalog.group_user")
        told = draft.with_user(clerk).read_checklist()
        self.assertFalse(told["in_force"])
        self.assertEqual(told["materials"][0]["acceptance_standard"], "签字齐全")
        self.assertEqual(told["materials"][0]["common_mistakes"], "漏填日期")
        self.assertEqual(told["materials"][0]["issued_time"], "近3个月内")
        stranger = self.make_user("stranger", "base.group_user")
        with self.assertRaises(AccessError):
            draft.with_user(stranger).read_checklist()

    def test_one_line_more_asks_the_database_no_more(self):
        few = self.agent_draft()
        many = self.draft_version(
            item_name="很多材料", materials=[f"示例材料{n}" for n in range(40)]
        )
        counts = []
        for version in (few, many):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            version.read_checklist()
            counts.append(self.env.cr.sql_log_count - before)
        self.assertLessEqual(counts[1], counts[0] + 2, counts)
