from datetime import timedelta

import pypdfium2

from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.licensing_law import CANCELLATION_GROUNDS, REVOCATION_GROUNDS
from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestVault(IssuanceCase):
    """Certificates issued here are on file as grade A, and are not asked for again."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.certificate_type.material_ids = cls.material("示例营业执照")

    def on_file(self, certificate):
        return self.env["yichuang.vault.document"].search(
            [("certificate_id", "in", certificate.ids)]
        )

    def offer(self, case):
        self.env.invalidate_all()
        return case.material_ids[1].with_user(self.clerk).vault_offer

    def test_issued_certificate_is_on_file_as_a_for_its_holder(self):
        certificate = self.printed_certificate()
        document = self.on_file(certificate)
        self.assertEqual(
            (document.grade, document.origin, document.state), ("a", "organ", "on_file")
        )
        for mine, its in (
            ("number", "number"),
            ("name", "title"),
            ("issuer", "issuer_name"),
            ("issued_on", "issued_on"),
            ("expires_on", "valid_until"),
            ("masked_number", "holder_number"),
        ):
            self.assertEqual(document[mine], certificate[its])

    def test_state_council_716_art7_result_is_offered_and_taken(self):
        certificate = self.printed_certificate()
        case = self.draft_case()
        self.assertEqual(self.offer(case), "A: ask for consent")
        self.on_file(certificate)._give_consent("portal")
        self.assertTrue(self.offer(case).startswith("A, valid until"))
        case.with_user(self.clerk).action_take_from_file()
        line = case.material_ids[1]
        self.assertEqual((line.received, line.on_file, line.grade), (True, True, "a"))
        copy, name = case.vault_use_ids._copy()
        self.assertEqual(name, "食品经营许可证.pdf")
        with pypdfium2.PdfDocument(copy) as document:
            text = document[0].get_textpage().get_text_range().replace("\r\n", "")
        self.assertIn("此件由测试县行政审批服务局提供", text)
        self.assertIn(certificate.number, text)

    def test_copy_on_file_follows_its_certificate(self):
        ends = {
            "revoke": {"end_ground": REVOCATION_GROUNDS[0][0]},
            "cancel": {"end_ground": CANCELLATION_GROUNDS[1][0]},
        }
        for kind, state in (("revoke", "invalidated"), ("cancel", "invalidated")):
            certificate = self.issued_certificate()
            document = self.on_file(certificate)
            self.end_certificate(certificate, "suspend")
            self.assertEqual(document.state, "suspended")
            certificate.with_user(self.decider).action_resume()
            self.assertEqual(document.state, "on_file")
            vals = {"end_reason": "经查", **ends[kind]}
            certificate.with_user(self.decider)._transition(kind, vals)
            with self.subTest(kind):
                self.assertEqual(document.state, state)
                self.assertTrue(document.invalid_reason)

    def test_expired_certificate_leaves_the_file(self):
        certificate = self.issued_certificate()
        yesterday = hall_date() - timedelta(days=1)
        document = self.on_file(certificate)
        dates = {"issued_on": yesterday}
        certificate._write_guarded({**dates, "valid_until": yesterday})
        document._write_guarded({**dates, "expires_on": yesterday})
        certificate.with_user(1)._transition("expire", {"ended_on": hall_date()})
        self.assertEqual(document.state, "expired")

    def test_nothing_is_on_file_without_a_material(self):
        self.certificate_type.material_ids = False
        self.assertFalse(self.on_file(self.issued_certificate()))

    def test_library_tells_which_materials_are_results_of_an_item(self):
        self.certificate_type.material_ids = False
        material = self.material("示例申请书")
        material.produced_by_item_ids = self.service.item_id
        document = self.on_file(self.issued_certificate())
        self.assertEqual(document.material_id, material)

    def test_nobody_ends_the_copy_of_a_valid_certificate(self):
        document = self.on_file(self.issued_certificate())
        for user, step, vals in (
            (self.manager, "invalidate", {"invalid_reason": "有误"}),
            (self.clerk, "invalidate", {"invalid_reason": "有误"}),
        ):
            with self.subTest(step), self.assertRaisesRegex(Exception, "organ"):
                document.with_user(user).sudo()._transition(step, vals)

    def test_when_issuance_goes_nobody_vouches_for_its_certificates(self):
        used = self.on_file(self.issued_certificate())
        unused = self.on_file(self.issued_certificate())
        used._give_consent("portal")
        case = self.draft_case()
        case.material_ids[1].with_user(self.clerk)._take_from_file(used)
        self.env.flush_all()
        self.env["yichuang.vault.document"]._leave_certificates()
        self.assertEqual(used.state, "invalidated")
        self.assertFalse(unused.exists())
