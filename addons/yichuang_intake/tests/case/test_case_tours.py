from odoo.tests import HttpCase, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install", "slow")
class TestCaseTours(IntakeCase, HttpCase):
    def test_clerk_receives_and_accepts(self):
        namesakes = self.env["yichuang.service"].search(
            [("name", "=", self.service.name), ("id", "!=", self.service.id)]
        )
        namesakes.active = False  # the sample hall may offer one of the same name
        with self.assertLogs("odoo.http", "WARNING") as refusals:
            self.start_tour(
                "/odoo/intake-window", "yichuang_clerk_tour", login="test_clerk"
            )
        self.assertEqual(len(refusals.output), 1, "the mistyped identity number")
        case = self.env["yichuang.case"].search([("applicant_name", "=", "示例游客")])
        self.assertEqual(case.state, "accepted")
        self.assertEqual(case.accepted_by_id, self.clerk)

    def test_reviewer_gives_an_opinion(self):
        case = self.accepted_case(applicant_name="示例游客")
        self.start_tour(
            "/odoo/intake-review", "yichuang_reviewer_tour", login="test_reviewer"
        )
        self.assertEqual(case.reviewed_by_id, self.reviewer)

    def test_decider_decides(self):
        case = self.reviewed_case(applicant_name="示例游客")
        self.start_tour(
            "/odoo/intake-decide", "yichuang_decider_tour", login="test_decider"
        )
        self.assertEqual((case.state, case.outcome), ("decided", "granted"))
