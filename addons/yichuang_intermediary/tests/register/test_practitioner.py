from odoo.exceptions import AccessError, ValidationError
from odoo.tests import tagged

from odoo.addons.yichuang_intake.tests.common import PERSON, PERSON_MISTYPED

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestPractitioner(MarketCase):
    def test_identity_number_is_checked_and_not_kept(self):
        with self.assertRaisesRegex(ValidationError, "identity card"):
            self.draft_practitioner(id_number=PERSON_MISTYPED)
        practitioner = self.draft_practitioner()
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT * FROM yichuang_market_practitioner WHERE id = %s",
            [practitioner.id],
        )
        self.assertNotIn(PERSON, str(self.env.cr.fetchone()))
        self.assertEqual(practitioner.id_number, "110105********002X")

    def test_digest_is_read_by_nobody(self):
        practitioner = self.draft_practitioner()
        with self.assertRaises(AccessError):
            practitioner.with_user(self.market_reviewer).read(["digest"])

    def test_threat10_person_at_two_agencies_is_marked_at_both(self):
        first = self.draft_practitioner()
        second = self.draft_practitioner(agency_id=self.agency_b.id, number="TEST-002")
        self.assertTrue(first.is_shared and second.is_shared)
        second.with_user(self.market_reviewer).action_end()
        self.assertFalse(first.is_shared)

    def test_same_certificate_number_of_two_people_is_no_mark(self):
        first = self.draft_practitioner()
        second = self.draft_practitioner(
            agency_id=self.agency_b.id, id_number="11010119900307651X"
        )
        self.assertFalse(first.is_shared or second.is_shared)

    def test_hall_staff_outside_the_market_do_not_see_them(self):
        with self.assertRaises(AccessError):
            self.env["yichuang.market.practitioner"].with_user(self.clerk).search([])
