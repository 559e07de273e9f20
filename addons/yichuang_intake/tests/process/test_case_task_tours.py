from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install", "slow")
class TestCaseTaskTours(IntakeCase, HttpCase):
    def test_another_organ_signs_and_gives_an_opinion(self):
        service = self.two_organs()
        case = self.accepted_case(service_id=service.id, applicant_name="示例游客")
        self.opine(self.task(case, "示例审查"))
        with self.assertLogs("odoo.http", "WARNING") as refusals:
            self.start_tour(
                "/odoo/intake-my-steps",
                "yichuang_steps_tour",
                login="test_other_reviewer",
            )
        self.assertEqual(len(refusals.output), 1, "the bare signature")
        self.assertEqual(case.reviewed_by_id, self.other_reviewer)
        self.assertFalse(case.tasks_left)
