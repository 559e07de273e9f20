from odoo.tests import HttpCase, tagged

from ..archive_builders import ArchiveCase


@tagged("post_install", "-at_install")
class TestExitTours(ArchiveCase, HttpCase):
    def test_clerk_scans_from_the_list_to_the_hand_and_the_keeper_files(self):
        delivery = self.waiting_delivery(applicant_name="示例游客")
        delivery._write_guarded({"pickup_code": "TRAP22"})
        self.start_tour(
            "/odoo/exit-screen", "yichuang_exit_desk_tour", login="test_exit_clerk"
        )
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.case_id.state, "closed")
        archive = self.packed_archive(delivery.case_id)
        self.start_tour("/odoo/archive", "yichuang_keeper_tour", login="test_archivist")
        self.assertTrue(archive.authentic)
