import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import draw as draw_tool
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestQuestions(MarketCase):
    def ask(self, notice, user, text="是否包含现场复测？"):
        questions = self.env["yichuang.market.question"].with_user(user)
        return questions._ask_about(
            notice.with_user(user), self.agency_of(user), text
        ).with_env(self.env)

    def test_threat11_nobody_learns_who_asks(self):
        question = self.ask(self.published_notice(), self.user_a)
        for user in (self.owner, self.user_b, self.market_reviewer, self.supervisor):
            mine = question.with_user(user)
            with self.subTest(user=user.login):
                self.assertEqual(mine.text, "是否包含现场复测？")
                with self.assertRaises(AccessError):
                    mine.read(["asker_id"])
                with self.assertRaises(AccessError):
                    mine.search([("asker_id", "=", self.agency_a.id)])

    def test_unanswered_question_blocks_the_close(self):
        notice = self.published_notice()
        question = self.ask(notice, self.user_a)
        self.put_back(notice, "sign_close")
        with self.assertRaisesRegex(UserError, "not answered"):
            notice.with_user(self.market_reviewer).action_close()
        with self.assertRaisesRegex(UserError, "Art. 36"):
            self.sign_up(notice, self.user_b)
        self.as_portal(question, self.owner)._transition("answer", {"answer": "包含。"})
        notice.with_user(self.market_reviewer).action_close()
        self.assertEqual(notice.state, "closed")

    def test_only_the_owner_answers_and_with_words(self):
        question = self.ask(self.published_notice(), self.user_a)
        with self.assertRaisesRegex(UserError, "Only"):
            self.as_portal(question, self.user_b)._transition("answer", {"answer": "x"})
        with self.assertRaisesRegex(UserError, "Write the answer"):
            self.as_portal(question, self.owner)._transition("answer", {"answer": " "})

    def test_question_too_late_or_twice_is_refused(self):
        notice = self.published_notice()
        self.ask(notice, self.user_a)
        with self.assertRaisesRegex(UserError, "asked already"):
            self.ask(notice, self.user_b)
        with self.assertRaisesRegex(UserError, "1 to 2000"):
            self.ask(notice, self.user_b, " ")
        notice._write_guarded({"sign_close": notice._now() + timedelta(hours=1)})
        with self.assertRaisesRegex(UserError, "taken until"):
            self.ask(notice, self.user_b, "另一个问题？")


@tagged("post_install", "-at_install")
class TestAmendment(MarketCase):
    def amend(self, notice, reason="补充复测要求", user=None, **values):
        values = values or {"content": "检测并复测。"}
        self.as_portal(notice, user or self.owner)._amend(values, reason)

    def test_threat14_amendment_is_a_new_version_that_ends_sign_ups(self):
        notice = self.sealed_notice()
        before = notice.canonical_sha256
        signup = self.bid(notice, self.user_a, 11000)
        self.amend(notice)
        self.assertEqual((notice.version, notice.state), (2, "published"))
        self.assertEqual(signup.state, "invalidated")
        self.assertFalse(signup._sealed())
        self.assertEqual(notice.version_ids.canonical_sha256, before)
        self.assertEqual(
            notice.canonical_sha256, draw_tool.sha256_hex(notice.canonical)
        )
        self.assertEqual(json.loads(notice.canonical)["version"], 2)
        again = self.bid(notice, self.user_a, 10500)
        self.assertEqual(again.state, "submitted")

    def test_threat14_offer_sealed_for_the_old_version_is_refused(self):
        notice = self.sealed_notice()
        blob = self.seal(notice, self.user_a, 11000)
        self.amend(notice)
        with self.assertRaisesRegex(UserError, "another round"):
            self.sign_up(notice, self.user_a, blob)

    def test_threat14_amendment_leaves_time(self):
        notice = self.published_notice()
        soon = notice._now() + timedelta(hours=3)
        notice._write_guarded({"sign_close": soon})
        with self.assertRaisesRegex(UserError, "move its end too"):
            self.amend(notice)
        later = notice._now() + timedelta(days=20)
        with self.assertRaisesRegex(UserError, "order must be"):
            self.amend(notice, sign_close=later)
        self.amend(
            notice,
            sign_close=later,
            reveal_until=later + timedelta(hours=1),
            event_on=later + timedelta(hours=2),
        )
        self.assertEqual(notice.sign_close, later)

    def test_amendment_needs_a_change_a_reason_and_the_owner(self):
        notice = self.published_notice()
        for values, reason in (({"content": notice.content}, "无"), ({}, " ")):
            with self.assertRaisesRegex(UserError, "what changes"):
                self.amend(notice, reason, **(values or {"content": "新"}))
        with self.assertRaisesRegex(UserError, "Art. 43"):
            self.amend(notice, user=self.user_a)
        with self.assertRaisesRegex(UserError, "what changes"):
            self.amend(notice, funding="fiscal")

    def test_threat2_ended_sign_ups_are_not_counted_out(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        self.amend(notice)
        version = notice.version_ids.with_user(self.market_reviewer)
        with self.assertRaises(AccessError):
            version.read(["sign_ups_ended"])
        signups = self.env["yichuang.market.signup"].with_user(self.market_reviewer)
        self.assertFalse(signups.search([("notice_id", "=", notice.id)]))

    def test_public_money_is_cancelled_with_the_supervisor_only(self):
        notice = self.published_notice()
        notice._write_guarded({"funding": "fiscal"})
        reason = {"cancel_reason": "项目取消"}
        with self.assertRaisesRegex(UserError, "supervisor agrees"):
            self.as_portal(notice, self.owner)._transition("cancel", reason)
        with self.assertRaises(AccessError):
            notice.with_user(self.market_publisher).action_agree_cancel()
        notice.with_user(self.supervisor).action_agree_cancel()
        self.as_portal(notice, self.owner)._transition("cancel", reason)
        self.assertEqual(notice.state, "cancelled")


@tagged("post_install", "-at_install")
class TestRepeat(MarketCase):
    def failed(self, notice=None):
        notice = notice or self.draft_notice()
        notice._write_guarded({"state": "failed", "fail_reason": "无人报名"})
        return notice

    def test_failed_notice_is_announced_again_at_most_twice(self):
        notice = self.failed()
        for number in (1, 2):
            notice = self.as_portal(notice, self.owner)._repeat().with_env(self.env)
            self.assertEqual((notice.state, notice.repeat_number), ("draft", number))
            self.failed(notice)
        with self.assertRaisesRegex(UserError, "only 2 agencies"):
            self.as_portal(notice, self.owner)._repeat()
        chain = [notice, notice.previous_id, notice.previous_id.previous_id]
        self.assertEqual(len({one.number for one in chain}), 3)

    def test_only_a_failed_notice_and_only_once(self):
        with self.assertRaisesRegex(UserError, "has failed"):
            self.as_portal(self.published_notice(), self.owner)._repeat()
        notice = self.failed()
        with self.assertRaisesRegex(UserError, "Art. 43"):
            self.as_portal(notice, self.user_a)._repeat()
        self.as_portal(notice, self.owner)._repeat()
        with self.assertRaisesRegex(UserError, "again already"):
            self.as_portal(notice, self.owner)._repeat()
