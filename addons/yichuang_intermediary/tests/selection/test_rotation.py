import json
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase
from .test_choice import pack_problems


@tagged("post_install", "-at_install")
class TestRotation(MarketCase):
    """1.7.5 顺序轮候."""

    def order(self, notice):
        return json.loads(notice.selection_ids.result)["order"]

    def test_175_draw_puts_the_ring_in_order_and_turns_follow_it(self):
        first = self.ring_notice()
        ring = first.draw_id._order_list()
        self.assertEqual(self.order(first), ring)
        self.assertEqual(first.winner_id.uscc, ring[0])
        self.assertTrue(first.selection_ids.explanation)
        winners = []
        for _turn in range(3):
            notice = self.turn_notice()
            self.assertEqual(notice.state, "selected")
            self.assertEqual(notice.ring_id, first.selection_ids)
            self.assertFalse(pack_problems(notice))
            winners.append(notice.winner_id.uscc)
        self.assertEqual(winners, [ring[1], ring[2], ring[0]])
        self.assertEqual(first.selection_ids.turn_count, 3)
        frozen = json.loads(notice.canonical)["ring"]
        self.assertEqual((frozen["notice"], frozen["order"]), (first.number, ring))
        self.assertFalse(pack_problems(first))

    def test_175_who_does_not_sign_up_keeps_its_place(self):
        first = self.ring_notice()
        ring = first.draw_id._order_list()
        notice = self.published_notice(mode="rotation")
        users = {
            self.agency_of(user).uscc: user
            for user in (self.user_a, self.user_b, self.third_agency())
        }
        for uscc in (ring[0], ring[2]):
            self.sign_up(notice, users[uscc])
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(self.order(notice), [ring[2], ring[0]])

    def test_175_annulled_turn_is_not_counted(self):
        self.ring_notice()
        notice = self.turn_notice()
        winner = notice.winner_id
        self.annul(notice)
        self.assertEqual(self.turn_notice().winner_id, winner)

    def test_175_newcomer_waits_for_the_next_drawing(self):
        first = self.ring_notice()
        newcomer = self.further_agency("d")
        notice = self.published_notice(mode="rotation")
        with self.assertRaisesRegex(UserError, "goes round a ring"):
            self.sign_up(notice, newcomer)
        first.company_id.market_ring_months = 1
        first.selection_ids._write_guarded({"decided_on": "2020-01-01 00:00:00"})
        anew = self.published_notice(mode="rotation")
        self.assertFalse(anew.ring_id)
        self.assertIsNone(json.loads(anew.canonical)["ring"])
        self.sign_up(anew, newcomer)

    def test_175_one_ring_is_drawn_at_a_time(self):
        self.allow("rotation")
        first = self.published_notice(mode="rotation")
        other = self.approved_notice(mode="rotation")
        with self.assertRaisesRegex(UserError, first.number):
            other.with_user(self.market_publisher).action_publish()

    def test_175_only_small_work_of_the_owner_goes_in_turn(self):
        self.allow("rotation")
        with self.assertRaisesRegex(UserError, "in turn up to 50,?000"):
            self.submitted_notice(mode="rotation", amount_fen=50_000_01)
        with self.assertRaisesRegex(UserError, "never in turn"):
            self.submitted_notice(
                mode="rotation",
                commission_type="department",
                payer_department_id=self.department.id,
            )

    def test_175_annulled_ring_ends_the_notices_that_stand_on_it(self):
        first = self.ring_notice()
        notice = self.published_notice(mode="rotation")
        for user in (self.user_a, self.user_b, self.third_agency()):
            self.sign_up(notice, user)
        self.annul(first)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(notice.state, "failed")
        public = notice._in_public_language()
        self.assertEqual(notice.fail_reason, public._no_outcome_text("ring_annulled"))

    def annul(self, notice):
        """Annul a selection by the supervisor's decision."""
        plan = {
            "event_label": "fc3d:2030-01-01",
            "reveal_until": notice._now() + timedelta(days=1),
            "event_on": notice._now() + timedelta(days=2),
        }
        notice.with_user(self.supervisor)._annul("决字1号", "程序有误", plan)
