import json
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.http import Request
from odoo.tests import HttpCase, tagged

from ...tools import draw as draw_tool
from ..common import MarketCase
from .test_choice import pack_problems


@tagged("post_install", "-at_install")
class TestCredit(MarketCase):
    """1.7.4a 信用择优."""

    def test_174a_tickets_on_the_frozen_list_are_in_proportion_to_credit(self):
        notice = self.credit_notice()
        rows = draw_tool.parse_list(notice.draw_id.list_text)
        tickets = {row.uscc: row.tickets for row in rows}
        self.assertEqual(sorted(tickets.values()), [60_00, 80_00, 95_00])
        self.assertEqual(tickets[self.agency_a.uscc], 95_00)

    def test_174a_owner_chooses_one_of_the_short_list_at_the_announced_time(self):
        notice = self.credit_notice()
        self.assertEqual(notice._choosable(), self.agency_a | self.agency_b)
        with self.assertRaisesRegex(UserError, "time announced"):
            self.choose(notice, self.agency_b)
        self.put_back(notice, "choice_on")
        third = self.agency_of(self.third_agency())
        with self.assertRaisesRegex(UserError, "Choose one of"):
            self.choose(notice, third)
        self.confirm_choice(self.choose(notice, self.agency_b))
        self.assertEqual(notice.winner_id, self.agency_b)
        states = {line.agency_id: line.state for line in notice.signup_ids}
        self.assertEqual(states[self.agency_a], "reserve")
        self.assertEqual(states[third], "not_selected")
        result = json.loads(notice.selection_ids.result)
        self.assertEqual(result["out"], {third.uscc: "below_long_list"})
        self.assertFalse(pack_problems(notice))

    def test_174a_time_of_the_choice_is_announced_after_the_draw(self):
        self.allow("credit")
        for moment in (False, self.env["yichuang.market.notice"]._now()):
            with self.assertRaisesRegex(UserError, "Announce when"):
                self.submitted_notice(mode="credit", choice_on=moment)

    def test_174a_fewer_than_two_fail(self):
        self.allow("credit")
        event = self.env["yichuang.market.notice"]._default_plan("event_on")
        notice = self.published_notice(
            mode="credit", choice_on=event + timedelta(hours=12)
        )
        self.sign_up(notice, self.user_a)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_reviewer).action_close()
        notice.with_user(self.market_reviewer).action_freeze_list()
        self.assertEqual(notice.state, "failed")


@tagged("post_install", "-at_install")
class TestPlan(MarketCase):
    """1.7.4b 方案择优."""

    def test_174b_first_of_the_comparison_wins_and_the_table_is_published(self):
        notice = self.plan_notice()
        lines = self.comparison(self.agency_a, self.agency_b)
        self.confirm_choice(self.choose(notice, self.agency_a, lines=lines))
        self.assertEqual(notice.winner_id, self.agency_a)
        reserve = notice.signup_ids.filtered(lambda line: line.state == "reserve")
        self.assertEqual(reserve.agency_id, self.agency_b)
        inputs = json.loads(notice.selection_ids.inputs)
        self.assertEqual(inputs["comparison"][0]["service"], "方案完整。")
        self.assertEqual(notice.award_fen, 12000_00)
        self.assertFalse(pack_problems(notice))

    def test_174b_every_proposal_is_compared_in_writing(self):
        notice = self.plan_notice()
        whole = self.comparison(self.agency_a, self.agency_b)
        for lines in (
            None,
            whole[:1],
            [whole[0], {**whole[1], "place": 1}],
            [whole[0], {**whole[1], "staff": " "}],
        ):
            with self.assertRaisesRegex(UserError, "Compare all 2"):
                self.choose(notice, self.agency_a, lines=lines)
        with self.assertRaisesRegex(UserError, "first of the comparison"):
            self.choose(notice, self.agency_b, lines=whole)

    def test_174b_none_that_fits_ends_the_notice(self):
        notice = self.plan_notice()
        nobody = self.env["yichuang.market.agency"]
        lines = self.comparison(self.agency_a, self.agency_b)
        self.confirm_choice(self.choose(notice, nobody, lines=lines))
        self.assertEqual(notice.state, "failed")

    def test_174b_fewer_than_two_valid_fail(self):
        self.assertEqual(self.plan_notice(99999, 11000).state, "failed")

    def test_176_proposals_of_the_invited_are_compared(self):
        self.allow("invited")
        notice = self.invited_notice(invite_then="plan")
        self.hold_draw(notice)
        self.post(notice, 1, 2)
        third = self.agency_of(self.third_agency())
        lines = self.comparison(third, self.agency_a, self.agency_b)
        self.confirm_choice(self.choose(notice, third, lines=lines))
        self.assertEqual(notice.winner_id, third)
        self.assertFalse(pack_problems(notice))


@tagged("post_install", "-at_install")
class TestComparisonPage(MarketCase, HttpCase):
    def test_owner_compares_on_the_portal_and_all_see_it(self):
        notice = self.plan_notice()
        self.authenticate(self.owner.login, self.owner.login)
        path = f"/my/market/notices/{notice.number}"
        page = self.url_open(path).text
        self.assertIn(f'name="place_{self.agency_a.uscc}"', page)
        form = {"uscc": self.agency_b.uscc, "reason": "人员更强"}
        for place, agency in enumerate((self.agency_b, self.agency_a), 1):
            form[f"place_{agency.uscc}"] = str(place)
            form[f"service_{agency.uscc}"] = f"方案{place}"
            form[f"staff_{agency.uscc}"] = f"人员{place}"
        form["csrf_token"] = Request.csrf_token(self)
        # Nobody is named: nothing is chosen, and what was written is not lost.
        again = self.url_open(f"{path}/choose", data={**form, "uscc": ""}).text
        self.assertIn("方案1", again)
        self.assertFalse(notice.choice_ids)
        self.url_open(f"{path}/choose", data=form)
        self.confirm_choice(notice.choice_id)
        public = self.url_open(f"/market/verify/{notice.number}").text
        self.assertIn("方案2", public)
        self.assertIn("人员更强", public)
        self.assertIn(
            f"<title>{notice.title} | ",
            self.url_open(f"/market/n/{notice.number}").text,
        )
