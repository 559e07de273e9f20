from datetime import timedelta
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase
from ..web_client import open_form

STAFF = ("clerk", "reviewer", "decider", "manager", "supervisor")


@tagged("post_install", "-at_install")
class TestEvaluation(IntakeCase):
    def test_each_visit_is_asked_for_once(self):
        case = self.received_case()
        evaluation = self.asked_evaluation(case)
        self.assertEqual(
            (evaluation.scene, evaluation.state, evaluation.user_id),
            ("onsite", "asked", self.clerk),
        )
        self.env["yichuang.evaluation"]._ask(case, "onsite")
        self.assertEqual(self.asked_evaluation(case), evaluation)

    def test_several_cases_of_one_number_are_one_visit(self):
        ticket = self.serving_ticket()
        cases = self.received_case(ticket_id=ticket.id)
        cases |= self.received_case(ticket_id=ticket.id)
        asked = self.env["yichuang.evaluation"].search([("case_id", "in", cases.ids)])
        self.assertEqual((asked.ticket_id, asked.window_id), (ticket, ticket.window_id))
        self.assertEqual(asked.case_id, cases[0])

    def test_rating_is_given_once(self):
        evaluation = self.given_evaluation("1", comment=" 很好 ")
        self.assertEqual(
            (evaluation.state, evaluation.star_words, evaluation.comment),
            ("given", "★★★★★", "很好"),
        )
        with self.assertRaises(UserError):
            evaluation._give("5")
        self.assertEqual(evaluation.grade, "1")

    def test_indicators_are_the_national_list(self):
        evaluation = self.asked_evaluation()
        indicators = evaluation._indicators()
        self.assertEqual(
            indicators.mapped("code"), ["overall", "speed", "skill", "manner"]
        )
        other = self.env.ref("yichuang_intake.evaluation_indicator_online_guide")
        evaluation._give(
            "2", {indicators[1].id: "1", indicators[2].id: "9", other.id: "1"}
        )
        self.assertEqual(evaluation.line_ids.indicator_id, indicators[1])
        for name in STAFF:
            with self.subTest(name), self.assertRaises(AccessError):
                indicators[0].with_user(getattr(self, name)).unlink()

    def test_staff_neither_rate_nor_delete_nor_learn_the_code(self):
        evaluation = self.asked_evaluation()
        for name in STAFF:
            mine = evaluation.with_user(getattr(self, name))
            with self.subTest(name):
                with self.assertRaises(AccessError):
                    mine.read(["token"])
                with self.assertRaises(UserError):
                    mine._transition("give", {"grade": "1"})
                with self.assertRaises(UserError):
                    mine.write({"grade": "1"})
                with self.assertRaises(UserError):
                    mine.unlink()
        with self.assertRaisesRegex(UserError, "stays"):
            evaluation.sudo().unlink()

    def test_anonymous_rating_does_not_lead_to_its_case(self):
        hidden = self.given_evaluation("4", anonymous=True)
        named = self.given_evaluation("4")
        self.assertTrue(named.matter_id)
        self.assertFalse(hidden.matter_id)
        for name in STAFF:
            mine = hidden.with_user(getattr(self, name))
            with self.subTest(name):
                self.assertNotIn("case_id", mine.fields_get())
                with self.assertRaises(AccessError):
                    mine.search([("case_id", "=", named.matter_id.id)])
        open_form(hidden.with_user(self.manager))

    def test_other_clerks_and_organs_do_not_see_it(self):
        evaluation = self.given_evaluation()
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        for user, sees in (
            (self.clerk, True),
            (self.second_clerk, False),
            (self.reviewer, True),
            (outsider, False),
            (self.supervisor, True),
        ):
            with self.subTest(user.login):
                found = evaluation.with_user(user).search([("id", "=", evaluation.id)])
                self.assertEqual(bool(found), sees)

    def test_nobody_rates_and_a_default_is_no_praise(self):
        lapsed = self.asked_evaluation()
        self.plant(lapsed, asked_on=lapsed.asked_on - timedelta(days=31))
        with patch.object(
            type(self.env["ir.cron"]), "_commit_progress", lambda *a, **kw: True
        ):
            self.env["yichuang.evaluation"]._cron_close_unrated()
            self.assertEqual((lapsed.state, lapsed.grade), ("lapsed", False))
            self.env.company.evaluation_default = True
            put = self.asked_evaluation()
            self.plant(put, asked_on=put.asked_on - timedelta(days=8))
            self.env["yichuang.evaluation"]._cron_close_unrated()
        self.assertEqual(
            (put.state, put.grade, put.is_default), ("defaulted", "3", True)
        )
        self.given_evaluation("4")
        sums = self.env["yichuang.department"]._satisfaction()[self.department]
        self.assertEqual(
            (sums.asked, sums.active, sums.satisfied, sums.defaults), (3, 1, 0, 1)
        )
        self.assertEqual(sums.rate, 0)
