from datetime import timedelta

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseSpot(IntakeCase):
    """Who takes in does not decide; what can be decided at once is (Art. 34(2))."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.instant = cls.published_service(
            item_name="示例即办事项", case_type="instant", promise_days=0
        )
        cls.everybody = cls.make_user(
            "test_everybody",
            "yichuang_intake.group_clerk,yichuang_intake.group_reviewer,"
            "yichuang_intake.group_decider",
        )
        cls.department.member_ids = [(4, cls.everybody.id)]
        cls.given_mandate(user_ids=cls.everybody.ids)

    def instant_case(self, **values):
        return self.accepted_case(service_id=self.instant.id, **values)

    def spot(self, case, user=None, **values):
        return self.decide(case, user=user, on_the_spot=True, **values)

    def test_art34_2_officer_on_duty_decides_on_the_spot(self):
        case = self.instant_case()
        self.spot(case)
        self.assertEqual(
            (case.state, case.outcome, case.decided_by_id, case.on_the_spot),
            ("decided", "granted", self.decider, True),
        )
        self.assertFalse(case.one_person)
        self.assertFalse(case.reviewed_by_id)
        self.assertIn("grant", case.document_ids.mapped("kind"))
        legal = case._clock("legal")
        self.assertEqual(legal.state, "stopped")

    def test_art34_2_minutes_of_both_are_recorded(self):
        self.instant.seal_minutes = 20
        with freeze_time("2026-03-02 02:00:00") as clock:
            case = self.instant_case()
            clock.tick(timedelta(minutes=7, seconds=30))
            self.spot(case)
        self.assertEqual((case.spot_minutes, case.spot_minutes_allowed), (8, 20))

    def test_art34_2_only_services_published_as_instant(self):
        case = self.accepted_case()
        with self.assertRaisesRegex(UserError, r"Art. 34\(2\)"):
            self.spot(case)

    def test_art34_2_on_the_spot_means_the_same_day(self):
        with freeze_time("2026-03-02 02:00:00"):
            case = self.instant_case()
        with (
            freeze_time("2026-03-03 02:00:00"),
            self.assertRaisesRegex(UserError, "earlier day"),
        ):
            self.spot(case)

    def test_art38_denial_on_the_spot_states_reasons_and_remedies(self):
        case = self.instant_case()
        with self.assertRaisesRegex(UserError, "Art. 38"):
            self.spot(case, outcome="denied", reasons="")
        self.spot(case, outcome="denied")
        self.assertTrue(case.reasons and case.legal_basis and case.remedies)

    def test_every_other_rule_of_a_decision_holds_on_the_spot(self):
        guards = self.env["yichuang.case"]._lifecycle_transitions()["decide"].guards
        self.assertTrue({"_guard_hearings", "_guard_made_good"} <= set(guards))
        case = self.instant_case()
        self.planned_check(case=case)
        with self.assertRaisesRegex(UserError, "site check"):
            self.spot(case)

    def test_only_deciders_of_the_organ_decide_on_the_spot(self):
        stranger = self.make_user("test_stranger", "yichuang_intake.group_decider")
        case = self.instant_case()
        for user in (self.clerk, self.reviewer, stranger):
            with self.subTest(user.login), self.assertRaises(UserError):
                self.spot(case, user=user)

    def test_who_accepted_does_not_decide_on_the_spot(self):
        case = self.instant_case(clerk=self.everybody)
        for mine in (
            case.with_user(self.everybody),
            case.with_user(self.everybody).sudo(),
        ):
            with self.assertRaisesRegex(UserError, "another officer"):
                mine._transition("decide_on_the_spot", {"outcome": "granted"})
        self.spot(case)
        self.assertEqual(case.state, "decided")

    def test_exception_of_the_hall_is_explicit_and_logged(self):
        hall = self.department.company_id
        self.assertFalse(hall.instant_same_person)
        hall.instant_same_person = True
        case = self.instant_case(clerk=self.everybody)
        self.spot(case, user=self.everybody)
        self.assertTrue(case.one_person)
        log = self.env["yichuang.event"].search(
            [
                ("action", "in", ("one_person", "instant_same_person")),
                ("res_model", "in", ("yichuang.case", "res.company")),
            ]
        )
        self.assertTrue(
            {("yichuang.case", case.id), ("res.company", hall.id)}
            <= {(event.res_model, event.res_id) for event in log}
        )

    def test_exception_does_not_reach_the_ordinary_way(self):
        self.department.company_id.instant_same_person = True
        case = self.instant_case(clerk=self.everybody)
        with self.assertRaisesRegex(UserError, "somebody else must review"):
            case.with_user(self.everybody).action_start_review()

    def test_no_door_lets_one_person_take_in_and_decide(self):
        mine, other = (
            self.accepted_case(clerk=clerk) for clerk in (self.everybody, self.clerk)
        )
        for cases in (mine, mine | other, (mine | other).sudo()):
            for move in ("start_review", "review", "decide"):
                with self.subTest(move), self.assertRaises(UserError):
                    if move != "start_review" and mine.state == "accepted":
                        (mine | other).with_user(self.reviewer).action_start_review()
                    cases.with_user(self.everybody)._transition(
                        move,
                        {
                            "review_opinion": "同意",
                            "review_recommendation": "granted",
                            "outcome": "granted",
                        },
                    )

    @mute_logger("odoo.sql_db")
    def test_database_itself_refuses_an_overlap(self):
        for name in ("reviewed_by_id", "decided_by_id"):
            case = self.accepted_case()
            with (
                self.subTest(name),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                case._write_guarded({name: self.clerk.id})
                case.flush_recordset()
            case.invalidate_recordset()

    def test_overlaps_are_found(self):
        self.department.company_id.instant_same_person = True
        case = self.instant_case(clerk=self.everybody)
        self.spot(case, user=self.everybody)
        whole = self.decided_case()
        found = self.env["yichuang.case"].search([("separation_broken", "=", True)])
        self.assertIn(case, found)
        self.assertNotIn(whole, found)
        self.assertEqual((case | whole).filtered("separation_broken"), case)
        self.assertFalse(found.filtered(lambda case: not case.one_person))
