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
                    agency.with_user(self.market_reviewer).action_activate()
                agency.unlink()

    def test_agency_without_an_offer_is_not_admitted(self):
        agency = self.draft_agency(offering_ids=[])
        with self.assertRaisesRegex(UserError, "no service"):
            agency.with_user(self.market_reviewer).action_activate()

    def test_admission_sets_the_hall_day(self):
        agency = self.active_agency()
        self.assertEqual(agency.joined_on, agency._today())

    def test_art64_nobody_is_shut_out_without_a_ground(self):
        agency = self.agency_a.with_user(self.market_reviewer)
        for step in (agency.action_suspend, agency.action_remove):
            with self.assertRaisesRegex(UserError, "Art. 64"):
                step()

    def test_suspended_agency_comes_back(self):
        agency = self.agency_a.with_user(self.market_reviewer)
        agency.ground = "入驻协议 第八条"
        agency.action_suspend()
        agency.action_activate()
        self.assertEqual(agency.state, "active")

    def test_publisher_does_not_keep_the_register(self):
        with self.assertRaises(AccessError):
            self.agency_a.with_user(self.market_publisher).action_suspend()

    def test_removed_agency_cannot_be_edited(self):
        agency = self.agency_a.with_user(self.market_reviewer)
        agency.ground = "提供虚假材料, 入驻协议 第九条"
        agency.action_remove()
        with self.assertRaises(UserError):
            agency.legal_representative = "某某"


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
