import base64

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..seal_builders import SealCase


@tagged("post_install", "-at_install")
class TestSealedDocument(SealCase):
    def decision(self):
        return self.granted_case().document_ids.filtered(
            lambda document: document.kind == "grant"
        )

    def test_art38_decision_carries_the_seal(self):
        self.registered_seal()
        decision = self.decision()
        decision.with_user(self.decider).action_open_file()
        use = self.env["yichuang.seal.use"].search([("document_id", "=", decision.id)])
        self.assertEqual(use.state, "done")
        self.assertEqual(use.digest_after, decision.file_ids.digest)
        self.assertIn(b"/ByteRange", base64.b64decode(decision.pdf))

    def test_document_without_seal_stays_without(self):
        self.registered_seal()
        case = self.granted_case()
        receipt = case.document_ids.filtered(lambda found: found.kind == "receipt")
        self.assertTrue(receipt)
        self.assertFalse(
            self.env["yichuang.seal.use"].search([("document_id", "=", receipt.id)])
        )

    def test_document_under_a_seal_of_two_says_whom_it_waits_for(self):
        self.two_person_seal()
        decision = self.decision()
        with self.assertRaisesRegex(UserError, self.keeper.login):
            decision.with_user(self.decider).action_open_file()
        use = self.env["yichuang.seal.use"].search([("document_id", "=", decision.id)])
        use.with_user(self.keeper).action_approve()
        decision.with_user(self.decider).action_open_file()
        self.assertEqual(use.state, "done")
