from datetime import date

from odoo.exceptions import AccessError
from odoo.tests import freeze_time, tagged

from ..common import IntakeCase
from ..web_client import Inbox


@tagged("post_install", "-at_install")
class TestAlertScore(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.case = cls.overdue_case()
        cls.card = cls.raised_alert(cls.case)
        cls.plant(cls.card, occurred_on=date(2026, 2, 3))
        cls.scores = cls.env["yichuang.alert.score"]

    def score(self):
        return self.scores.search(
            [
                ("department_id", "=", self.department.id),
                ("quarter_on", "=", "2026-01-01"),
            ]
        )

    def test_quarter_is_counted_once_it_is_over(self):
        with freeze_time("2026-03-31 02:00:00"):
            self.scores._cron_count()
        self.assertFalse(self.score())
        with freeze_time("2026-04-01 02:00:00"):
            self.scores._cron_count()
            self.scores._cron_count()
        score = self.score()
        self.assertEqual((score.red, score.score, score.grade), (1, 97.0, "excellent"))

    def test_withdrawn_card_counts_no_more_when_counted_anew(self):
        self.scores._count(date(2026, 1, 1))
        self.alert_step(self.card, self.reviewer, "appeal", "有误。")
        self.alert_step(self.card, self.supervisor, "withdraw", "申诉成立。")
        score = self.score()
        for user in (self.manager, self.reviewer):
            with self.subTest(user.login), self.assertRaises(AccessError):
                score.with_user(user).action_count_anew()
        self.assertEqual(score.red, 1)
        score.with_user(self.supervisor).action_count_anew()
        self.assertEqual((score.red, score.score), (0, 100.0))

    def test_organ_sees_its_own_and_nobody_writes(self):
        self.scores._count(date(2026, 1, 1))
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        for user, seen in ((self.reviewer, 1), (outsider, 0), (self.supervisor, 1)):
            with self.subTest(user.login):
                box = Inbox(
                    self.env(user=user.id), "yichuang_intake.alert_score_action"
                )
                mine = box.model.search([("id", "=", self.score().id)])
                self.assertEqual(len(mine), seen)
                box.look()
        with self.assertRaises(AccessError):
            self.score().with_user(self.supervisor).write({"score": 100})
