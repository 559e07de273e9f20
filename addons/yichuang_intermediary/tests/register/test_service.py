from odoo.exceptions import ValidationError
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
