"""A bad rating is put right, and a card is answered and closed, in a real browser."""

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestRatingInTheBrowser(TakesPictures, Hall, HttpCase):
    browser_size = "390x844"
    touch_enabled = True

    def test_applicant_rates_on_a_phone(self):
        evaluation = self.asked_evaluation()
        self.start_tour(f"/rate/{evaluation.token}", "yichuang_rate_tour", login=None)
        self.assertEqual((evaluation.grade, evaluation.bad), ("5", True))
        self.assertEqual(evaluation.task_ids.state, "open")


@tagged("post_install", "-at_install")
class TestSupervisionInTheBrowser(TakesPictures, Hall, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.clerk.name = "窗口 王晓梅"
        cls.department.name = "示范县行政审批服务局"
        # What the sample hall has on its boards is not of this journey.
        cls.env["yichuang.alert"].search([])._write_guarded({"state": "withdrawn"})

    def test_card_letter_answer_close_and_bad_rating_put_right(self):
        card = self.raised_alert()
        self._tour("supervision", "yichuang_letter_tour", self.supervisor)
        self._tour("supervision-letters", "yichuang_answer_tour", self.reviewer)
        self._tour("supervision", "yichuang_close_tour", self.supervisor)
        self.assertEqual((card.state, card.answered_by_id), ("closed", self.reviewer))
        task = self.bad_rating_task()
        self._tour("bad-ratings", "yichuang_bad_rating_tour", self.clerk)
        self.env["yichuang.evaluation.task"].search(
            [("id", "!=", task.id)]
        )._write_guarded({"state": "closed"})
        self._tour("bad-ratings", "yichuang_call_back_tour", self.manager)
        self.assertEqual((task.state, task.checked_by_id), ("closed", self.manager))

    def _tour(self, path, name, user):
        self.start_tour(f"/odoo/{path}", name, login=user.login, timeout=60)
