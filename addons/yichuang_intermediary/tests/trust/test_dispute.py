from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestDispute(MarketCase):
    def test_answer_is_due_in_working_days_by_kind(self):
        notice = self.published_notice()
        workdays, today = notice._workdays(), notice._today()
        for kind, days in (("inquiry", 3), ("objection", 7), ("complaint", 30)):
            with self.subTest(kind=kind):
                dispute = self.draft_dispute(kind=kind, notice=notice)
                self.assertEqual(dispute.due_on, workdays.add(today, days).date)

    def test_art57_objection_holds_the_award_up_until_it_is_answered(self):
        notice = self.drawn_notice()
        notice._write_guarded({"publicity_until": False})
        dispute = self.draft_dispute(notice=notice)
        self.assertEqual(notice._standstill(), dispute)
        with self.assertRaisesRegex(UserError, dispute.number):
            notice.with_user(self.market_issuer).action_award()
        answering = dispute.with_user(self.market_reviewer)
        answering.action_admit()
        answering.write({"answer": "不成立", "result": "dismissed"})
        answering.action_answer()
        notice.with_user(self.market_issuer).action_award()
        self.assertEqual(notice.state, "awarded")

    def test_art57_standstill_ends_after_thirty_days(self):
        dispute = self.draft_dispute()
        self.assertTrue(dispute.notice_id._standstill())
        dispute._write_guarded({"stands_until": dispute._today() - timedelta(days=1)})
        self.assertFalse(dispute.notice_id._standstill())

    def test_question_and_tip_hold_nothing_up(self):
        for kind in ("inquiry", "tip"):
            with self.subTest(kind=kind):
                dispute = self.draft_dispute(kind=kind)
                self.assertFalse(dispute.notice_id._standstill())

    def test_tip_goes_to_the_supervisors_and_names_nobody(self):
        tip = self.draft_dispute(kind="tip")
        disputes = self.env["yichuang.market.dispute"]
        for user in (
            self.market_reviewer,
            self.market_publisher,
            self.market_issuer,
            self.user_a,
            self.user_b,
        ):
            with self.subTest(user=user.login):
                self.assertFalse(disputes.with_user(user).search([("id", "=", tip.id)]))
        self.assertTrue(disputes.with_user(self.supervisor).search([]))
        self.assertFalse(tip.user_id or tip.partner_id)
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT create_uid, write_uid FROM yichuang_market_dispute WHERE id = %s",
            [tip.id],
        )
        self.assertEqual(
            set(self.env.cr.fetchone()), {self.env.ref("base.user_root").id}
        )
        self.assertNotIn(
            self.user_b.partner_id, tip.message_ids.author_id | tip.message_partner_ids
        )

    def test_threat21_same_matter_is_brought_once(self):
        dispute = self.draft_dispute()
        with self.assertRaisesRegex(UserError, "already"):
            self.draft_dispute(notice=dispute.notice_id)
        self.as_portal(dispute, self.user_b)._transition("withdraw")
        self.draft_dispute(notice=dispute.notice_id)

    def test_art55_complaint_after_the_answer_within_fifteen_working_days(self):
        dispute = self.answered_dispute()
        late = self.answered_dispute()
        late._write_guarded({"answered_on": late._today() - timedelta(days=60)})
        with self.assertRaisesRegex(UserError, "Art. 55"):
            self.as_portal(late, self.user_b)._transition("escalate")
        self.as_portal(dispute, self.user_b)._transition("escalate")
        self.assertEqual((dispute.kind, dispute.state), ("complaint", "escalated"))
        self.assertTrue(dispute.notice_id._standstill())
        decided = dispute.with_user(self.supervisor)
        decided.write({"decision": "成立, 责令重新选取", "result": "upheld"})
        decided.action_decide()
        self.assertEqual(dispute.state, "decided")

    def test_hall_does_not_decide_complaints(self):
        dispute = self.draft_dispute(kind="complaint")
        answering = dispute.with_user(self.market_reviewer)
        answering.action_admit()
        answering.write({"answer": "x", "result": "dismissed"})
        with self.assertRaisesRegex(UserError, "supervisors"):
            answering.action_answer()

    def test_objection_is_answered_before_the_admission(self):
        agency = self.public_agency()
        agency._write_guarded({"publicity_until": False})
        dispute = self.draft_dispute(about="register", agency=agency)
        with self.assertRaisesRegex(UserError, dispute.number):
            agency.with_user(self.market_reviewer).action_activate()

    def test_others_do_not_see_withdraw_or_escalate_it(self):
        dispute = self.draft_dispute()
        seen = self.env["yichuang.market.dispute"].with_user(self.user_a)
        self.assertFalse(seen.search([]))
        with self.assertRaises(AccessError):
            self.as_portal(dispute, self.user_a)._transition("withdraw")

    def test_evidence_is_told_by_its_content(self):
        with self.assertRaises(ValidationError):
            self.draft_dispute(data=b"<html></html>")
        with self.assertRaises(UserError):
            self.draft_dispute(text="  ")
