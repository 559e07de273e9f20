import json
from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestCourse(MarketCase):
    """The one bar of a case, and the work that becomes its material."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.market_service.write(
            {"legal_basis": "示例条例 第十条", "department_id": cls.department.id}
        )
        cls.case = cls.received_case()
        cls.contract = cls.accepted_contract(case_id=cls.case.id)

    def test_case_without_a_service_has_no_bar(self):
        self.assertFalse(self.received_case().course)

    def test_parts_of_the_bar_name_party_and_days(self):
        self.age(self.contract, 30)
        self.contract.notice_id._write_guarded(
            {"published_on": self.contract._now() - timedelta(days=40)}
        )
        self.case.invalidate_recordset(["course"])
        course = self.case.course
        found = {row["kind"]: row for row in course["rows"]}
        self.assertEqual(
            [row["kind"] for row in course["rows"]],
            ["selection", "contract", "waiting", "work", "acceptance"],
        )
        self.assertEqual(found["work"]["party"], "agency")
        self.assertEqual(found["work"]["planned"], 20)
        self.assertEqual(found["waiting"]["party"], "owner")
        self.assertGreater(found["selection"]["actual"], 0)
        self.assertEqual(course["share"], 100)

    def test_everybody_who_opens_the_case_can_read_the_bar(self):
        for user in (self.clerk, self.manager, self.reviewer):
            with self.subTest(user=user.login):
                self.assertTrue(self.case.with_user(user).course)

    def test_market_is_told_on_the_case(self):
        events = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.case"),
                ("res_id", "=", self.case.id),
                ("action", "=", "market"),
            ]
        )
        told = [json.loads(payload)["stage"] for payload in events.mapped("payload")]
        stages = "planned open selecting selected signing service delivered accepted"
        self.assertEqual(told[::-1], stages.split())
        self.assertEqual(self.contract.notice_id.stage, "accepted")

    def test_both_sides_are_told_through_the_outbox(self):
        partners = self.contract._partners()
        for partner in partners:
            partner.email = f"p{partner.id}@example.com"
        notices = self.env["yichuang.notice"]
        before = notices.search_count([("kind", "=", "market")])
        self.contract._tell(partners, "accepted", mark="test")
        told = notices.search([("kind", "=", "market")])
        self.assertEqual(len(told) - before, 2)

    def test_work_becomes_the_material_by_reference_and_hash(self):
        delivery, material = self.contract.deliverable_ids, self.case.material_ids[0]
        dialog = delivery.with_user(self.clerk).action_take_over()
        wizard = (
            self.env(user=self.clerk.id)[dialog["res_model"]]
            .with_context(**dialog["context"])
            .create({"material_id": material.id})
        )
        wizard.action_confirm()
        self.assertTrue(material.received)
        self.assertEqual(material.deliverable_id, delivery)
        self.assertEqual(material.deliverable_digest, delivery.file_ids.digest)
        self.assertEqual(material.originals, 0)
        material.with_user(self.clerk).received = False
        self.assertFalse(material.deliverable_id)

    def test_reference_cannot_be_typed(self):
        material = self.case.material_ids[0].with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "button of its delivery"):
            material.write({"deliverable_digest": "0" * 64})

    def test_work_of_another_case_is_no_material(self):
        other = self.received_case()
        wizard = self.env(user=self.clerk.id)[
            "yichuang.market.deliverable.take"
        ].create(
            {
                "deliverable_id": self.contract.deliverable_ids.id,
                "material_id": other.material_ids[0].id,
            }
        )
        with self.assertRaisesRegex(UserError, "same case"):
            wizard.action_confirm()

    def test_organ_that_decides_the_case_judges_the_work(self):
        delivery = self.contract.deliverable_ids
        outsider = self.make_user("test_outsider", "yichuang_intake.group_reviewer")
        judge = self.env["yichuang.market.deliverable.judge"]
        context = delivery.with_user(self.reviewer).action_judge()["context"]
        vals = {"verdict": "returned", "quality": 3}
        judge = judge.with_context(**context)
        with self.assertRaises(UserError):
            judge.with_user(outsider).create(vals).action_confirm()
        wizard = judge.with_user(self.reviewer).create(vals)
        with self.assertRaisesRegex(UserError, "what was wrong"):
            wizard.action_confirm()
        wizard.note = "附图比例尺不符"
        wizard.action_confirm()
        self.assertEqual((delivery.verdict, delivery.quality), ("returned", 3))

    def test_benchmark_says_nothing_of_too_few(self):
        found = self.market_service._benchmark()[self.market_service.id]
        self.assertEqual((found["n"], found["fee"]), (1, None))
