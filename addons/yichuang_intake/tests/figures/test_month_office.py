"""The back office of the sample month, and several matters as one, by the people of the
demo."""

from odoo.tests import tagged

from odoo.addons.yichuang_intake.demo.month import Month

from .common import FiguresCase

# What has rows afterwards that had none before.
LEFT = (
    "yichuang.joint.precheck",
    "yichuang.joint.meeting",
    "yichuang.joint.opinion",
    "yichuang.exchange.partner",
    "yichuang.exchange.package",
    "yichuang.exchange.answer",
    "yichuang.exchange.incoming",
    "yichuang.applicant.ban",
    "yichuang.conformance.run",
    "yichuang.proposal",
    "yichuang.figure.comparison",
)


@tagged("post_install", "-at_install")
class TestMonthOffice(FiguresCase):
    def test_what_the_office_does_in_a_month(self):
        before = {model: self.env[model].search_count([]) for model in LEFT}
        month = Month(self.env, count=0, last=self.day("2026-05-29"), days=25)
        month._staff()
        # Windows, bags, times and ratings have tests of their own.
        month._plan_day = lambda _day: None
        month._plan_times = month._plan_voices = lambda: None
        month._staff = lambda: None
        month.services = month.services[:3]
        done = month.run()
        month._compare_halves()
        self.assertFalse(month.left_out)
        self.assertEqual((done["hold_review"], done["answer_organs"]), (1, 2))
        for model in LEFT:
            with self.subTest(model=model):
                self.assertGreater(self.env[model].search_count([]), before[model])
        bans = self.env["yichuang.applicant.ban"].search([], limit=2)
        self.assertEqual(set(bans.mapped("state")), {"draft", "imposed"})
        proposals = self.env["yichuang.proposal"].search([], limit=2)
        self.assertEqual(set(proposals.mapped("state")), {"sent", "declined"})
        orders = self.env["yichuang.referral"].search([("partner_id", "!=", False)])
        self.assertEqual(len(orders), 8)
        self.assertLessEqual(
            {"closed", "returned", "fixed", "contacted", "open"},
            set(orders.mapped("state")),
        )
        self.assertEqual(
            sorted(
                self.env["yichuang.exchange.incoming"]
                .search([("partner_id", "=", orders.partner_id.id)])
                .mapped("rejected_count")
            ),
            [0, 0, 1],
        )
        joints = self.env["yichuang.joint.meeting"].search([], limit=1).joint_id
        self.assertEqual(joints.state, "accepted")
