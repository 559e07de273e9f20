from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseTask(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.joint = cls.two_organs()

    def joint_case(self, **values):
        return self.accepted_case(service_id=self.joint.id, **values)

    def test_acceptance_lays_out_steps_side_by_side(self):
        case = self.joint_case()
        self.assertEqual(
            [(task.name, task.organ_id, task.state) for task in case.task_ids],
            [
                ("示例审查", self.department, "open"),
                ("示例会审", self.other_organ, "open"),
            ],
        )
        self.assertEqual(case.tasks_left, 2)
        self.assertFalse(case.reviewer_id)

    def test_deemed_acceptance_lays_out_steps_from_the_day_of_receipt(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.received_case(service_id=self.joint.id)
        with freeze_time("2026-03-12 02:00:00"):
            case.with_user(SUPERUSER_ID)._transition("deem_accepted")
        self.assertTrue(case.deemed_accepted)
        task = self.task(case, "示例审查")
        self.assertEqual(str(task.clock_id.start_on), "2026-03-02")
        self.assertEqual(str(task.due_on), "2026-03-05")

    def test_one_review_by_the_deciding_organ_has_no_steps(self):
        service = self.stepped_service([("示例审查", self.department, ())])
        case = self.accepted_case(service_id=service.id)
        self.assertFalse(case.task_ids)
        self.assertEqual(case.reviewer_id, self.reviewer)

    def test_step_time_counts_from_acceptance_not_from_signing(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.joint_case()
        task = self.task(case, "示例审查")
        with freeze_time("2026-03-04 02:00:00"):
            task.with_user(self.reviewer).action_sign()
        self.assertEqual(str(task.due_on), "2026-03-05")
        self.assertEqual(task.clock_id.kind, "step")
        self.assertIn("示例审查", task.clock_id.display_name)

    def test_serial_step_opens_when_the_one_before_is_done(self):
        second = self.waiting_task()
        first = second.case_id.task_ids - second
        self.assertEqual((first.state, second.state), ("open", "waiting"))
        self.assertFalse(second.assignee_id)
        self.opine(first)
        self.assertEqual(second.state, "open")
        self.assertEqual(second.assignee_id.login, "test_water_reviewer")

    def test_first_signature_begins_the_review(self):
        case = self.joint_case()
        self.task(case, "示例会审").with_user(self.other_reviewer).action_sign()
        self.assertEqual(case.state, "reviewing")

    def test_last_opinion_completes_the_review(self):
        case = self.joint_case()
        self.opine(self.task(case, "示例审查"))
        self.assertFalse(case.reviewed_by_id)
        self.assertEqual(case.tasks_left, 1)
        self.opine(self.task(case, "示例会审"), recommendation="denied")
        self.assertEqual(case.reviewed_by_id, self.other_reviewer)
        self.assertEqual(case.review_recommendation, "denied")
        self.assertIn("示例县住房局 · 示例会审", case.review_opinion)
        joins = self.env["yichuang.event"].search_count(
            [
                ("res_model", "=", "yichuang.case"),
                ("res_id", "=", case.id),
                ("action", "=", "join_opinions"),
            ]
        )
        self.assertEqual(joins, 1)
        self.decide(case)
        self.assertEqual(case.state, "decided")

    def test_art34_decision_waits_for_every_step(self):
        case = self.joint_case()
        self.opine(self.task(case, "示例审查"))
        with self.assertRaisesRegex(UserError, "示例县住房局 示例会审"):
            self.decide(case)

    def test_decision_on_a_stale_screen_is_refused(self):
        case = self.joint_case()
        seen = case.revision
        for task in case.task_ids:
            self.opine(task)
        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            self.decide(case, revision=seen)

    def test_case_with_steps_is_not_reviewed_past_them(self):
        case = self.joint_case()
        with self.assertRaisesRegex(UserError, "step by step"):
            case.with_user(self.reviewer).action_start_review()

    def test_bare_signature_is_no_opinion(self):
        task = self.task(self.joint_case(), "示例审查")
        for text in ("同意", "同意。测试审查", "已阅 2026年3月2日", "ok"):
            with self.subTest(text), self.assertRaisesRegex(UserError, "signature"):
                self.opine(task, opinion=text)
        self.assertEqual(task.state, "signed")

    def test_bare_signature_is_no_opinion_on_a_plain_case_either(self):
        case = self.accepted_case()
        case.with_user(self.reviewer).action_start_review()
        with self.assertRaisesRegex(UserError, "signature"):
            self.review(case, opinion="同意。")

    def test_only_members_of_the_organ_act_in_its_step(self):
        task = self.task(self.joint_case(), "示例会审")
        with self.assertRaisesRegex(UserError, "not one of its members"):
            task.with_user(self.reviewer).action_sign()

    def test_art26_who_took_in_does_not_examine(self):
        both = self.make_user(
            "test_both",
            "yichuang_intake.group_clerk,yichuang_intake.group_reviewer",
        )
        self.other_organ.member_ids |= both
        self.mandate_for(both)
        for _round in range(5):
            case = self.joint_case(clerk=both)
            task = self.task(case, "示例会审")
            self.assertEqual(task.assignee_id, self.other_reviewer)
        with self.assertRaisesRegex(UserError, "at the window"):
            task.with_user(both).action_sign()

    def mandate_for(self, user):
        self.given_mandate(name="示例协议〔2025〕2号", user_ids=user.ids)

    def test_who_gave_an_opinion_does_not_decide(self):
        both = self.make_user(
            "test_two_hats",
            "yichuang_intake.group_reviewer,yichuang_intake.group_decider",
        )
        self.department.member_ids = both | self.decider
        case = self.joint_case()
        for task in case.task_ids:
            self.opine(task)
        with self.assertRaisesRegex(UserError, "somebody else must decide"):
            self.decide(case, user=both)

    def test_reviewer_is_drawn_among_those_with_the_least_in_hand(self):
        second = self.make_user("test_second", "yichuang_intake.group_reviewer")
        self.other_organ.member_ids |= second
        drawn = [self.task(self.joint_case(), "示例会审").assignee_id for _ in range(6)]
        self.assertEqual(
            {user: drawn.count(user) for user in set(drawn)},
            {self.other_reviewer: 3, second: 3},
        )

    def test_draw_is_kept_in_the_log(self):
        task = self.task(self.joint_case(), "示例会审")
        event = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.case.task"),
                ("res_id", "=", task.id),
                ("action", "=", "reviewer_drawn"),
            ]
        )
        self.assertIn(f'"drawn":{self.other_reviewer.id}', event.payload)

    def test_nobody_chooses_the_reviewer(self):
        task = self.task(self.joint_case(), "示例会审")
        for user in (self.clerk, self.other_reviewer, self.decider, self.manager):
            with self.assertRaisesRegex(UserError, "cannot be set directly"):
                task.with_user(user).assignee_id = self.reviewer

    def test_only_who_was_drawn_gives_the_opinion(self):
        second = self.make_user("test_second", "yichuang_intake.group_reviewer")
        task = self.task(self.joint_case(), "示例会审")
        self.other_organ.member_ids |= second
        task.with_user(second).action_sign()
        with self.assertRaisesRegex(UserError, "was drawn"):
            self.opine(task, user=second)

    def test_who_stands_aside_is_not_drawn_again(self):
        second = self.make_user("test_second", "yichuang_intake.group_reviewer")
        task = self.task(self.joint_case(), "示例会审")
        self.other_organ.member_ids |= second
        self.draw_anew(task, self.other_reviewer)
        self.assertEqual(task.assignee_id, second)
        self.assertEqual(task.state, "open")
        with self.assertRaisesRegex(UserError, "Only"):
            self.draw_anew(task, self.other_reviewer)
        self.draw_anew(task, self.manager)
        self.assertFalse(task.assignee_id)
        # Where nobody is left to draw, whoever signs has it.
        task.with_user(second).action_sign()
        self.assertEqual(task.assignee_id, second)

    def draw_anew(self, task, user):
        return self.send_back(
            task, user, "与申请人有近亲属关系，申请回避。", move="draw_anew"
        )

    def test_plain_case_is_reviewed_by_who_was_drawn(self):
        second = self.make_user("test_second", "yichuang_intake.group_reviewer")
        case = self.accepted_case()
        self.department.member_ids |= second
        with self.assertRaisesRegex(UserError, "was drawn"):
            case.with_user(second).action_start_review()
        wizard = self.env["yichuang.case.task.return"].with_user(self.manager)
        wizard.create(
            {
                "case_id": case.id,
                "move": "draw_reviewer",
                "revision": case.revision,
                "reason": "审查人出差，改由同事办理。",
            }
        ).action_confirm()
        self.assertEqual(case.reviewer_id, second)
        case.with_user(second).action_start_review()
        self.assertEqual(case.state, "reviewing")

    def test_step_sent_back_takes_later_steps_with_it(self):
        second = self.waiting_task()
        case, first = second.case_id, second.case_id.task_ids - second
        self.opine(first)
        self.opine(second)
        self.assertTrue(case.reviewed_by_id)
        self.send_back(first, self.decider)
        self.assertEqual((first.state, second.state), ("open", "waiting"))
        self.assertEqual(first.returns, 1)
        self.assertFalse(case.reviewed_by_id)
        self.assertEqual(case.tasks_left, 2)
        self.assertTrue(all(case.task_ids.opinion_ids.mapped("set_aside")))
        self.assertEqual(len(case.task_ids.opinion_ids), 2)
        self.opine(first)
        self.opine(second)
        self.decide(case)
        self.assertEqual(case.state, "decided")

    def test_step_is_sent_back_by_those_concerned_and_with_a_reason(self):
        second = self.waiting_task()
        first = second.case_id.task_ids - second
        self.opine(first)
        with self.assertRaisesRegex(UserError, "later step"):
            self.send_back(first, self.reviewer)
        with self.assertRaisesRegex(UserError, "Say why"):
            self.send_back(first, second.assignee_id, "不同意")
        self.send_back(first, second.assignee_id)
        self.assertEqual(first.state, "open")

    def test_step_on_site_rests_on_a_record_of_the_organ(self):
        service = self.stepped_service(
            [
                ("示例审查", self.department, ()),
                ("示例勘验", self.other_organ, (), {"kind": "site", "basis": "法"}),
            ]
        )
        case = self.accepted_case(service_id=service.id)
        task = self.task(case, "示例勘验")
        with self.assertRaisesRegex(UserError, "34"):
            self.opine(task)
        self.planned_check(case, self.reviewer | self.decider).with_user(
            self.reviewer
        ).action_hold()
        with self.assertRaisesRegex(UserError, "took part"):
            self.opine(task)
        # One joint visit: officers of both organs.
        self.planned_check(case, self.reviewer | self.other_reviewer).with_user(
            self.other_reviewer
        ).action_hold()
        self.opine(task)
        self.assertEqual(task.state, "done")

    def test_step_waits_for_the_organ_that_is_consulted(self):
        service = self.stepped_service(
            [
                (
                    "示例审查",
                    self.department,
                    (),
                    {"consulted_ids": [(6, 0, self.other_organ.ids)]},
                )
            ]
        )
        case = self.accepted_case(service_id=service.id)
        main, view = case.task_ids.sorted("consulted")
        self.assertEqual((view.organ_id, view.state), (self.other_organ, "open"))
        with self.assertRaisesRegex(UserError, "consulted"):
            self.opine(main)
        self.opine(view, recommendation="denied")
        self.opine(main)
        # A view is heard; the organ that answers for the step concludes.
        self.assertEqual(case.review_recommendation, "granted")

    def test_special_procedure_stops_the_time_of_steps(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.joint_case()
            special = self.planned_special(
                case, first_on="2026-03-03", last_on="2026-03-09"
            )
            special.with_user(self.reviewer).action_start()
        self.assertEqual(str(self.task(case, "示例审查").due_on), "2026-03-12")

    def test_end_of_the_case_cancels_its_steps(self):
        case = self.joint_case()
        self.end(case, "withdraw")
        self.assertEqual(set(case.task_ids.mapped("state")), {"cancelled"})
        self.assertFalse(
            case.clock_ids.filtered(lambda clock: clock.state == "running")
        )

    def test_reviewer_of_another_organ_sees_the_whole_file(self):
        case = self.joint_case()
        mine = case.with_user(self.other_reviewer)
        self.assertEqual(mine.applicant_name, "示例申请人")
        self.assertEqual(len(mine.material_ids), 2)
        self.assertTrue(mine.document_ids)
        stranger = self.make_organ("示例外局", "test_stranger").member_ids
        with self.assertRaises(AccessError):
            case.with_user(stranger).read(["applicant_name"])
        with self.assertRaises(AccessError):
            case.task_ids.with_user(stranger).read(["name"])

    def test_steps_of_many_cases_cost_few_queries(self):
        def cost(number):
            cases = self.env["yichuang.case"].union(
                *(self.received_case(service_id=self.joint.id) for _ in range(number))
            )
            cases.with_user(self.clerk).action_take_all_materials()
            self.env.flush_all()
            before = self.cr.sql_log_count
            cases.with_user(self.clerk).action_accept()
            self.env.flush_all()
            return self.cr.sql_log_count - before

        cost(1)
        few, many = cost(2), cost(6)
        self.assertLessEqual(many - few, 4 * 12)
