import base64
import hashlib
import io
import subprocess

import pikepdf

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestSealUse(SealCase):
    def test_certificate_is_sealed_when_its_file_is_made(self):
        seal = self.registered_seal()
        certificate = self.printed_certificate()
        self.assertEqual(certificate.file_state, "ready")
        use = certificate.seal_use_ids
        self.assertEqual((use.seal_id, use.state), (seal, "done"))
        data = base64.b64decode(certificate.pdf)
        self.assertEqual(use.digest_after, hashlib.sha256(data).hexdigest())
        self.assertEqual(use.digest_after, certificate.file_digest)
        self.assertNotEqual(use.digest_before, use.digest_after)
        self.assertEqual(use.asked_by_id, self.exit_clerk)

    def test_seal_is_the_last_that_happens_to_the_file(self):
        self.registered_seal()
        certificate = self.printed_certificate()
        data = base64.b64decode(certificate.pdf)
        before = certificate.seal_use_ids.digest_before
        ends = [end + 6 for end in range(len(data)) if data[end : end + 5] == b"%%EOF"]
        self.assertEqual(hashlib.sha256(data[: ends[0]]).hexdigest(), before)
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(base64.b64decode(certificate.pdf), data)
        self.assertEqual(len(certificate.seal_use_ids), 1)

    def test_organ_without_a_seal_issues_for_the_one_of_rubber(self):
        certificate = self.printed_certificate()
        self.assertEqual(certificate.file_state, "ready")
        self.assertFalse(certificate.seal_use_ids)
        self.assertNotIn(b"/ByteRange", base64.b64decode(certificate.pdf))

    def test_two_person_seal_waits_for_somebody_else(self):
        self.two_person_seal()
        certificate = self.issued_certificate()
        self.assertEqual(certificate.seal_state, "asked")
        self.assertFalse(certificate.file_ids)
        with self.assertRaisesRegex(UserError, "waits for its seal"):
            certificate.with_user(self.exit_clerk).action_render_now()
        use = certificate.seal_use_ids
        use.with_user(self.second_keeper).action_approve()
        self.assertEqual(certificate.file_state, "pending")
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual((certificate.file_state, use.state), ("ready", "done"))
        self.assertEqual(use.approved_by_id, self.second_keeper)

    def test_nobody_approves_what_they_asked_for(self):
        group = self.env.ref("yichuang_issuance.group_seal_keeper")
        self.exit_clerk.group_ids += group
        self.registered_seal(
            keeper_id=self.exit_clerk.id, second_keeper_id=self.keeper.id
        )
        use = self.issued_certificate().seal_use_ids
        with self.assertRaisesRegex(UserError, "asked for this use yourself"):
            use.with_user(self.exit_clerk).action_approve()
        use.with_user(self.keeper).action_approve()
        self.assertEqual(use.state, "approved")

    def test_keeper_of_another_seal_neither_sees_nor_approves(self):
        use = self.asked_use()
        stranger = self.make_user(
            "test_other_keeper", "yichuang_issuance.group_seal_keeper"
        )
        self.assertFalse(self.env["yichuang.seal.use"].with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            use.with_user(stranger).action_approve()

    def test_keeper_sees_what_they_seal(self):
        use = self.asked_use()
        certificate = use.certificate_id.with_user(self.keeper)
        self.assertTrue(certificate.holder_name)
        other = self.draft_certificate().with_user(self.keeper)
        with self.assertRaises(AccessError):
            self.assertTrue(other.holder_name)

    def test_refusal_says_why_and_may_be_asked_again(self):
        use = self.asked_use()
        certificate = use.certificate_id
        self.refuse(use, "经营项目与决定不一致")
        self.assertEqual(certificate.seal_refusal, "经营项目与决定不一致")
        self.assertFalse(certificate.file_ids)
        certificate.with_user(self.exit_clerk).action_ask_seal()
        certificate.invalidate_recordset(["seal_use_ids", "seal_state"])
        self.assertEqual(certificate.seal_use_ids.mapped("state"), ["asked", "refused"])
        with self.assertRaises(UserError):
            certificate.with_user(self.exit_clerk).action_ask_seal()

    def refuse(self, use, reason):
        dialog = self.env["yichuang.seal.refuse"].with_user(self.keeper)
        dialog.create(
            {"use_id": use.id, "revision": use.revision, "refusal": reason}
        ).action_confirm()

    def test_refusal_needs_a_reason(self):
        use = self.asked_use()
        with self.assertRaisesRegex(UserError, "Say why"):
            self.refuse(use, "  ")

    def test_suspended_seal_is_not_put_on(self):
        seal = self.registered_seal()
        certificate = self.issued_certificate()
        seal.with_user(self.manager).action_suspend()
        with self.assertLogs("odoo.addons.yichuang_catalog", "WARNING"):
            certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.file_state, "pending")
        self.assertFalse(certificate.pdf)
        self.assertIn("may not be used", certificate.file_problem)
        seal.with_user(self.manager).action_resume()
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.file_state, "ready")

    def test_uses_cannot_be_written_or_deleted_by_anybody(self):
        self.registered_seal()
        use = self.printed_certificate().seal_use_ids
        for user in (self.keeper, self.manager):
            with self.subTest(user=user.login), self.assertRaises(UserError):
                use.with_user(user).purpose = "别的"
            with self.subTest(user=user.login), self.assertRaises(AccessError):
                use.with_user(user).unlink()
        with self.assertRaises(UserError):
            use.sudo().unlink()

    def test_use_is_in_the_event_log_with_both_hashes(self):
        self.registered_seal()
        use = self.printed_certificate().seal_use_ids
        event = self.env["yichuang.event"].search(
            [("res_model", "=", use._name), ("res_id", "=", use.id)]
        )
        self.assertIn(use.digest_before, event.payload)
        self.assertIn(use.digest_after, event.payload)

    def test_sealed_text_is_the_text_without_the_seal(self):
        """Nothing that the seal draws gets into the text that is searched."""
        self.registered_seal()
        certificate = self.printed_certificate()
        text = subprocess.run(
            ["pdftotext", "-", "-"],
            input=base64.b64decode(certificate.pdf),
            capture_output=True,
            check=True,
        ).stdout.decode()
        self.assertIn(certificate.statement, text)
        self.assertNotIn("行政许可专用章", text)
        self.assertFalse([char for char in text if "⺀" <= char <= "⿟"])

    def test_sealed_file_is_still_an_archive_file(self):
        self.registered_seal()
        certificate = self.printed_certificate()
        with pikepdf.open(io.BytesIO(base64.b64decode(certificate.pdf))) as pdf:
            metadata = pdf.Root.Metadata.read_bytes()
            self.assertNotIn("/Filter", pdf.Root.Metadata)
            self.assertIn("/OutputIntents", pdf.Root)
        self.assertIn(b"pdfaid:part", metadata)
