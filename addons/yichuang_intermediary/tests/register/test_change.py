from psycopg2.errors import UniqueViolation

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import USCC, MarketCase


@tagged("post_install", "-at_install")
class TestChange(MarketCase):
    def test_entry_moves_with_the_acceptance_and_both_values_stay(self):
        for what, value in (
            ("name", "测试甲检测集团公司"),
            ("legal_representative", "某某"),
            ("uscc", USCC[2]),
            ("phone", "0537-7000000"),
        ):
            with self.subTest(what=what):
                before = self.agency_a[what]
                change = self.waiting_change(what=what, new_value=value)
                self.assertEqual(self.agency_a[what], before)
                change.with_user(self.market_reviewer).action_accept()
                self.assertEqual(self.agency_a[what], value)
                self.assertEqual(change.old_value, before)
                self.assertEqual(change.decided_by_id, self.market_reviewer)

    def test_change_needs_its_document(self):
        change = self.waiting_change(document=False)
        with self.assertRaisesRegex(UserError, "document"):
            change.with_user(self.market_reviewer).action_accept()

    def test_refusal_needs_an_answer(self):
        change = self.waiting_change().with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "why"):
            change.action_refuse()

    def test_new_code_is_checked_before_it_is_handed_in(self):
        with self.assertRaisesRegex(ValidationError, "business licence"):
            self.waiting_change(what="uscc", new_value="91379901MA3T000999")

    def test_one_change_of_an_entry_waits_at_a_time(self):
        self.waiting_change()
        with self.assertRaises(UniqueViolation), mute_logger("odoo.sql_db"):
            self.waiting_change()

    def test_agency_withdraws_its_own_only(self):
        change = self.waiting_change()
        with self.assertRaises(AccessError):
            self.as_portal(change, self.user_b)._transition("withdraw")
        self.as_portal(change, self.user_a)._transition("withdraw")
        self.assertEqual(change.state, "withdrawn")

    def test_account_number_does_not_stay_in_the_history(self):
        change = self.waiting_change(what="bank_account", new_value="6222000011112222")
        self.assertFalse(change.old_value)
