"""What the hotline handed over, in the figures, beside matters counted by hand."""

from datetime import timedelta

from odoo.tests import tagged

from .common import FiguresCase


@tagged("post_install", "-at_install")
class TestFigureReferral(FiguresCase):
    """Four came: one answered in time and called back, one answered late, one waits and
    was extended, one was handed back and is nobody's of ours."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.right, cls.late, cls.waits, cls.theirs = (
            cls.open_referral() for _one in range(4)
        )
        cls.referral_step(cls.theirs, cls.manager, "hand_back", "属交通局。")
        for referral in (cls.right, cls.late, cls.waits):
            cls.referral_step(referral, cls.reviewer, "contact", "已联系。")
        for referral in (cls.right, cls.late):
            cls.referral_step(referral, cls.reviewer, "fix", "已答复。")
        cls.referral_step(cls.right, cls.supervisor, "close", "满意。")
        cls.plant(cls.late, fix_due_on="=fix_due_on - 30", first_due_on="=fix_due_on")

    def test_counters_by_hand(self):
        sums = self.counted()
        names = ("referred", "referral_due", "referral_met", "referral_called")
        self.assertEqual([sums[name] for name in names], [3, 3, 1, 1])
        [(rate, called)] = self.figures._read_group(
            [("department_id", "=", self.department.id)],
            aggregates=["referral_rate:avg", "referral_call_rate:avg"],
        )
        self.assertAlmostEqual(rate, 100 / 3)
        self.assertAlmostEqual(called, 100 / 3)

    def test_an_extension_leaves_no_day_counted_wrongly(self):
        self.figures._refresh(full=True)
        due = self.waits.fix_due_on
        self.referral_step(self.waits, self.manager, "extend", "需现场核实。")
        self.figures._refresh()
        self.assertFalse(self.figures._differences())
        self.assertGreater(self.waits.fix_due_on, due)
        mine = [("department_id", "=", self.department.id), ("day", "=", due)]
        self.assertEqual(self.sums(mine)["referral_extended"], 1)

    def test_number_opens_its_rows(self):
        self.figures._refresh(full=True)
        span = {
            "first": str(self.late.fix_due_on),
            "last": str(self.right.fix_due_on + timedelta(days=1)),
            "department_id": self.department.id,
        }
        figures = self.figures.with_user(self.manager)
        action = figures.open_rows("referral_due", span, "referral_met")
        found = self.env[action["res_model"]].search(action["domain"])
        self.assertEqual(found, self.late | self.waits)
