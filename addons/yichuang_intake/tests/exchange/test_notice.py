from datetime import timedelta

from freezegun import freeze_time

from odoo import SUPERUSER_ID, fields
from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...tools import notice as words
from ..common import PERSON, IntakeCase

GATEWAY = "http://127.0.0.1:9/sms"  # nobody answers at the port of “discard”


@tagged("post_install", "-at_install")
class TestNotice(IntakeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        cls.env.company.write(
            {
                "email": "hall@example.com",
                "notice_url": GATEWAY,
                "notice_secret": "示例密钥",
            }
        )
        cls.applicant = cls.make_user(
            "test_told", "base.group_portal", email="told@example.com"
        )

    def told_case(self, **values):
        return self.received_case(partner_id=self.applicant.partner_id.id, **values)

    def send(self):
        self.env["yichuang.notice"].with_user(SUPERUSER_ID)._cron_send()

    def test_each_step_that_concerns_the_applicant_writes_its_notices(self):
        case = self.told_case()
        case.with_user(self.clerk).action_take_all_materials()
        case.with_user(self.clerk).action_accept()
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)
        told = case.outbox_ids.sorted("id").mapped(lambda row: (row.kind, row.channel))
        self.assertEqual(
            told,
            [
                (kind, channel)
                for kind in ("received", "accepted", "decided")
                for channel in ("email", "webhook")
            ],
        )
        self.assertEqual(len(set(case.outbox_ids.mapped("key"))), 6)

    def test_steps_that_tell_something_exist(self):
        steps = set(self.env["yichuang.case"]._lifecycle_transitions())
        # The exit of the hall is a module of its own.
        self.assertLessEqual(set(words.KIND_OF_STEP) - {"place_at_exit"}, steps)
        kinds = {
            kind
            for kind, _label in self.env["yichuang.notice"]._fields["kind"].selection
        }
        # So is the market, which words its own.
        self.assertEqual(kinds - {"market"}, set(words.WORDS))
        self.assertLessEqual(set(words.KIND_OF_STEP.values()), kinds)

    def test_notice_says_no_more_than_needed(self):
        case = self.told_case()
        notice = case.outbox_ids.filtered(lambda row: row.channel == "webhook")
        said = str(notice._facts())
        self.assertIn(case.receipt_number, said)
        self.assertIn("示****", said)
        for secret in ("示例申请人", PERSON, case.query_code):
            self.assertNotIn(secret, said)

    def test_who_cannot_be_reached_is_told_nothing(self):
        self.env.company.notice_url = False
        self.assertFalse(self.received_case().outbox_ids)

    def test_step_and_notice_are_one(self):
        case = self.draft_case(partner_id=self.applicant.partner_id.id)
        with self.assertRaises(ZeroDivisionError), self.env.cr.savepoint():
            case.with_user(self.clerk).action_receive()
            self.assertTrue(case.outbox_ids)
            _something_later_fails = 1 / 0
        case.invalidate_recordset()
        self.assertFalse(case.outbox_ids)

    def test_email_goes_out_and_gateway_that_is_down_is_tried_again(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.told_case()
            self.send()
            mail, message = (
                case.outbox_ids.filtered(lambda row, c=channel: row.channel == c)
                for channel in ("email", "webhook")
            )
            self.assertEqual((mail.state, mail.problem), ("sent", False))
            self.assertEqual((message.state, message.attempts), ("waiting", 1))
            self.assertTrue(message.problem)
            self.send()
            self.assertEqual(message.attempts, 1, "not before its time")
        with freeze_time("2026-03-02 02:01:00"):
            self.send()
            self.assertEqual(message.attempts, 2)
            pause = message.next_try - fields.Datetime.now()
            self.assertEqual(pause, timedelta(minutes=2))

    def test_after_days_it_has_failed_and_a_manager_tries_again(self):
        message = self.received_case().outbox_ids
        message.attempts = words.MOST_ATTEMPTS - 1
        self.send()
        self.assertEqual(message.state, "failed")
        for user in (self.supervisor, self.clerk):
            with self.assertRaises(AccessError):
                message.with_user(user).action_retry()
        message.with_user(self.manager).action_retry()
        self.assertEqual((message.state, message.attempts), ("waiting", 0))
        with self.assertRaisesRegex(UserError, "nothing to do"):
            message.with_user(self.manager).action_retry()

    def test_what_somebody_has_in_hand_is_left_alone_until_the_claim_runs_out(self):
        with freeze_time("2026-03-02 02:00:00"):
            message = self.received_case().outbox_ids
            notices = self.env["yichuang.notice"].with_user(SUPERUSER_ID)
            self.assertEqual(notices._claim(), message)
            self.assertFalse(notices._claim())
        with freeze_time("2026-03-02 02:16:00"):
            self.assertEqual(notices._claim(), message)
            self.assertEqual(message.attempts, 2)

    def test_nobody_writes_notices_by_hand(self):
        message = self.received_case().outbox_ids
        for user in (self.manager, self.clerk, self.supervisor, self.applicant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                message.with_user(user).write({"state": "sent"})
        for user in (self.clerk, self.applicant):
            with self.subTest(user.login), self.assertRaises(AccessError):
                message.with_user(user).read(["address"])

    def test_gateway_needs_a_secret_and_a_web_address(self):
        for values in (
            {"notice_secret": False},
            {"notice_url": "file:///etc/passwd"},
        ):
            with self.subTest(values), self.assertRaises(ValidationError):
                self.env.company.write(values)
