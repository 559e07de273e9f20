"""The sample month is made by real steps, and the same from the same seed."""

from datetime import timedelta
from random import Random

from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import citizen_id, uscc
from odoo.addons.yichuang_catalog.tools.workdays import hall_date
from odoo.addons.yichuang_intake.demo.month import Month

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestMonth(FiguresCase):
    def month(self, **options):
        month = Month(
            self.env, **{"count": 6, "last": self.day("2026-05-29"), **options}
        )
        # The people and the service of the tests in place of the demo's.
        month._staff = lambda: vars(month).update(
            clerk=self.clerk, decider=self.decider, services=self.service
        )
        return month

    def test_a_month_of_real_steps(self):
        month = self.month()
        done = month.run()
        self.assertFalse(month.left_out)
        self.assertEqual(done["receive"], 6)
        self.assertGreaterEqual(done["decide"], 3)
        cases = self.env["yichuang.case"].search([("service_id", "=", self.service.id)])
        self.assertEqual(len(cases), 6)
        for case in cases:
            day = hall_date(case.received_on)
            self.assertTrue(month.first <= day <= month.last)
            self.assertLess(
                case.received_on, case.decided_on or case.received_on + timedelta(1)
            )
            events = self.env["yichuang.event"].search(
                [("res_id", "=", case.id), ("res_model", "=", case._name)]
            )
            self.assertIn("receive", events.mapped("action"))
        self.counted()
        sums = self.sums([("department_id", "=", self.department.id)])
        self.assertEqual((sums["received"], sums["decided"]), (6, done["decide"]))

    def test_the_same_seed_gives_the_same_people(self):
        names = []
        for _turn in range(2):
            month = self.month(count=0)
            month.rng = Random(7)
            names.append([month._applicant(legal)["id_number"] for legal in (0, 1) * 5])
        self.assertEqual(names[0], names[1])
        self.assertTrue(
            all(citizen_id.is_valid(n) or uscc.is_valid(n) for n in names[0])
        )
