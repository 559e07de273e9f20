from odoo.exceptions import ValidationError
from odoo.tests import tagged

from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestCertificateType(IssuanceCase):
    def test_gbt36904_type_code_is_checked(self):
        for code in (
            "11379901MB9000015N01",
            "11379901MB9000015N0011",
            "11379901MB9000016N001",
            "11379901mb9000015n001",
            "1137990199000015N-001",
        ):
            with self.subTest(code=code), self.assertRaises(ValidationError):
                self.certificate_type.code = code

    def test_statement_quotes_only_known_words(self):
        for text in (
            "准予{applicant}。",
            "准予{holder.id}。",
            "准予{}。",
            "准予{holder。",
        ):
            with self.subTest(text=text), self.assertRaises(ValidationError):
                self.certificate_type.statement = text

    def test_one_type_per_service_is_found_in_one_query(self):
        services = self.service | self.published_service(item_name="取水许可")
        other = self.make_type(
            name="取水许可证",
            code=f"{self.department.uscc}002",
            service_ids=[(6, 0, services[1].ids)],
        )
        found = self.env["yichuang.certificate.type"]._by_service(services)
        self.assertEqual(
            found, {services[0].id: self.certificate_type, services[1].id: other}
        )
