from odoo.exceptions import AccessError, UserError
from odoo.fields import Domain
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase
from ..web_client import Inbox, open_form


@tagged("post_install", "-at_install")
class TestEvaluationTask(IntakeCase):
    def test_grades_four_and_five_open_a_task(self):
        for grade, opened in (("1", 0), ("2", 0), ("3", 0), ("4", 1), ("5", 1)):
            with self.subTest(grade):
                self.assertEqual(len(self.given_evaluation(grade).task_ids), opened)

    def test_times_are_the_halls(self):
        with freeze_time("2026-03-02 02:00:00"):
            evaluation = self.asked_evaluation()
            self.env.company.evaluation_fix_days = 5
            evaluation._give("4")
        task = evaluation.task_ids
        self.assertEqual(
            (str(task.contact_due_on), str(task.fix_due_on)),
            ("2026-03-03", "2026-03-09"),
        )

    def test_contact_fix_call_back(self):
        task = self.bad_rating_task()
        with self.assertRaisesRegex(UserError, "Contact the person"):
            self.task_step(task, self.clerk, "fix", "已整改。")
        with self.assertRaisesRegex(UserError, "reached"):
            self.task_step(task, self.clerk, "contact", " ")
        self.task_step(task, self.clerk, "contact", "已电话联系申请人。")
        self.task_step(task, self.manager, "fix", "已增开窗口。")
        with self.assertRaisesRegex(UserError, "Another person"):
            self.task_step(task, self.manager, "close", "申请人表示满意。")
        self.task_step(task, self.supervisor, "send_back", "申请人仍不满意。")
        self.assertEqual(task.state, "contacted")
        self.task_step(task, self.clerk, "fix", "已当面致歉。")
        self.task_step(task, self.supervisor, "close", "申请人表示满意。")
        self.assertEqual((task.state, task.checked_by_id), ("closed", self.supervisor))

    def test_who_gave_no_name_is_not_contacted(self):
        task = self.bad_rating_task(anonymous=True)
        self.assertFalse(task.matter_id)
        self.task_step(task, self.clerk, "fix", "已核查并整改。")
        self.assertEqual(task.state, "fixed")

    def test_others_do_not_see_to_it(self):
        task = self.bad_rating_task()
        with self.assertRaises(AccessError):
            self.task_step(task, self.second_clerk, "contact", "已联系。")
        with self.assertRaises(AccessError):
            self.task_step(task, self.clerk, "close", "已回访。")

    def test_appeal_excludes_a_mistaken_rating_by_decision_only(self):
        task = self.bad_rating_task()
        self.task_step(task, self.clerk, "appeal", "评价对象有误。")
        with self.assertRaises(AccessError):
            self.task_step(task, self.clerk, "exclude", "情况属实。")
        self.task_step(task, self.supervisor, "exclude", "经核实为误评。")
        self.assertEqual(
            (task.state, task.evaluation_id.state), ("excluded", "excluded")
        )
        sums = self.env["yichuang.department"]._satisfaction()
        self.assertNotIn(self.department, sums)
        self.assertEqual(task.evaluation_id.grade, "5", "it stays to be read")

    def test_refused_appeal_goes_on(self):
        task = self.bad_rating_task()
        self.task_step(task, self.clerk, "appeal", "恶意评价。")
        self.task_step(task, self.supervisor, "go_on", "不属于恶意评价。")
        self.assertEqual((task.state, task.evaluation_id.state), ("contacted", "given"))

    def test_inbox_and_form(self):
        task = self.bad_rating_task()
        for user in (self.clerk, self.reviewer, self.manager, self.supervisor):
            with self.subTest(user.login):
                box = Inbox(
                    self.env(user=user.id), "yichuang_intake.evaluation_task_action"
                )
                self.assertEqual(box.look(Domain("id", "=", task.id))["length"], 1)
                open_form(task.with_user(user))
