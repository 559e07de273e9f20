from odoo.exceptions import UserError, ValidationError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseVersions(IntakeCase):
    """What happens to cases when their service is suspended, changed or cancelled."""

    def suspend(self, **values):
        return self.act("suspend", **values)

    def act(self, verb, **values):
        version = self.service.version_ids.filtered(
            lambda version: version.state in ("published", "suspended")
        )
        change = (
            self.env["yichuang.service.change"]
            .with_user(self.editor)
            ._propose(
                version.with_user(self.editor), verb, {"reason": "设备检修", **values}
            )
        )
        change.with_user(self.approver).action_approve()

    def test_a_suspended_service_takes_no_new_case_and_says_why(self):
        self.suspend(resume_on="2099-01-02")
        with self.assertRaisesRegex(ValidationError, "2099-01-02: 设备检修"):
            self.draft_case()

    def test_a_case_under_way_goes_on_under_its_version(self):
        case = self.accepted_case()
        version = case.version_id
        self.suspend()
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)
        self.assertEqual((case.state, case.version_id), ("decided", version))
        self.assertEqual(version.state, "suspended")

    def test_a_case_under_way_outlives_the_cancellation(self):
        case = self.received_case()
        version = case.version_id
        self.act("cancel")
        case.with_user(self.clerk).action_take_all_materials()
        case.with_user(self.clerk).action_accept()
        self.assertEqual((case.state, case.version_id), ("accepted", version))

    def test_a_draft_waits_for_the_resumption(self):
        case = self.draft_case()
        self.suspend()
        for step in ("action_receive", "action_refresh_version"):
            with self.subTest(step=step), self.assertRaises(UserError):
                getattr(case.with_user(self.clerk), step)()
        self.assertTrue(case.version_id)
        self.act("resume")
        case.with_user(self.clerk).action_receive()
        self.assertEqual(case.state, "received")
