from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo.exceptions import UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestPromiseCase(IntakeCase):
    """A promise in place of proof (告知承诺, 优化营商环境条例 Art. 40)."""

    def test_art40_acceptance_without_what_the_promise_stands_for(self):
        case = self.promisable_case()
        self.assertTrue(case.promisable)
        with self.assertRaisesRegex(UserError, r"Art. 32\(4\)"):
            case.with_user(self.clerk).action_accept()
        self.sign_promise(case)
        self.assertEqual((case.state, case.promised), ("accepted", True))
        self.assertEqual(case.mandate_id, self.mandate)
        self.assertFalse(case.materials_missing)
        self.assertEqual(
            set(case.material_ids.mapped("status")), {"received", "promised"}
        )
        promise = case.promise_ids
        self.assertEqual(
            (promise.state, promise.signed_by, promise.signed_how),
            ("promised", "示例申请人", "paper"),
        )
        self.assertEqual(promise.conditions, "场所面积不少于二十平方米。")

    def test_art40_applicant_is_told_conditions_and_liability(self):
        case = self.signed_promise().case_id
        self.assertTrue(
            {"promise", "acceptance"} <= set(case.document_ids.mapped("kind"))
        )
        paper = case.document_ids.filtered(lambda one: one.kind == "promise")
        facts = dict(paper.facts)
        self.assertEqual(facts["以承诺替代的材料"], "示例营业执照")
        self.assertIn("60个工作日", facts["核查方式与期限"])
        self.assertIn("撤销", facts["不实承诺的责任"])

    def test_art40_promise_is_signed_and_not_in_advance(self):
        case = self.promisable_case()
        for values, words in (
            ({"signed_by": " "}, "signed"),
            ({"signed_how": False}, "signed"),
            ({"signed_on": False}, "signed"),
            ({"signed_on": "2099-01-01"}, "not later"),
        ):
            with self.subTest(values), self.assertRaisesRegex(UserError, words):
                self.sign_promise(case, **values)

    def test_only_services_published_as_open_to_a_promise(self):
        case = self.received_case()
        self.assertFalse(case.promisable)
        with self.assertRaisesRegex(UserError, "not given on a promise"):
            self.sign_promise(case)

    def test_art32_promise_stands_for_marked_materials_only(self):
        case = self.received_case(service_id=self.promise_service().id)
        self.assertFalse(case.promisable)
        with self.assertRaisesRegex(UserError, "示例申请书"):
            self.sign_promise(case)
        case.with_user(self.clerk).action_take_all_materials()
        with self.assertRaisesRegex(UserError, "Nothing is missing"):
            self.sign_promise(case)

    def test_every_other_rule_of_an_acceptance_holds(self):
        newcomer = self.make_user("test_new", "yichuang_intake.group_clerk")
        with self.assertRaisesRegex(UserError, "no mandate"):
            self.sign_promise(self.promisable_case(), user=newcomer)
        with self.assertRaises(UserError):
            self.sign_promise(self.promisable_case(), user=self.reviewer)

    def test_anyang29_breach_of_trust_bars_promises_until_repaired(self):
        case = self.promisable_case()
        ban = self.imposed_ban(
            ground="credit",
            item_id=False,
            public_safety=False,
            id_number=self.case_vals()["id_number"],
        )
        with self.assertRaisesRegex(UserError, "breach of trust"):
            self.sign_promise(case)
        self.env["yichuang.applicant.ban.lift"].with_user(self.manager).create(
            {"ban_id": ban.id, "revision": ban.revision, "reason": "信用修复"}
        ).action_confirm()
        self.sign_promise(case)
        self.assertEqual(case.state, "accepted")

    @mute_logger("odoo.sql_db")
    def test_anyang25_excluded_areas_are_closed(self):
        for area in ("security", "finance", "life"):
            with (
                self.subTest(area),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.draft_version(promise_open=True, promise_area=area)

    def test_guide_open_to_a_promise_says_what_is_promised(self):
        for values, rule in (
            ({"promise_conditions": " "}, "promise_without_conditions"),
            ({"open_to": "没有"}, "promise_for_nothing"),
        ):
            with self.subTest(rule), self.assertRaises(UserError):
                self.promise_service(**values)
        version = self.draft_version(promise_open=True)
        self.assertTrue(
            {"promise_without_conditions", "promise_for_nothing"}
            <= {fault["rule"] for fault in version._faults()}
        )

    def test_decided_on_the_spot_without_review(self):
        case = self.signed_promise().case_id
        self.decide(case, on_the_spot=True)
        self.assertEqual(
            (case.state, case.outcome, case.on_the_spot, case.one_person),
            ("decided", "granted", True, False),
        )

    def test_separation_holds_unless_the_service_is_instant(self):
        both = self.make_user(
            "test_both", "yichuang_intake.group_clerk,yichuang_intake.group_decider"
        )
        self.department.member_ids = [(4, both.id)]
        self.given_mandate(user_ids=both.ids)
        self.department.company_id.instant_same_person = True
        instant = self.promise_service(
            item_name="示例即办承诺", case_type="instant", promise_days=0
        )
        for service, lawful in ((self.promise_service(), False), (instant, True)):
            case = self.promisable_case(service)
            self.sign_promise(case, user=both)
            with self.subTest(service.name):
                if lawful:
                    self.decide(case, user=both, on_the_spot=True)
                    self.assertTrue(case.one_person)
                else:
                    with self.assertRaisesRegex(UserError, "another officer"):
                        self.decide(case, user=both, on_the_spot=True)

    def test_ordinary_review_remains_possible(self):
        case = self.signed_promise().case_id
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)
        self.assertEqual(case._clock("inspection").days, 60)

    def test_zhejiang14_sixty_working_days_from_the_decision(self):
        with freeze_time("2026-03-02 02:00:00"):
            promise = self.granted_promise()
        clock = promise.case_id._clock("inspection")
        self.assertEqual(
            (clock.days, clock.unit, str(clock.start_on)),
            (60, "workday", "2026-03-02"),
        )
        workdays = self.env["yichuang.calendar.day"]._workdays()
        due = workdays.due(clock.start_on, 60, "workday").date
        self.assertEqual((clock.due_on, promise.check_due_on), (due, due))

    def test_guide_and_hall_set_another_time_to_check(self):
        self.department.company_id.promise_check_days = 30
        own = self.promise_service(item_name="示例短期核查", promise_check_days=10)
        for service, days in ((self.promise_service(), 30), (own, 10)):
            with self.subTest(days):
                promise = self.granted_promise(case=self.promisable_case(service))
                self.assertEqual(promise.case_id._clock("inspection").days, days)

    def test_denial_leaves_nothing_to_check(self):
        promise = self.signed_promise()
        self.decide(promise.case_id, on_the_spot=True, outcome="denied")
        self.assertEqual(promise.state, "lapsed")
        self.assertFalse(promise.case_id._clock("inspection"))

    def test_promise_of_a_withdrawn_case_has_no_effect(self):
        promise = self.signed_promise()
        self.end(promise.case_id, "withdraw")
        self.assertEqual(promise.state, "lapsed")

    def test_applicant_takes_the_promise_back_before_the_decision(self):
        with freeze_time("2026-03-02 02:00:00"):
            promise = self.signed_promise()
            case = promise.case_id
            with self.assertRaisesRegex(UserError, "Fill in"):
                self.promise_step(promise, "withdraw", self.clerk, text=" ")
            self.promise_step(promise, "withdraw", self.clerk, text="改为提交证明")
        self.assertEqual(promise.state, "withdrawn")
        self.assertFalse(case.promised)
        self.assertEqual(str(case.deferral_due_on), "2026-03-09")
        self.assertIn("promise_withdrawal", case.document_ids.mapped("kind"))
        with self.assertRaisesRegex(UserError, "not published as decided"):
            self.decide(case, on_the_spot=True)
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        with self.assertRaisesRegex(UserError, "before they are in"):
            self.decide(case)
        case.with_user(self.clerk).action_make_good()
        self.decide(case)
        self.assertFalse(case._clock("inspection"))

    def test_nothing_is_taken_back_after_the_decision(self):
        promise = self.granted_promise()
        with self.assertRaisesRegex(UserError, "before the decision"):
            self.promise_step(promise, "withdraw", self.clerk, text="反悔")

    def test_line_cannot_be_promised_by_hand(self):
        case = self.promisable_case()
        with self.assertRaisesRegex(UserError, "not on the list"):
            case.material_ids[-1:].with_user(self.clerk).promised = True

    def test_case_page_and_progress_say_that_it_was_revoked(self):
        promise = self.broken_promise()
        other = self.make_user("test_decider_r", "yichuang_intake.group_decider")
        self.department.member_ids = [(4, other.id)]
        self.promise_step(promise, "revoke", other, text="虚假承诺", heard="未提出申辩")
        self.assertEqual(promise.case_id._ending(), "Decision Revoked")
        self.assertEqual(promise.case_id.outcome, "granted")
        self.assertTrue(promise.case_id.decision_revoked_on)
        self.assertEqual(promise.case_id.decision_revoked_on, promise.revoked_on)
