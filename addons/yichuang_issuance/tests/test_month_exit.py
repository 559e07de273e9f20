"""The sample month at the exit is made by real steps, and the same from one seed."""

from datetime import date, timedelta

from freezegun import freeze_time

from odoo.tests import new_test_user, tagged

from odoo.addons.yichuang_issuance.demo.month_exit import Exit

from .common import IssuanceCase

FIRST, LAST = date(2026, 5, 4), date(2026, 5, 29)
# What screens of the exit show, and what they rest on.
MODELS = (
    "yichuang.archive",
    "yichuang.archive.disposal",
    "yichuang.archive.file",
    "yichuang.archive.transfer",
    "yichuang.cabinet.event",
    "yichuang.certificate",
    "yichuang.certificate.print",
    "yichuang.delivery",
    "yichuang.delivery.identity",
    "yichuang.exit.list",
    "yichuang.exit.list.line",
    "yichuang.exit.place",
    "yichuang.print.item",
    "yichuang.print.job",
    "yichuang.publication",
    "yichuang.publication.visit",
)


@tagged("post_install", "-at_install")
class TestMonthExit(IssuanceCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        cls.archivist = cls.make_user(
            "test_month_archivist", "yichuang_issuance.group_keeper"
        )
        cls.applicant = new_test_user(
            cls.env, "test_month_applicant", "base.group_portal"
        )
        cls.cabinet = cls.env["yichuang.exit.cabinet"].create(
            {"name": "示例柜", "place": "大厅东门", "days": 2}
        )
        cls.printers = cls.env["yichuang.print.profile"].create(
            [
                {"name": "示例标签机"},
                {"name": "示例证照机", "kind": "certificate"},
            ]
        )
        # Seals and shelves of sample data belong to no hall of the tests.
        cls.env["yichuang.exit.place"].search([]).active = False
        # One more than a result that is given back, and one is denied.
        for number in range(7):
            with freeze_time(f"{FIRST + timedelta(days=number // 2 + 2)} 03:00:00"):
                cls.decided_case("denied" if number == 2 else "granted")

    def month(self, **options):
        month = Exit(self.env, last=LAST, days=(LAST - FIRST).days, **options)
        # The people and the service of the tests in place of the demo's.
        month._staff = lambda: vars(month).update(
            clerk=self.clerk,
            clerks=[self.clerk, self.second_clerk],
            decider=self.decider,
            manager=self.manager,
            services=self.service,
            maker=self.exit_clerk,
            keeper=self.archivist,
            administrator=self.env.ref("base.user_admin"),
            applicant=self.applicant,
            cabinet=self.cabinet,
            printers=self.printers,
        )
        return month

    def test_each_screen_of_the_exit_has_something_to_show(self):
        last = {
            name: self.env[name].sudo().search([], order="id desc", limit=1).id or 0
            for name in MODELS
        }
        month = self.month()
        month.run()
        self.assertFalse(month.left_out)
        rows = {
            name: self.env[name].sudo().search([("id", ">", last[name])])
            for name in MODELS
        }
        self.assertFalse([name for name in MODELS if not rows[name]])
        results = rows["yichuang.delivery"]
        self.assertLessEqual(
            {"window", "courier", "electronic", "cabinet"}, set(results.mapped("way"))
        )
        self.assertLessEqual({"arrived", "delivered"}, set(results.mapped("state")))
        self.assertIn("agent", results.mapped("collector_relation"))
        handed = results.filtered(lambda one: one.state == "delivered")
        self.assertEqual(len(handed.proof_ids), len(handed), "送达回证")
        self.assertTrue(all(one.proof_ids.served_on for one in handed))
        self.assertLessEqual(
            {"valid", "suspended", "revoked", "replaced"},
            set(rows["yichuang.certificate"].mapped("state")),
        )
        self.assertLessEqual(
            {"taken", "wrong_code"},
            set(rows["yichuang.cabinet.event"].mapped("outcome")),
        )
        self.assertFalse(self.cabinet.connected, "nothing is sent when it is over")
        self.assertLessEqual(
            {"accepted", "returned", "packed", "waiting"},
            set(rows["yichuang.archive"].mapped("state")),
        )
        packed = rows["yichuang.archive"].filtered("packed_on")
        self.assertFalse(packed.filtered("findings"), "the four checks")
        self.assertEqual(rows["yichuang.archive.transfer"].mapped("state"), ["settled"])
        self.assertEqual(
            rows["yichuang.archive.disposal"].mapped("state"), ["proposed"]
        )
        self.assertIn("done", rows["yichuang.print.job"].mapped("state"))
        self.assertIn("published", rows["yichuang.publication"].mapped("state"))

    def test_the_same_seed_plans_the_same_month(self):
        """What is drawn is drawn in an order that nothing else touches."""
        plans = []
        for seed in (7, 7, 8):
            month = self.month(seed=seed)
            month._staff()
            month._plan()
            plans.append([(turn.at, turn.step) for turn in sorted(month.turns)])
        self.assertTrue(plans[0])
        self.assertEqual(plans[0], plans[1])
        self.assertNotEqual(plans[0], plans[2])
