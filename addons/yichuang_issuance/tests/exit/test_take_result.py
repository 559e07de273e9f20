from odoo import http
from odoo.tests import HttpCase, new_test_user, tagged

from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestTakeResult(IssuanceCase, HttpCase):
    def test_art90_applicant_takes_their_own_result_and_nobody_elses(self):
        applicant = new_test_user(self.env, "test_applicant", "base.group_portal")
        new_test_user(self.env, "test_neighbour", "base.group_portal")
        delivery = self.arrived_delivery(partner_id=applicant.partner_id.id)
        url = f"/my/deliveries/{delivery.pickup_code}/take"

        def take(login):
            self.authenticate(login, login)
            token = http.Request.csrf_token(self)
            return self.url_open(url, data={"csrf_token": token})

        self.assertIn("第九十条", take("test_applicant").text)
        delivery.case_id._set_delivery_consent(True)
        take("test_neighbour")
        self.assertEqual(delivery.state, "arrived")
        self.assertIn(url, self.page("test_applicant"))
        take("test_applicant")
        self.assertEqual((delivery.state, delivery.way), ("delivered", "electronic"))

    def page(self, login):
        self.authenticate(login, login)
        return self.url_open("/my/certificates").text
