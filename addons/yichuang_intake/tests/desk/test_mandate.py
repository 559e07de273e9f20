from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestMandate(IntakeCase):
    """Receiving is the hall's act, accepting the organ's (行政许可法 Art. 24, 32)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.newcomer = cls.make_user("test_newcomer", "yichuang_intake.group_clerk")

    def ready(self):
        """A case with all its materials, received by somebody without a mandate."""
        case = self.received_case(clerk=self.newcomer)
        case.with_user(self.newcomer).action_take_all_materials()
        return case

    def test_art32_without_a_mandate_one_receives_but_does_not_accept(self):
        case = self.ready()
        with self.assertRaisesRegex(UserError, "not accept it.*Art. 24, 32"):
            case.with_user(self.newcomer).action_accept()
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.mandate_id, self.mandate)

    def test_art32_mandate_covers_its_organ_services_days_and_people(self):
        other = self.published_service(item_name="示例其他许可")
        outcomes = (
            ({}, True),
            ({"kind": "staff", "announced_on": False}, True),
            ({"kind": "receive_only"}, False),
            ({"service_ids": self.service.ids}, True),
            ({"service_ids": other.ids}, False),
            ({"until_on": "2026-03-01"}, False),
            ({"until_on": "2026-03-02"}, True),
            ({"from_on": "2026-03-03"}, False),
            ({"from_on": "2026-03-02"}, True),
            ({"user_ids": self.second_clerk.ids}, False),
        )
        for values, lawful in outcomes:
            with self.subTest(values), freeze_time("2026-03-02 02:00:00"):
                mandate = self.given_mandate(
                    **{"user_ids": self.newcomer.ids, **values}
                )
                case = self.ready()
                if lawful:
                    case.with_user(self.newcomer).action_accept()
                    self.assertEqual(case.mandate_id, mandate)
                else:
                    with self.assertRaises(UserError):
                        case.with_user(self.newcomer).action_accept()
                self.confirm_end(mandate)

    def confirm_end(self, mandate, reason="期满", user=None):
        self.env["yichuang.mandate.end"].with_user(user or self.manager).create(
            {
                "mandate_id": mandate.id,
                "revision": mandate.revision,
                "reason": reason,
            }
        ).action_confirm()

    def test_ended_mandate_covers_nothing(self):
        self.confirm_end(self.mandate)
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        with self.assertRaisesRegex(UserError, "no mandate"):
            case.with_user(self.clerk).action_accept()

    def test_art24_only_the_organ_gives_a_mandate(self):
        mandate = self.draft_mandate()
        stranger = self.make_user("test_stranger_d", "yichuang_intake.group_decider")
        with self.assertRaises(AccessError):
            mandate.with_user(self.manager).action_give()
        with self.assertRaises(AccessError):
            mandate.with_user(stranger).action_give()
        mandate.with_user(self.decider).action_give()
        self.assertEqual((mandate.state, mandate.given_by_id), ("active", self.decider))

    def test_art24_delegation_is_announced_and_not_passed_on(self):
        with self.assertRaisesRegex(UserError, "announced to the public"):
            self.given_mandate(announced_on=False)
        self.department.nature = "delegated"
        with self.assertRaisesRegex(UserError, "cannot pass it on"):
            self.given_mandate()

    def test_nobody_gives_a_mandate_to_themselves_or_to_nobody(self):
        for users, message in (
            (self.decider, "themselves"),
            (self.env["res.users"], "Name the staff"),
        ):
            with self.assertRaisesRegex(UserError, message):
                self.given_mandate(user_ids=users.ids)

    def test_services_belong_to_the_organ_and_days_are_in_order(self):
        organ = self.department.copy({"name": "另一机关", "uscc": False})
        with self.assertRaises(ValidationError):
            self.draft_mandate(department_id=organ.id, service_ids=self.service.ids)
        with self.assertRaises(ValidationError):
            self.draft_mandate(from_on="2026-02-02", until_on="2026-02-01")

    def test_mandate_in_force_cannot_be_widened(self):
        for vals in (
            {"user_ids": [(4, self.newcomer.id)]},
            {"until_on": "2099-01-01"},
            {"kind": "staff"},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                self.mandate.with_user(self.manager).write(vals)

    def test_ending_states_a_reason(self):
        with self.assertRaisesRegex(UserError, "why"):
            self.confirm_end(self.mandate, reason=" ")

    def test_seal_of_the_mandate_stands_on_the_acceptance(self):
        self.confirm_end(self.mandate)
        self.given_mandate(seal_name="测试县行政审批受理专用章")
        notice = self.accepted_case().document_ids.filtered(
            lambda document: document.kind == "acceptance"
        )
        self.assertEqual(notice.seal_name, "测试县行政审批受理专用章")

    def test_mandates_in_force_today_are_found(self):
        draft = self.draft_mandate()
        found = self.env["yichuang.mandate"].search([("in_force", "=", True)])
        self.assertIn(self.mandate, found)
        self.assertNotIn(draft, found)
        self.assertTrue(self.mandate.in_force)
