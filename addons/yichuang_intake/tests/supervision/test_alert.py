from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase
from ..web_client import Inbox, open_form


@tagged("post_install", "-at_install")
class TestAlert(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.second_supervisor = cls.make_user(
            "test_supervisor_two", "yichuang_catalog.group_supervisor"
        )
        cls.outsider = cls.make_user("test_outsider", "yichuang_intake.group_reviewer")
        cls.case = cls.overdue_case()

    def test_card_letter_answer_close(self):
        card = self.raised_alert(self.case)
        self.assertEqual((card.level, card.state), ("red", "raised"))
        with freeze_time("2026-03-02 02:00:00"):
            self.alert_step(card, self.supervisor, "send_letter", "请于期限内整改。")
        self.assertEqual(str(card.answer_due_on), "2026-03-09", "five working days")
        self.alert_step(card, self.reviewer, "answer", "已整改。")
        self.alert_step(card, self.supervisor, "ask_again", "请附证明。", answer_days=1)
        self.alert_step(card, self.reviewer, "answer", "已附证明。")
        self.alert_step(card, self.supervisor, "close", "整改到位。")
        self.assertEqual(
            (card.state, card.answered_by_id, card.closed_by_id),
            ("closed", self.reviewer, self.supervisor),
        )
        actions = self.env["yichuang.event"].search(
            [("res_model", "=", card._name), ("res_id", "=", card.id)]
        )
        self.assertEqual(
            actions.mapped("action")[::-1],
            ["raise", "send_letter", "answer", "ask_again", "answer", "close"],
        )

    def test_hall_sets_the_time_to_answer(self):
        self.env.company.alert_answer_days = 2
        card = self.raised_alert(self.case)
        with freeze_time("2026-03-02 02:00:00"):
            self.alert_step(card, self.supervisor, "send_letter", "请整改。")
        self.assertEqual(str(card.answer_due_on), "2026-03-04")

    def test_each_step_is_put_in_words(self):
        card = self.raised_alert(self.case)
        with self.assertRaisesRegex(UserError, "demanded"):
            self.alert_step(card, self.supervisor, "send_letter", " ")
        self.alert_step(card, self.supervisor, "send_letter", "请整改。")
        with self.assertRaisesRegex(UserError, "put right"):
            self.alert_step(card, self.reviewer, "answer", "")
        self.alert_step(card, self.reviewer, "answer", "已整改。")
        with self.assertRaisesRegex(UserError, "came of it"):
            self.alert_step(card, self.supervisor, "close", "")

    def test_red_card_is_closed_on_an_answer_only(self):
        card = self.raised_alert(self.case)
        with self.assertRaisesRegex(UserError, "letter first"):
            self.alert_step(card, self.supervisor, "close", "无需整改。")

    def test_another_organ_neither_sees_nor_answers(self):
        card = self.sent_alert(self.case)
        self.assertFalse(card.with_user(self.outsider).search([]))
        for user in (self.outsider, self.second_clerk):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.alert_step(card, user, "answer", "已整改。")
        self.assertEqual(
            card.with_user(self.decider).search([("id", "=", card.id)]), card
        )

    def test_nobody_supervises_their_own_organ(self):
        card = self.raised_alert(self.case)
        self.department.member_ids |= self.supervisor
        with self.assertRaisesRegex(UserError, "Another"):
            self.alert_step(card, self.supervisor, "send_letter", "请整改。")

    def test_appeal_is_decided_by_another_supervisor(self):
        card = self.sent_alert(self.case)
        self.alert_step(card, self.reviewer, "appeal", "期限应扣除评审时间。")
        with self.assertRaisesRegex(UserError, "Another"):
            self.alert_step(card, self.supervisor, "withdraw", "申诉成立。")
        self.alert_step(card, self.second_supervisor, "uphold", "申诉不成立。")
        with self.assertRaises(UserError):
            self.alert_step(card, self.reviewer, "appeal", "再次申诉。")
        self.alert_step(card, self.supervisor, "send_letter", "请整改。")
        with self.assertRaisesRegex(UserError, "no second"):
            self.alert_step(card, self.reviewer, "appeal", "再次申诉。")

    def test_withdrawn_card_stays_and_counts_no_more(self):
        card = self.raised_alert(self.case)
        self.assertEqual(self.case.alert_level, "red")
        self.alert_step(card, self.reviewer, "appeal", "系统时间有误。")
        self.alert_step(card, self.supervisor, "withdraw", "申诉成立。")
        self.assertTrue(card.exists())
        self.assertEqual((self.case.alert_level, self.case.alert_count), ("green", 0))
        self.assertFalse(self.sweep("promise_exceeded"), "not raised anew")

    def test_appeal_comes_in_time(self):
        card = self.raised_alert(self.case)
        later = card.raised_on + timedelta(days=40)
        with freeze_time(later), self.assertRaisesRegex(UserError, "possible until"):
            self.alert_step(card, self.reviewer, "appeal", "有误。")

    def test_nothing_done_to_the_case_takes_its_card_away(self):
        card = self.raised_alert(self.case)
        facts = dict(card.facts)
        self.plant(self.case._clock("promise"), due_on=hall_date() + timedelta(99))
        self.assertFalse(self.sweep("promise_exceeded"))
        self.assertEqual((card.state, card.facts), ("raised", facts))
        with self.assertRaises(UserError):
            card.sudo().unlink()
        for user in (self.supervisor, self.manager, self.reviewer):
            with self.subTest(user.login), self.assertRaises(UserError):
                card.with_user(user).write({"level": "green"})

    def test_rule_with_cards_is_archived_not_deleted(self):
        rule = self.raised_alert(self.case).rule_id.with_user(self.supervisor)
        with self.assertRaisesRegex(UserError, "Archive"):
            rule.unlink()
        with self.assertRaises(AccessError):
            rule.with_user(self.manager).write({"level": "green"})

    def test_board_shows_the_worst_color_first(self):
        self.raised_alert()
        cards = self.env["yichuang.alert"].with_context(read_group_expand=True)
        found = cards.web_read_group([], ["level"])["groups"]
        levels = [group["level"] for group in found]
        self.assertEqual(levels, ["deep_red", "red", "yellow", "green"])

    def test_screens_open_for_all_who_see_them(self):
        card = self.sent_alert(self.case)
        for user in (self.supervisor, self.manager, self.reviewer, self.decider):
            with self.subTest(user.login):
                open_form(card.with_user(user))
                self.assertTrue(open_form(self.case.with_user(user))["alert_count"])
        self.assertEqual(
            open_form(self.case.with_user(self.second_clerk))["alert_count"], 0
        )
        inbox = Inbox(
            self.env(user=self.reviewer.id), "yichuang_intake.alert_action_answer"
        )
        self.assertEqual(inbox.look()["length"], 1)
