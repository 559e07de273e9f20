from odoo.tests import HttpCase, tagged

from ..common import CatalogueCase


@tagged("post_install", "-at_install", "slow")
class TestMaintenanceTours(HttpCase, CatalogueCase):
    """An editor proposes a suspension and an approver decides, in a real browser."""

    def test_a_service_is_suspended_by_two_people(self):
        service = self.published_service(item_name="游览许可")
        for path, tour, user in (
            ("hall-versions", "yichuang_suspension_tour", self.editor),
            ("hall-decisions", "yichuang_decision_tour", self.approver),
        ):
            self.start_tour(f"/odoo/{path}", tour, login=user.login, timeout=90)
        self.assertEqual(service.status, "suspended")
        self.assertEqual(service.change_ids[0].decided_by_id, self.approver)
