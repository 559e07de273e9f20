from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestService(MarketCase):
    def test_art43_precondition_of_an_approval_needs_a_legal_basis(self):
        with self.assertRaisesRegex(ValidationError, "Art. 43"):
            self.market_service.approval_service_ids = self.service

    def test_art43_precondition_with_a_legal_basis_is_kept(self):
        self.market_service.write(
            {"approval_service_ids": self.service.ids, "legal_basis": "测试条例 第一条"}
        )
        self.assertEqual(self.market_service.approval_service_ids, self.service)

    def test_only_active_agencies_are_counted(self):
        self.draft_agency()
        self.assertEqual(self.market_service.agency_count, 2)

    def test_the_button_opens_those_who_offer_the_service(self):
        action = self.market_service.action_view_agencies()
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.agency_a | self.agency_b)

    def test_notice_asks_for_a_service_in_use_only(self):
        for service in (self.draft_market_service(), self.retired_market_service()):
            notice = self.draft_notice(service_id=service.id)
            with self.subTest(state=service.state):
                with self.assertRaisesRegex(UserError, "Art. 43"):
                    self.submit(notice)
                self.assertEqual(notice.state, "draft")

    def test_service_retired_on_the_way_stops_review_and_publication(self):
        submitted, approved = self.submitted_notice(), self.approved_notice()
        self.market_service._transition("retire", {"retire_reason": "依据废止"})
        with self.assertRaisesRegex(UserError, "Retired"):
            submitted.with_user(self.market_reviewer).action_approve()
        with self.assertRaisesRegex(UserError, "Retired"):
            approved.with_user(self.market_publisher).action_publish()
        self.market_service.with_user(self.market_reviewer).action_activate()
        submitted.with_user(self.market_reviewer).action_approve()
        self.assertEqual(submitted.state, "approved")

    def test_retiring_waits_for_the_end_of_sign_up_and_says_why(self):
        notice = self.published_notice()
        service = self.market_service.with_user(self.market_reviewer)
        with self.assertRaisesRegex(UserError, "why"):
            service._transition("retire")
        reason = {"retire_reason": "由综合检测报告替代"}
        with self.assertRaisesRegex(UserError, notice.number):
            service._transition("retire", reason)
        self.put_back(notice, "sign_close")
        notice.with_user(self.market_publisher).action_close()
        service._transition("retire", reason)
        self.assertEqual(service.state, "retired")

    def test_running_contract_goes_on_when_its_service_is_retired(self):
        contract = self.active_contract()
        self.market_service._transition("retire", {"retire_reason": "依据废止"})
        self.deliver(contract)
        self.judge(contract)
        self.assertEqual(contract.state, "accepted")

    def test_art43_service_is_not_put_to_use_without_the_basis_of_its_approval(self):
        service = self.draft_market_service()
        self.env.cr.execute(
            "INSERT INTO yichuang_market_service_yichuang_service_rel "
            "(yichuang_market_service_id, yichuang_service_id) VALUES (%s, %s)",
            (service.id, self.service.id),
        )
        service.invalidate_recordset()
        with self.assertRaisesRegex(ValidationError, "Art. 43"):
            service.with_user(self.market_reviewer).action_activate()

    def test_archived_service_is_not_put_to_use(self):
        service = self.draft_market_service(active=False)
        with self.assertRaisesRegex(UserError, "archived"):
            service.with_user(self.market_reviewer).action_activate()

    def test_state_is_the_reviewers_to_change_and_nobodys_to_write(self):
        service = self.draft_market_service()
        for user in (self.market_publisher, self.manager, self.owner):
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                service.with_user(user).action_activate()
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            service.with_user(self.market_reviewer).write({"state": "active"})

    def test_services_from_before_the_states_were_in_use(self):
        service = self.draft_market_service()
        service._init_column("state")
        service.invalidate_recordset()
        self.assertEqual(service.state, "active")
