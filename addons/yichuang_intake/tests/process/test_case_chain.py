from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCaseChain(IntakeCase):
    """Which organs review first, as the guide says it, and who accepts."""

    def rules(self, *stops, **values):
        version = self.chain_version(list(stops), **values)
        return [fault.rule for fault in version._chain_faults()]

    def test_art35_the_way_leads_upward_to_the_organ_that_decides(self):
        town, county = (
            {"department_id": self.township().id},
            {"department_id": self.department.id},
        )
        city = {"department_id": self.city().id}
        for stops, rules in (
            ([town, county], []),
            ([town], []),
            ([county, town], ["not_upward"]),
            ([town, town], ["organ_twice", "not_upward"]),
            ([town, city], ["organ_twice", "not_upward"]),
            ([{}], ["no_organ"]),
            ([{**town, "days": 0}], ["no_limit"]),
            ([{**town, "days": 21}], ["too_long"]),
            ([{**town, "days": 30, "unit": "day"}], ["too_long"]),
            ([{**town, "days": 21, "basis": "示例条例 第八条"}], []),
        ):
            with self.subTest(rules=rules):
                self.assertEqual(self.rules(*stops), rules)

    def test_art43_too_long_a_review_is_not_published(self):
        stop = {"department_id": self.township().id, "days": 25}
        version = self.chain_version([stop])
        version.action_submit()
        with self.assertRaisesRegex(UserError, "twenty working days at most"):
            version.with_user(self.approver).action_publish()

    def test_only_what_is_passed_up_has_a_way_up(self):
        self.assertEqual(
            self.rules({"department_id": self.township().id}, case_type="promise"),
            ["chain_of_another_kind"],
        )

    def test_the_way_is_copied_to_the_next_version(self):
        version = self.chain_service().current_version_id
        self.assertEqual(
            version.copy().hop_ids.mapped("department_id"),
            version.hop_ids.mapped("department_id"),
        )

    def test_without_a_way_the_organ_handles_it_alone(self):
        service = self.published_service(item_name="无链上报", case_type="report")
        case = self.accepted_case(service_id=service.id)
        self.assertFalse(case.hop_ids)
        self.assertTrue(case.legal_due_on)
        hints = [hint["rule"] for hint in service.current_version_id._hints()]
        self.assertIn("no_chain", hints)

    def test_art24_the_first_organ_lets_the_window_accept(self):
        service = self.chain_service()
        mandate = self.env["yichuang.mandate"].search(
            [("department_id", "=", self.township().id)]
        )
        case = self.accepted_case(service_id=service.id)
        self.assertEqual(case.mandate_id, mandate)
        self.env["yichuang.mandate.end"].with_user(self.manager).create(
            {"mandate_id": mandate.id, "revision": mandate.revision, "reason": "期满"}
        ).action_confirm()
        late = self.received_case(service_id=service.id)
        late.with_user(self.clerk).action_take_all_materials()
        with self.assertRaisesRegex(UserError, "the act of 测试镇人民政府"):
            late.with_user(self.clerk).action_accept()

    def test_acceptance_tells_both_times(self):
        case = self.chain_case()
        notice = case.document_ids.filtered(lambda row: row.kind == "acceptance")
        facts = dict(notice.facts)
        self.assertIn("届满（第四十三条）", facts["初审期限"])
        self.assertIn("自测试市水利局收到全部材料之日起", facts["法定办结期限"])

    def test_hops_are_not_made_or_moved_by_hand(self):
        hop = self.waiting_hop()
        for user in (self.reviewer, self.person("town_li"), self.manager, self.clerk):
            with self.subTest(user.login):
                with self.assertRaises(UserError):
                    self.env["yichuang.case.hop"].with_user(user).create(
                        {"case_id": hop.case_id.id, "sequence": 2}
                    )
                with self.assertRaises(UserError):
                    hop.with_user(user).write({"due_on": "2030-01-01"})
