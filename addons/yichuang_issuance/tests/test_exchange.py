from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.exchange.common import ExchangeCase

from .common import IssuanceCase


@tagged("post_install", "-at_install")
class TestExchange(ExchangeCase, IssuanceCase):
    def rows(self, table):
        return self.opened(self.make()).tables.get(table, [])

    def test_result_and_certificate_are_told_and_their_changes_too(self):
        delivery = self.arrived_delivery()
        certificate = delivery.certificate_id
        tables = self.opened(self.make()).tables
        [result] = tables["up_pro_result"]
        self.assertEqual(result["result_cetr_no"], certificate.number)
        self.assertEqual(result["is_delivery_results"], "0")
        [licence] = tables["up_lic_data"]
        self.assertEqual(licence["source_id"], certificate.identifier)
        self.assertEqual(licence["certificate_status"], "01")
        self.hand_over(delivery)
        [result] = self.rows("up_pro_result")
        self.assertEqual(
            (result["is_delivery_results"], result["cd_operation"]), ("1", "U")
        )
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        delivery.case_id._write_guarded({"delivery_warning": False})
        [licence] = self.rows("up_lic_data")
        self.assertEqual(
            (licence["certificate_status"], licence["cd_operation"]), ("03", "U")
        )

    def test_draft_is_no_certificate(self):
        self.draft_certificate()
        self.assertEqual(self.rows("up_lic_data"), [])
