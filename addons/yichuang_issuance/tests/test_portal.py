from odoo.tests import HttpCase, freeze_time, new_test_user, tagged

from .common import IssuanceCase


@tagged("post_install", "-at_install")
class TestPortal(IssuanceCase, HttpCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.applicant = new_test_user(cls.env, "test_applicant", "base.group_portal")
        cls.neighbour = new_test_user(cls.env, "test_neighbour", "base.group_portal")
        cls.delivery = cls.arrived_delivery(partner_id=cls.applicant.partner_id.id)
        cls.certificate = cls.delivery.certificate_id
        cls.file_url = f"/my/certificates/{cls.certificate.token}/file"

    def test_applicant_sees_certificate_and_pickup_code(self):
        self.authenticate("test_applicant", "test_applicant")
        page = self.url_open("/my/certificates").text
        for word in (
            self.certificate.number,
            self.delivery.pickup_code,
            self.file_url,
        ):
            self.assertIn(word, page)

    def test_art44_time_of_the_organ_is_no_time_of_the_applicant(self):
        company, delivery = self.delivery.company_id, self.delivery
        company.uncollected_days = 60
        delivery._write_guarded({"arrived_on": "2026-03-02 02:00:00"})
        with freeze_time("2026-05-01 04:00:00"):
            self.assertEqual(str(delivery._kept_until()), "2026-05-01")
        with freeze_time("2026-05-02 04:00:00"):
            self.assertFalse(delivery._kept_until())

    def test_applicant_downloads_the_file(self):
        self.authenticate("test_applicant", "test_applicant")
        response = self.url_open(self.file_url)
        self.assertEqual(response.status_code, 200)
        self.assertEqual(response.headers["Content-Type"], "application/pdf")
        self.assertIn("attachment", response.headers["Content-Disposition"])
        self.assertEqual(response.headers["X-Content-Type-Options"], "nosniff")
        self.assertTrue(response.content.startswith(b"%PDF-1.7"))

    def test_somebody_elses_file_is_not_found(self):
        self.authenticate("test_neighbour", "test_neighbour")
        self.assertEqual(self.url_open(self.file_url).status_code, 404)
        page = self.url_open("/my/certificates").text
        self.assertNotIn(self.certificate.number, page)
        self.assertNotIn(self.delivery.pickup_code, page)

    def test_stranger_is_asked_to_log_in(self):
        self.assertIn("/web/login", self.url_open(self.file_url).url)

    def test_attachment_route_is_closed_to_others(self):
        file = self.certificate.file_ids
        url = f"/web/content/yichuang.certificate.file/{file.id}/pdf"
        self.authenticate("test_neighbour", "test_neighbour")
        self.assertEqual(self.url_open(url).status_code, 404)

    def test_home_counts_the_certificates(self):
        self.authenticate("test_applicant", "test_applicant")
        self.assertIn("/my/certificates", self.url_open("/my").text)
