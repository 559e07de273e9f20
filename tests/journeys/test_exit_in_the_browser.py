"""A result goes from its shelf to the applicant and into the archive, in a browser."""

from odoo.tests import HttpCase, tagged

from ..hall import Hall
from .screens import TakesPictures


@tagged("post_install", "-at_install")
class TestExitInTheBrowser(TakesPictures, Hall, HttpCase):
    def test_clerk_scans_from_the_list_to_the_hand_and_the_keeper_files(self):
        self.department.name = "示范县行政审批服务局"
        delivery = self.waiting_delivery(applicant_name="示例游客")
        delivery._write_guarded({"pickup_code": "TRAP22"})
        self.start_tour(
            "/odoo/exit-screen", "yichuang_exit_desk_tour", login="test_exit_clerk"
        )
        self.assertEqual(delivery.state, "delivered")
        self.assertEqual(delivery.case_id.state, "closed")
        jobs = self.env["yichuang.print.job"].search([], order="id desc", limit=2)
        self.assertEqual(jobs.mapped("form"), ["pickup_slip", "result_label"])
        archive = self.packed_archive(delivery.case_id)
        self.start_tour("/odoo/archive", "yichuang_keeper_tour", login="test_archivist")
        self.assertTrue(archive.authentic)

    def test_result_lies_in_a_cabinet_and_its_applicant_reads_the_code(self):
        self.department.name = "示范县行政审批服务局"
        applicant = self.make_user(
            "test_boxed", "base.group_portal", email="boxed@example.com"
        )
        self.env.company.email = "hall@example.com"
        self.env["yichuang.exit.cabinet"].create(
            {
                "name": "东门自助取件柜",
                "place": "大厅东门，全天开放",
                "url": "https://cabinet.example.invalid/in",
                "secret": "cabinet",
            }
        )
        delivery = self.arrived_delivery(
            applicant_name="示例游客", partner_id=applicant.partner_id.id
        )
        self.start_tour(
            f"/odoo/exit/{delivery.id}",
            "yichuang_cabinet_tour",
            login="test_exit_clerk",
        )
        self.assertEqual((delivery.state, delivery.way), ("boxed", "cabinet"))
        self.start_tour(
            "/my/certificates", "yichuang_cabinet_code_tour", login="test_boxed"
        )
