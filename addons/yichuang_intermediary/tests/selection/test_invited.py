import json

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase
from .test_choice import pack_problems


@tagged("post_install", "-at_install")
class TestInvited(MarketCase):
    """1.7.6 邀请."""

    def test_art34_at_least_three_are_invited(self):
        self.allow("invited")
        with self.assertRaisesRegex(UserError, "At least 3 valid"):
            self.submitted_notice(mode="invited", min_valid=2)

    def test_176_draw_comes_before_the_opening(self):
        notice = self.invited_notice()
        self.assertIn("invited", notice.waits_for)
        with self.assertRaisesRegex(UserError, "Art. 34"):
            self.post(notice, 1)
        self.hold_draw(notice)
        self.post(notice, 1, 2)
        self.assertEqual(notice.state, "selected")
        self.assertEqual(notice.winner_id, self.agency_of(self.third_agency()))
        inputs = json.loads(notice.selection_ids.inputs)
        self.assertEqual(len(inputs["invited"]), 3)
        self.assertEqual(inputs["then"], "lowest")
        self.assertFalse(pack_problems(notice))

    def test_176_who_is_not_drawn_is_never_opened(self):
        notice = self.invited_notice(12000, 11500, 11000, 10500)
        self.hold_draw(notice)
        left_out = notice.signup_ids.filtered(lambda s: s.state == "not_selected")
        self.assertEqual(len(left_out), 1)
        self.assertEqual(left_out.agency_id.uscc, notice.draw_id._order_list()[3])
        self.assertFalse(left_out._sealed())
        self.post(notice, 1, 2)
        self.assertEqual(len(notice.offer_ids), 3)
        self.assertNotIn(left_out.agency_id, notice.offer_ids.agency_id)
        result = json.loads(notice.selection_ids.result)
        self.assertEqual(result["out"], {left_out.agency_id.uscc: "not_invited"})


@tagged("post_install", "-at_install")
class TestLowPriceFloor(MarketCase):
    def test_173_benchmark_of_the_service_is_the_floor(self):
        """The lowest twentieth of the service's contracts has an offer explained."""
        service = type(self.env["yichuang.market.service"])
        found = {"n": 5, "fee": None, "days": None, "floor": 11_500_00}
        self.patch(
            service, "_benchmark", lambda services: {one.id: found for one in services}
        )
        notice = self.opened_notice(12000, 11000)
        self.assertEqual(notice.lowprice_ids.tests, "benchmark")
        self.assertEqual(notice.state, "opened")
