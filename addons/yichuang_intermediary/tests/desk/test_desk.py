from datetime import timedelta

from dateutil.relativedelta import relativedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestDesk(MarketCase):
    def test_term_is_two_years_and_ends_by_itself(self):
        term = self.admitted_term()
        today = term._today()
        self.assertEqual(term.until_on, today + relativedelta(years=2) - timedelta(1))
        term._write_guarded({"until_on": today - timedelta(days=1)})
        self.env["yichuang.market.desk.term"]._cron_end()
        self.assertEqual(term.state, "ended")

    def test_three_applicants_make_a_tender(self):
        third = self.active_agency()
        terms = [
            self.draft_term(agency) for agency in (self.agency_a, self.agency_b, third)
        ]
        reviewed = terms[0].with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "tender"):
            reviewed.action_admit()
        reviewed.tender = "ZB-1"
        reviewed.action_admit()
        self.assertEqual(terms[0].state, "admitted")

    def test_fewer_are_looked_at_by_experts_and_sign_an_agreement(self):
        for missing in ("expert_note", "agreement"):
            with self.subTest(missing=missing):
                term = self.draft_term(**{missing: False})
                with self.assertRaises(UserError):
                    term.with_user(self.market_reviewer).action_admit()
                term.unlink()

    def test_seats_are_not_exceeded(self):
        self.admitted_term(tender="ZB-1").desk_id.seats = 1
        second = self.draft_term(self.agency_b, tender="ZB-1")
        with self.assertRaisesRegex(UserError, "taken"):
            second.with_user(self.market_reviewer).action_admit()

    def test_removal_names_its_clause(self):
        term = self.admitted_term().with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "clause"):
            term._transition("remove")
        term._transition("remove", {"ground": "入驻协议 第六条"})
        self.assertEqual(term.state, "removed")

    def test_art43_desk_gives_no_preference_in_the_selection(self):
        self.admitted_term()
        notice = self.listed_notice()
        self.assertFalse(self.agency_b._ineligible_reason(notice))
        candidates = notice.signup_ids._candidates()
        self.assertEqual({candidate.tickets for candidate in candidates}, {1})
        self.assertNotIn("desk", str(notice._content()))
