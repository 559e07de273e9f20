from odoo.tests import HttpCase, tagged

from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestSealTour(SealCase, HttpCase):
    def test_keeper_approves_what_another_asked_for(self):
        self.two_person_seal()
        certificate = self.issued_certificate(applicant_name="示例游客")
        action = self.env.ref("yichuang_issuance.seal_use_action_approve")
        self.start_tour(
            f"/odoo/{action.path}", "yichuang_seal_tour", login="test_seal_keeper"
        )
        use = certificate.seal_use_ids
        self.assertEqual((use.state, use.approved_by_id), ("approved", self.keeper))
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.file_state, "ready")
