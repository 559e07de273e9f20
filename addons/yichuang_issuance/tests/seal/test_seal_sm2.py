import base64
import hashlib
from datetime import UTC, datetime

from odoo.tests import tagged

from ...tools import key_ring, seal_check
from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestSealSm2(SealCase):
    """A seal whose key is one for SM2 is used, logged and examined like any other; how
    a service signs outside is tested in ``tests/tools/test_sm2_signing.py``."""

    def sealed(self):
        certificate = self.printed_certificate()
        return certificate, base64.b64decode(certificate.pdf)

    def test_certificate_is_sealed_and_every_use_is_written_down(self):
        seal = self.registered_seal(key_name=key_ring.TEST_SM2)
        self.assertTrue(seal.without_force)
        self.assertIn("示例", seal.picture)
        certificate, data = self.sealed()
        use = certificate.seal_use_ids
        self.assertEqual((use.seal_id, use.state), (seal, "done"))
        self.assertEqual(use.digest_after, hashlib.sha256(data).hexdigest())
        [found] = self.env["yichuang.seal"]._examination(data)
        told, register = found["seal"], found["register"]
        self.assertEqual(told.verdict, seal_check.SOUND)
        self.assertEqual(told.organ, seal.name)
        self.assertTrue(told.stamped)
        self.assertTrue(told.without_force)
        self.assertEqual(
            (register["number"], register["state"]), (certificate.number, "valid")
        )
        [added] = self.env["yichuang.seal"]._examination(data + b"\n%more\n")
        self.assertEqual(added["seal"].verdict, seal_check.CHANGED)
        self.end_certificate(certificate, "revoke", revocation_ground="fraud")
        [ended] = self.env["yichuang.seal"]._examination(data)
        self.assertEqual(ended["register"]["state"], "revoked")

    def test_nobody_uses_a_seal_of_two_keepers_alone(self):
        self.registered_seal(
            key_name=key_ring.TEST_SM2, second_keeper_id=self.second_keeper.id
        )
        certificate = self.issued_certificate()
        self.assertEqual(certificate.seal_state, "asked")
        self.assertFalse(certificate.file_ids)
        certificate.seal_use_ids.with_user(self.keeper).action_approve()
        certificate.with_user(self.exit_clerk).action_render_now()
        self.assertEqual(certificate.seal_use_ids.state, "done")

    def test_without_the_service_no_file_leaves(self):
        """What the service lacks is said on the certificate; the order stays."""
        name = f"{key_ring.SECTION}.key service"
        settings = {
            **dict.fromkeys(
                ("url", "key", "certificate", "lists", "stamp"), "/nowhere"
            ),
            "provider": "sm2_service",
        }
        type(self).ring = key_ring.KeyRing({name: settings}, self.ring.folder)
        self.addCleanup(
            setattr, type(self), "ring", key_ring.KeyRing({}, self.ring.folder)
        )
        self.registered_seal(key_name="service")
        certificate = self.issued_certificate()
        with self.assertLogs("odoo.addons.yichuang_catalog", "WARNING"):
            certificate.with_user(self.exit_clerk).action_render_now()
        self.assertFalse(certificate.pdf)
        self.assertEqual(certificate.seal_use_ids.state, "approved")
        self.assertIn("not described whole", certificate.file_problem)

    def test_key_that_was_revoked_is_told_by_the_list_of_today(self):
        # Of a name of its own: keys are by name, and others seal with theirs.
        seal = self.registered_seal(key_name=key_ring.TEST_SM2, purpose="吊销专用章")
        _certificate, data = self.sealed()
        now = datetime.now(UTC)
        authority = key_ring.Sm2TestAuthority(self.ring.sm2_test_folder())
        own = authority.signer(seal.name, now)
        authority.revoke(own.certificate, datetime(2026, 1, 1, tzinfo=UTC))
        [found] = self.env["yichuang.seal"]._examination(data)
        self.assertEqual(found["seal"].verdict, seal_check.REVOKED)
