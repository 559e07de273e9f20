from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ..common import ORGANISATION, PERSON, PERSON_MISTYPED, IntakeCase

MASKED = "110105********002X"


@tagged("post_install", "-at_install")
class TestIdentity(IntakeCase):
    def test_number_is_masked_for_everybody_who_reads(self):
        case = self.reviewed_case()
        for user in (
            self.clerk,
            self.reviewer,
            self.decider,
            self.manager,
            self.supervisor,
        ):
            with self.subTest(user.login):
                self.assertEqual(
                    case.with_user(user).read(["id_number"])[0]["id_number"], MASKED
                )

    def test_number_is_masked_right_after_it_was_typed(self):
        case = self.draft_case().with_user(self.clerk)
        self.assertEqual(case.id_number, MASKED)
        case.id_number = "11010519491231002x"
        self.assertEqual(case.id_number, MASKED)
        saved = case.web_save({"id_number": PERSON}, {"id_number": {}})
        self.assertEqual(saved[0]["id_number"], MASKED)

    def test_number_is_in_no_export_group_sort_or_field_of_the_case(self):
        case = self.received_case().with_user(self.clerk)
        self.clerk.sudo().group_ids += self.env.ref("base.group_allow_export")
        exported = case.export_data(["applicant_name", "id_number"])["datas"]
        self.assertEqual(exported[0][1], MASKED)
        with self.assertRaises(ValueError):
            case._read_group([], ["id_number"], ["__count"])
        with self.assertRaises(ValueError):
            case.search([], order="id_number")
        self.env.flush_all()
        self.env.cr.execute(
            "SELECT c::text FROM yichuang_case c WHERE id = %s", (case.id,)
        )
        self.assertNotIn(PERSON, self.env.cr.fetchone()[0])

    def test_nobody_has_access_to_the_numbers(self):
        self.received_case()
        for user in (self.clerk, self.manager, self.env.ref("base.user_admin")):
            model = self.env["yichuang.case.identity"].with_user(user)
            for door in (
                lambda model=model: model.search([]),
                lambda model=model: model.search_count([("number", "=", PERSON)]),
                lambda model=model: model._read_group([], ["number"], ["__count"]),
            ):
                with self.subTest(user.login), self.assertRaises(AccessError):
                    door()

    def test_events_hold_no_number(self):
        case = self.decided_case()
        case.with_user(self.clerk).action_reveal_identity()
        events = self.env["yichuang.event"].search([("res_id", "=", case.id)])
        self.assertNotIn(PERSON, "".join(events.mapped("payload")))

    def test_wrong_numbers_are_refused_with_a_reason(self):
        for kind, number, reason in (
            ("natural", PERSON_MISTYPED, "last character"),
            ("natural", "1101051949123100", "18 characters; this one has 16"),
            ("natural", "11010519491331002X", "birth date"),
            ("natural", ORGANISATION, "not an identity card number"),
            ("legal", ORGANISATION[:-1] + "A", "credit code does not match"),
            ("legal", ORGANISATION[:-2], "18 characters; this one has 16"),
            ("legal", "91379901IOEXAMP0KK", "without I, O, S, V and Z"),
        ):
            with self.subTest(number), self.assertRaisesRegex(ValidationError, reason):
                self.draft_case(applicant_kind=kind, id_number=number)

    def test_import_checks_the_number_too(self):
        result = (
            self.env["yichuang.case"]
            .with_user(self.clerk)
            .load(
                ["service_id/.id", "applicant_name", "id_number"],
                [[str(self.service.id), "导入", PERSON_MISTYPED]],
            )
        )
        self.assertFalse(result["ids"])
        self.assertIn("last character", result["messages"][0]["message"])

    def test_kind_and_number_change_together(self):
        case = self.draft_case().with_user(self.clerk)
        with self.assertRaises(ValidationError):
            case.write({"applicant_kind": "legal"})
        case.write({"applicant_kind": "legal", "id_number": ORGANISATION})
        self.assertEqual(case.id_number, ORGANISATION)

    def test_masked_number_sent_back_changes_nothing(self):
        case = self.draft_case().with_user(self.clerk)
        case.write({"id_number": MASKED})
        self.assertEqual(case._identity_numbers(), {case.id: PERSON})
        with self.assertRaisesRegex(ValidationError, "masked"):
            case.write({"id_number": "110105********0021"})

    def test_typing_a_wrong_number_warns_at_once(self):
        case = self.env["yichuang.case"].new(
            {"applicant_kind": "natural", "id_number": PERSON_MISTYPED}
        )
        warning = case._onchange_id_number()["warning"]
        self.assertIn("last character", warning["message"])

    def test_clerk_finds_by_the_whole_number_only(self):
        case = self.draft_case()
        model = self.env["yichuang.case"].with_user(self.clerk)
        self.assertEqual(
            model.search([("id_number", "=", PERSON), ("id", "=", case.id)]), case
        )
        for operator, value in (
            ("ilike", "110105"),
            ("=like", "1%"),
            (">", "1"),
            ("!=", PERSON),
        ):
            with self.subTest(operator), self.assertRaises(UserError):
                model.search([("id_number", operator, value)])

    def test_others_cannot_try_numbers_out(self):
        for user in (self.reviewer, self.decider, self.manager, self.supervisor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                self.env["yichuang.case"].with_user(user).search_count(
                    [("id_number", "=", PERSON)]
                )

    def test_revealing_is_for_the_people_of_the_case_and_is_recorded(self):
        case = self.reviewed_case()
        for user in (self.clerk, self.reviewer, self.decider):
            with self.subTest(user.login):
                shown = case.with_user(user).action_reveal_identity()
                self.assertEqual(shown["params"]["message"], PERSON)
                self.assertTrue(
                    self.env["yichuang.event"].search_count(
                        [
                            ("res_model", "=", case._name),
                            ("res_id", "=", case.id),
                            ("action", "=", "reveal_identity"),
                            ("actor_id", "=", user.id),
                        ]
                    )
                )
        for user in (self.second_clerk, self.manager, self.supervisor):
            with self.subTest(user.login), self.assertRaises(AccessError):
                case.with_user(user).action_reveal_identity()

    def test_same_number_has_another_digest_under_another_key(self):
        identity = self.env["yichuang.case.identity"]
        first = identity._digest(PERSON)
        self.env["ir.config_parameter"].set_param("yichuang_intake.identity_key", "x")
        self.assertNotEqual(first, identity._digest(PERSON))
