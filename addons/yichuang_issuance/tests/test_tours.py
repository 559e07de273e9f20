from unittest.mock import patch

from odoo.tests import HttpCase, tagged

from .common import IssuanceCase


@tagged("post_install", "-at_install")
class TestTours(IssuanceCase, HttpCase):
    def test_exit_clerk_makes_and_hands_over(self):
        self.certificate_type.line_ids[1].required = True
        case = self.granted_case(applicant_name="示例游客")
        action = self.env.ref("yichuang_issuance.case_action_certify")
        reports = self.registry["ir.actions.report"]
        # As on a server where nobody has installed wkhtmltopdf.
        with patch.object(reports, "get_wkhtmltopdf_state", lambda _self: "install"):
            self.start_tour(
                f"/odoo/{action.path}", "yichuang_exit_tour", login="test_exit_clerk"
            )
        self.assertEqual(case.state, "closed")
        self.assertEqual(case.delivery_ids.shelf_place, "A-03")
