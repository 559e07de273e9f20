from odoo import Command
from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IssuanceCase


@tagged("post_install", "-at_install")
class TestPromise(IssuanceCase):
    """A broken promise (告知承诺) takes its certificate along (Art. 69)."""

    def broken(self, issue):
        service = self.promise_service()
        self.certificate_type.service_ids = [Command.link(service.id)]
        promise = self.signed_promise(
            self.promisable_case(service, address="测试县日用街1号")
        )
        case = promise.case_id
        self.decide(case, on_the_spot=True)
        case.with_user(self.exit_clerk).action_certify()
        if issue:
            case.certificate_ids.with_user(self.exit_clerk).action_issue()
        self.inspect(promise)
        self.promise_step(promise, "find_broken", breach_kind="false", text="虚假承诺")
        self.promise_step(promise, "revoke", self.decider, text="不符", heard="无")
        return case.certificate_ids

    def test_art69_certificate_is_revoked_with_its_decision(self):
        certificate = self.broken(issue=True)
        self.assertEqual(
            (certificate.state, certificate.end_ground), ("revoked", "fraud")
        )

    def test_art69_nothing_is_issued_on_a_revoked_decision(self):
        certificate = self.broken(issue=False)
        self.assertEqual(certificate.state, "draft")
        with self.assertRaisesRegex(UserError, "was revoked"):
            certificate.with_user(self.exit_clerk).action_issue()
