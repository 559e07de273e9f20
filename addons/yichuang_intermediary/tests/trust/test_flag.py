from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ...tools import screens
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestFlag(MarketCase):
    def test_threat11_what_bidders_share_is_flagged_with_its_innocent_reading(self):
        flag = self.draft_flag()
        self.assertEqual(flag.agency_ids, self.agency_a | self.agency_b)
        self.assertIn("第四十条", flag.clause)
        self.assertTrue(flag.innocent)
        self.assertEqual(flag.value, "0537-1")

    def test_threat11_one_practitioner_at_two_bidders_is_flagged_without_the_digest(
        self,
    ):
        self.draft_practitioner()
        self.draft_practitioner(agency_id=self.agency_b.id, number="TEST-002")
        notice = self.listed_notice()
        notice._raise_flags()
        flag = notice.flag_ids.filtered(lambda flag: flag.code == "practitioner")
        self.assertEqual(len(flag.agency_ids), 2)
        self.assertFalse(flag.value)

    def test_honest_bidders_are_not_flagged(self):
        notice = self.listed_notice()
        notice._raise_flags()
        self.assertFalse(notice.flag_ids)

    def test_flag_stands_once_and_decides_nothing(self):
        flag = self.draft_flag()
        notice = flag.notice_id
        state = notice.state
        notice._raise_flags()
        self.assertEqual(len(notice.flag_ids), 1)
        self.assertEqual(notice.state, state)
        self.assertEqual(set(notice.signup_ids.mapped("state")), {"valid"})

    def test_screens_run_by_themselves_when_the_winner_is_known(self):
        self.agency_a._write_guarded({"address": "示范路 1 号"})
        self.agency_b._write_guarded({"address": "示范路 1 号"})
        notice = self.drawn_notice()
        self.assertEqual(notice.flag_ids.code, "address")

    def test_nothing_is_flagged_before_the_close(self):
        self.agency_a._write_guarded({"phone": "0537-1"})
        self.agency_b._write_guarded({"phone": "0537-1"})
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        self.sign_up(notice, self.user_b)
        notice._raise_flags()
        self.assertFalse(notice.flag_ids)

    def test_prices_are_flagged_by_agency(self):
        notice = self.listed_notice()
        signs = screens.price_signs({self.agency_a: 100, self.agency_b: 100})
        notice._flag(signs)
        self.assertEqual(notice.flag_ids.code, "identical")

    def test_explanation_closes_it(self):
        flag = self.draft_flag().with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "found"):
            flag._transition("explain")
        self.assertEqual(self.explained_flag().state, "explained")

    def test_nobody_on_the_portal_sees_flags(self):
        self.draft_flag()
        with self.assertRaises(AccessError):
            self.env["yichuang.market.flag"].with_user(self.user_a).search([])


@tagged("post_install", "-at_install")
class TestTailoring(MarketCase):
    def tailored(self, **values):
        kind = self.env.ref("yichuang_intermediary.kind_survey").id
        people = self.env.ref("yichuang_intermediary.kind_surveyor").id
        self.verified_qualification()
        self.verified_qualification(
            agency_id=self.agency_b.id, number="乙测资字3700009"
        )
        self.verified_practitioner()
        rules = [
            (0, 0, {"kind_id": kind}),
            (0, 0, {"kind_id": people, "people": 1}),
        ]
        return self.draft_notice(qualification_rule_ids=rules, **values)

    def test_threat14_meter_counts_who_fits_and_names_what_shuts_out(self):
        measured = self.tailored()._measure_conditions()
        self.assertEqual((measured["fit"], measured["all"]), (1, 2))
        self.assertEqual(measured["cuts"][0], ("注册测绘师 ×1", 1))

    def test_threat14_owner_of_the_hall_reads_it_in_words(self):
        meter = self.tailored().with_user(self.market_reviewer).meter
        self.assertIn("1 of 2", meter)
        self.assertIn("注册测绘师", meter)

    def test_threat14_few_that_fit_are_flagged_at_publication(self):
        notice = self.tailored()
        notice._flag_conditions()
        self.assertEqual(notice.flag_ids.code, "tailored")
        self.assertEqual(notice.flag_ids.value, "1 / 2")
        plain = self.draft_notice()
        plain._flag_conditions()
        self.assertFalse(plain.flag_ids)
