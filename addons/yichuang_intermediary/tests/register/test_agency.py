import base64
from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import USCC, MarketCase


@tagged("post_install", "-at_install")
class TestAgency(MarketCase):
    def test_uscc_with_a_wrong_check_character_is_refused(self):
        with self.assertRaisesRegex(ValidationError, "business licence"):
            self.draft_agency(uscc=USCC[2][:-1] + "1")

    def test_uscc_is_kept_without_blanks(self):
        agency = self.draft_agency(uscc=f" {USCC[2][:8]} {USCC[2][8:]} ")
        self.assertEqual(agency.uscc, USCC[2])

    def test_art43_four_elements_are_published_before_admission(self):
        for missing in ("conditions", "process", "days", "charges"):
            with self.subTest(missing=missing):
                offers = [(5,), (0, 0, self.offer(**{missing: False}))]
                agency = self.draft_agency(offering_ids=offers)
                with self.assertRaisesRegex(UserError, "Art. 43"):
                    agency.with_user(self.market_reviewer).action_submit()
                agency.unlink()

    def test_agency_without_an_offer_is_not_admitted(self):
        agency = self.draft_agency(offering_ids=[])
        with self.assertRaisesRegex(UserError, "no service"):
            agency.with_user(self.market_reviewer).action_submit()

    def test_joining_is_by_a_signed_promise(self):
        for missing in ("promise_document", "promise_signed_on"):
            with self.subTest(missing=missing):
                agency = self.draft_agency(**{missing: False})
                with self.assertRaisesRegex(UserError, "promise"):
                    agency.with_user(self.market_reviewer).action_submit()
                agency.unlink()

    def test_promise_is_a_document_by_its_content(self):
        with self.assertRaisesRegex(ValidationError, "Only PDF"):
            self.draft_agency(promise_document=base64.b64encode(b"<html></html>"))

    def test_check_is_due_and_publicity_ends_in_working_days(self):
        agency = self.public_agency()
        workdays, today = agency._workdays(), agency._today()
        self.assertEqual(agency.check_until, workdays.add(today, 5).date)
        self.assertEqual(agency.publicity_until, workdays.add(today, 5).date)
        with self.assertRaisesRegex(UserError, "for objections"):
            agency.with_user(self.market_reviewer).action_activate()

    def test_publicity_may_be_the_halls_own(self):
        self.env.company.market_register_workdays = 0
        agency = self.public_agency()
        agency.with_user(self.market_reviewer).action_activate()
        self.assertEqual(agency.state, "active")

    def test_send_back_says_what_to_put_right(self):
        agency = self.draft_agency()
        agency.with_user(self.market_reviewer).action_submit()
        dialog = agency.with_user(self.market_reviewer).action_send_back()
        statement = (
            self.env["yichuang.market.statement"]
            .with_user(self.market_reviewer)
            .with_context(**dialog["context"])
            .create({"text": "营业执照与名称不一致"})
        )
        statement.action_confirm()
        self.assertEqual(
            (agency.state, agency.return_reason), ("draft", "营业执照与名称不一致")
        )

    def test_statement_writes_no_field_of_the_clients_choice(self):
        statement = (
            self.env["yichuang.market.statement"]
            .with_user(self.market_reviewer)
            .create(
                {
                    "subject": f"yichuang.market.agency,{self.agency_a.id}",
                    "step": "suspend",
                    "text": "x",
                }
            )
        )
        with self.assertRaises(UserError):
            statement.action_confirm()

    def test_admitted_entry_changes_through_the_record_of_changes_only(self):
        agency = self.agency_a.with_user(self.market_reviewer)
        for name in ("uscc", "legal_representative", "address", "phone"):
            with self.subTest(name=name), self.assertRaises(UserError):
                agency.write({name: USCC[2]})
        agency.affiliated_department_id = self.department

    def test_exit_waits_for_what_runs(self):
        notice = self.published_notice()
        self.sign_up(notice, self.user_a)
        with self.assertRaisesRegex(UserError, "1 sign-ups"):
            self.agency_a.with_user(self.market_reviewer).action_leave()
        self.as_portal(self.agency_b, self.user_b)._transition("leave")
        self.assertEqual(self.agency_b.left_on, self.agency_b._today())

    def test_firm_leaves_for_itself_only(self):
        with self.assertRaises(AccessError):
            self.as_portal(self.agency_b, self.user_a)._transition("leave")

    def test_admission_sets_the_hall_day(self):
        agency = self.active_agency()
        self.assertEqual(agency.joined_on, agency._today())

    def test_art64_nobody_is_shut_out_without_a_ground(self):
        with self.assertRaisesRegex(UserError, "Art. 64"):
            self.agency_a.with_user(self.market_reviewer).action_suspend()
        with self.assertRaises(AccessError):
            self.agency_a.with_user(self.market_reviewer)._transition("remove")

    def test_suspended_agency_comes_back(self):
        agency = self.agency_a.with_user(self.market_reviewer)
        agency.ground = "入驻协议 第八条"
        agency.action_suspend()
        agency.action_resume()
        self.assertEqual(agency.state, "active")

    def test_publisher_does_not_keep_the_register(self):
        with self.assertRaises(AccessError):
            self.agency_a.with_user(self.market_publisher).action_suspend()


@tagged("post_install", "-at_install")
class TestEligibility(MarketCase):
    def reason(self, **values):
        return self.agency_a._ineligible_reason(self.draft_notice(**values))

    def test_active_agency_with_the_offer_may_take_part(self):
        self.assertFalse(self.reason())

    def test_suspended_agency_may_not(self):
        self.agency_a.ground = "入驻协议 第八条"
        self.agency_a.with_user(self.market_reviewer).action_suspend()
        self.assertIn("not active", self.reason())

    def test_agency_without_that_offer_may_not(self):
        self.agency_a.offering_ids.unlink()
        self.assertIn("has not published", self.reason())

    def test_art43_agency_of_the_approving_organ_may_not(self):
        self.market_service.write(
            {"approval_service_ids": self.service.ids, "legal_basis": "测试条例 第一条"}
        )
        self.agency_a.affiliated_department_id = self.department
        self.assertIn("Art. 43", self.reason())

    def test_art43_agency_below_the_organ_of_the_case_may_not(self):
        below = self.department.copy(
            {
                "name": "测试县审批局下属中心",
                "uscc": "12379901MB9000023E",
                "parent_id": self.department.id,
            }
        )
        self.agency_a.affiliated_department_id = below
        self.market_service.legal_basis = "测试条例 第一条"
        self.assertIn("Art. 43", self.reason(case_id=self.accepted_case().id))

    def test_agency_of_another_organ_may_take_part(self):
        self.agency_a.affiliated_department_id = self.department
        self.assertFalse(self.reason())

    def test_excluded_agency_may_not(self):
        reason = self.reason(
            avoid_agency_ids=self.agency_a.ids, avoid_reason="参与了前期设计"
        )
        self.assertIn("参与了前期设计", reason)

    def test_owner_does_not_buy_from_itself(self):
        owner = self.agency_a.partner_id
        self.assertIn("itself", self.reason(owner_id=owner.id))

    def test_incomplete_offer_does_not_count(self):
        self.agency_a.offering_ids.charges = ""
        self.assertIn("has not published", self.reason())

    def test_conditions_of_the_service_and_of_the_notice_are_told_apart(self):
        kind = self.env.ref("yichuang_intermediary.kind_survey").id
        people = self.env.ref("yichuang_intermediary.kind_surveyor").id
        self.market_service.qualification_rule_ids = [(0, 0, {"kind_id": kind})]
        notice = self.draft_notice(
            qualification_rule_ids=[(0, 0, {"kind_id": people, "people": 2})]
        )
        rows = self.agency_a._eligibility(notice)
        self.assertEqual([row["met"] for row in rows], [False, False])
        self.verified_qualification()
        self.verified_practitioner()
        rows = self.agency_a._eligibility(notice)
        self.assertEqual([row["met"] for row in rows], [True, False])
        self.assertIn("1 people are registered, 2", rows[1]["reason"])
        self.assertIn("测绘师", self.agency_a._ineligible_reason(notice))

    def test_threat10_certificate_of_yesterday_is_named_with_its_day(self):
        yesterday = self.agency_a._today() - timedelta(days=1)
        qualification = self.verified_qualification()
        qualification._write_guarded({"valid_to": yesterday})
        self.market_service.qualification_rule_ids = [
            (0, 0, {"kind_id": qualification.kind_id.id})
        ]
        reason = self.reason()
        self.assertIn(qualification.number, reason)
        self.assertIn(str(yesterday), reason)

    def test_conditions_are_frozen_with_the_notice(self):
        kind = self.env.ref("yichuang_intermediary.kind_survey").id
        notice = self.draft_notice(qualification_rule_ids=[(0, 0, {"kind_id": kind})])
        self.submit(notice)
        with self.assertRaisesRegex(UserError, "fixed"):
            notice.qualification_rule_ids.scope = "x"
        with self.assertRaisesRegex(UserError, "fixed"):
            notice.qualification_rule_ids.unlink()
        self.assertEqual(notice._content()["conditions"][0]["kind"], "CH")
