import json
from datetime import timedelta

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools import draw as draw_tool
from ..common import HALL_SECRET, OWNER_SECRET, MarketCase


@tagged("post_install", "-at_install")
class TestNotice(MarketCase):
    def test_number_is_given_once_and_kept(self):
        notice = self.draft_notice()
        self.assertRegex(notice.number, r"MK-\d{4}-\d{6}$")
        with self.assertRaises(UserError):
            notice.number = "MK-1"

    def test_author_is_who_wrote_it(self):
        self.assertEqual(self.draft_notice().author_id, self.owner)

    def test_copy_is_a_new_draft(self):
        copy = self.published_notice().copy()
        self.assertEqual(copy.state, "draft")
        self.assertFalse(copy.canonical)

    def test_price_is_kept_in_whole_fen(self):
        notice = self.draft_notice()
        notice.amount = 19.99
        self.assertEqual(notice.amount_fen, 1999)

    def test_default_plan_keeps_the_order_of_events(self):
        notice = self.draft_notice()
        self.assertLess(notice.sign_close, notice.reveal_until)
        self.assertLess(notice.reveal_until, notice.event_on)

    def test_reserve_of_money_raises_the_minimum(self):
        notice = self.env["yichuang.market.notice"].new({"funding": "fiscal"})
        notice._onchange_funding()
        self.assertEqual(notice.min_valid, 3)


@tagged("post_install", "-at_install")
class TestHandIn(MarketCase):
    def test_threat24_hall_cannot_hand_in_for_the_owner(self):
        notice = self.draft_notice()
        with self.assertRaises(AccessError):
            notice.with_user(self.market_reviewer)._transition("submit")

    def test_art43_another_company_cannot_hand_in(self):
        notice = self.as_portal(self.draft_notice(), self.user_a)
        with self.assertRaisesRegex(UserError, "Art. 43"):
            notice._transition("submit")

    def test_hall_drafts_and_the_owner_hands_in(self):
        drafts = self.env["yichuang.market.notice"].with_user(self.market_issuer)
        notice = drafts.create(self.notice_vals()).with_env(self.env)
        self.submit(notice)
        self.assertEqual(notice.submitted_by_id, self.owner)

    def test_art30_price_is_stated(self):
        with self.assertRaisesRegex(UserError, "Art. 30"):
            self.submitted_notice(amount_fen=0)

    def test_art36_fiscal_money_needs_three(self):
        for funding in ("fiscal", "state_owned"):
            refused = self.assertRaisesRegex(UserError, "Art. 36")
            with self.subTest(funding=funding), refused:
                self.submitted_notice(funding=funding, min_valid=2)

    def test_other_money_needs_two(self):
        with self.assertRaisesRegex(UserError, "At least 2"):
            self.submitted_notice(min_valid=1)

    def test_exclusion_needs_a_reason(self):
        with self.assertRaisesRegex(UserError, "why"):
            self.submitted_notice(avoid_agency_ids=self.agency_a.ids)

    def test_art43_service_for_a_case_needs_a_legal_basis(self):
        with self.assertRaisesRegex(UserError, "Art. 43"):
            self.submitted_notice(case_id=self.accepted_case().id)

    def test_commitment_that_is_no_hash_is_refused(self):
        notice = self.as_portal(self.draft_notice(), self.owner)
        with self.assertRaisesRegex(UserError, "SHA-256"):
            notice._submit_by_owner("12345")

    def test_content_is_closed_once_handed_in(self):
        notice = self.submitted_notice()
        with self.assertRaises(UserError):
            notice.with_user(self.market_reviewer).content = "另一内容"


@tagged("post_install", "-at_install")
class TestThreePeople(MarketCase):
    def test_author_does_not_review(self):
        drafts = self.env["yichuang.market.notice"].with_user(self.market_reviewer)
        notice = drafts.create(self.notice_vals()).with_env(self.env)
        self.submit(notice)
        with self.assertRaisesRegex(UserError, "different people"):
            notice.with_user(self.market_reviewer).action_approve()

    def test_reviewer_does_not_publish(self):
        notice = self.approved_notice()
        both = self.market_reviewer
        both.group_ids += self.env.ref("yichuang_intermediary.group_market_publisher")
        with self.assertRaisesRegex(UserError, "different people"):
            notice.with_user(both).action_publish()

    def test_publisher_does_not_award(self):
        self.the_same_does_not_award(self.market_publisher)

    def test_reviewer_does_not_award(self):
        self.the_same_does_not_award(self.market_reviewer)

    def the_same_does_not_award(self, user):
        notice = self.drawn_notice()
        notice._write_guarded({"publicity_until": False})
        user.group_ids += self.env.ref("yichuang_intermediary.group_market_issuer")
        with self.assertRaisesRegex(UserError, "different people"):
            notice.with_user(user).action_award()

    def test_reviewer_alone_has_no_key_to_publish(self):
        with self.assertRaises(AccessError):
            self.approved_notice().with_user(self.market_reviewer).action_publish()

    def test_sending_back_needs_a_reason(self):
        notice = self.submitted_notice()
        with self.assertRaises(UserError):
            notice.with_user(self.market_reviewer)._transition("send_back")

    def test_sent_back_notice_comes_again_with_the_same_number(self):
        notice = self.submitted_notice()
        number = notice.number
        wizard = self.env["yichuang.market.reason"].with_user(self.market_reviewer)
        action = notice.with_user(self.market_reviewer).action_send_back()
        wizard.with_context(**action["context"]).create(
            {"reason": "请补充检测标准。"}
        ).action_confirm()
        self.assertEqual(notice.return_reason, "请补充检测标准。")
        self.submit(notice)
        self.assertEqual((notice.number, notice.state), (number, "submitted"))
        self.assertEqual(len(notice.draw_ids), 1)


@tagged("post_install", "-at_install")
class TestPublication(MarketCase):
    def publish(self, notice):
        notice.with_user(self.market_publisher).action_publish()

    def test_sign_up_shorter_than_the_period_is_refused(self):
        notice = self.approved_notice()
        notice._write_guarded({"sign_close": notice._now() + timedelta(minutes=5)})
        with self.assertRaisesRegex(UserError, "working days"):
            self.publish(notice)

    def test_period_is_counted_in_working_days(self):
        self.env.company.market_signup_social = 2
        notice = self.approved_notice()
        earliest = notice._workdays().add(notice._today(), 2).date
        notice._write_guarded(
            {
                "sign_close": notice.sign_close.combine(
                    earliest, notice.sign_close.time()
                )
            }
        )
        self.publish(notice)
        self.assertEqual(hall_date(notice.sign_close), earliest)

    def test_public_number_before_the_last_reveal_is_refused(self):
        notice = self.approved_notice()
        notice._write_guarded({"event_on": notice.reveal_until - timedelta(hours=1)})
        with self.assertRaisesRegex(UserError, "order must be"):
            self.publish(notice)

    def test_commitments_of_all_parties_are_published_with_it(self):
        notice = self.submitted_notice()
        notice.with_user(self.market_reviewer).action_approve()
        with self.assertRaisesRegex(UserError, "hall-reveal"):
            self.publish(notice)

    def test_content_is_frozen_and_hashed(self):
        notice = self.published_notice()
        frozen = json.loads(notice.canonical)
        self.assertEqual(
            notice.canonical_sha256, draw_tool.sha256_hex(notice.canonical)
        )
        self.assertEqual(frozen["amount_fen"], 1_234_500)
        self.assertEqual(
            [source["commitment"] for source in frozen["draw"]["sources"]],
            [
                None,
                draw_tool.commitment(HALL_SECRET),
                draw_tool.commitment(OWNER_SECRET),
            ],
        )

    def test_published_content_cannot_be_written(self):
        notice = self.published_notice()
        for values in (
            {"amount_fen": 1},
            {"canonical": "{}"},
            {"sign_close": "2031-01-01 00:00:00"},
            {"winner_id": self.agency_a.id},
        ):
            with self.subTest(values=values), self.assertRaises(UserError):
                notice.with_user(self.market_publisher).write(values)

    def test_owner_cancels_before_the_close_with_a_reason(self):
        notice = self.as_portal(self.published_notice(), self.owner)
        with self.assertRaisesRegex(UserError, "Art. 36"):
            notice._transition("cancel", {"cancel_reason": " "})
        notice._transition("cancel", {"cancel_reason": "项目停建"})
        self.assertEqual(notice.state, "cancelled")

    def test_owner_cannot_cancel_after_the_close(self):
        notice = self.as_portal(self.closed_notice(), self.owner)
        with self.assertRaises(UserError):
            notice._transition("cancel", {"cancel_reason": "结果不满意"})


@tagged("post_install", "-at_install")
class TestClosing(MarketCase):
    def test_nobody_closes_before_the_time(self):
        notice = self.published_notice()
        with self.assertRaisesRegex(UserError, "cannot be closed"):
            notice.with_user(self.market_publisher).action_close()

    def test_art36_below_the_minimum_the_notice_fails_with_the_reason(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(notice.state, "failed")
        self.assertIn("1 valid", notice.fail_reason)

    def test_notice_without_any_sign_up_fails(self):
        notice = self.published_notice()
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(notice.state, "failed")

    def test_job_closes_freezes_and_leaves_the_rest_open(self):
        over, running = self.published_notice(), self.published_notice()
        for user in (self.user_a, self.user_b):
            self.sign_up(over, user)
        self.put_back(over, "sign_close")
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_intermediary.cron_advance").method_direct_trigger()
        self.assertEqual(over.state, "closed")
        self.assertEqual(over.draw_id.state, "listed")
        self.assertEqual(running.state, "published")

    def test_job_fixes_the_reveals_when_their_time_is_over(self):
        notice = self.listed_notice()
        self.put_back(notice, "reveal_until")
        with self.enter_registry_test_mode():
            self.env.ref("yichuang_intermediary.cron_advance").method_direct_trigger()
        self.assertEqual(notice.draw_id.state, "revealed")
        self.assertEqual(self.source(notice, "owner").state, "missed")


@tagged("post_install", "-at_install")
class TestAward(MarketCase):
    def test_art52_no_letter_while_the_result_is_public(self):
        notice = self.drawn_notice()
        self.assertGreater(notice.publicity_until, notice._today())
        with self.assertRaisesRegex(UserError, "Art. 52"):
            notice.with_user(self.market_issuer).action_award()

    def test_publicity_is_counted_in_working_days(self):
        self.env.company.market_publicity_social = 3
        notice = self.drawn_notice()
        expected = notice._workdays().add(notice._today(), 3).date
        self.assertEqual(notice.publicity_until, expected)

    def test_letter_has_a_number_and_its_people(self):
        notice = self.awarded_notice()
        self.assertRegex(notice.letter_number, r"ZX-\d{4}-\d{6}$")
        self.assertEqual(notice.issued_by_id, self.market_issuer)

    def test_letter_prints(self):
        notice = self.awarded_notice()
        html, _kind = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intermediary.letter", notice.ids
        )
        self.assertIn(notice.winner_id.uscc, html.decode())

    def test_case_counts_its_notices(self):
        self.market_service.legal_basis = "测试条例 第一条"
        case = self.accepted_case()
        self.published_notice(case_id=case.id)
        self.assertEqual(case.notice_count, 1)
        self.assertEqual(
            case.action_view_notices()["domain"], [("case_id", "=", case.id)]
        )
