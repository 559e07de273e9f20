from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools import citizen_id

from ..common import ORGANISATION, PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestApplicantBan(IntakeCase):
    """Who deceived in a matter of public safety waits (Art. 78, 79)."""

    @classmethod
    def draft_ban(cls, **values):
        return super().draft_ban(**{"id_number": PERSON, **values})

    def receives(self, **values):
        case = self.draft_case(**values)
        case.with_user(self.clerk).action_receive()
        return case

    def test_art78_79_no_new_application_within_one_and_three_years(self):
        for ground, last, first_free, article in (
            ("concealed", "2027-03-02", "2027-03-03", "78"),
            ("deceit", "2029-03-02", "2029-03-03", "79"),
        ):
            with freeze_time("2026-03-02 02:00:00"):
                ban = self.imposed_ban(ground=ground)
            with self.subTest(ground), freeze_time(f"{last} 02:00:00"):
                self.assertEqual(str(ban.until_on), last)
                with self.assertRaisesRegex(UserError, f"again until.*Art. {article};"):
                    self.receives()
                self.assertTrue(ban.in_force)
            with freeze_time(f"{first_free} 02:00:00"):
                ban.invalidate_recordset()
                self.assertFalse(ban.in_force)
                self.assertEqual(self.receives().state, "received")

    def test_art78_ban_concerns_one_matter_and_one_applicant(self):
        self.imposed_ban()
        other = self.published_service(item_name="示例其他许可")
        self.receives(service_id=other.id)
        self.receives(
            applicant_kind="legal",
            id_number=ORGANISATION,
            legal_representative="示例法定代表人",
        )
        with self.assertRaisesRegex(UserError, "Art. 78"):
            self.receives(applicant_name="换个名字")

    def test_art78_ban_is_looked_up_again_at_acceptance(self):
        case = self.received_case()
        case.with_user(self.clerk).action_take_all_materials()
        self.imposed_ban()
        with self.assertRaisesRegex(UserError, "Art. 78"):
            case.with_user(self.clerk).action_accept()

    def test_art78_draft_and_lifted_bans_bar_nobody(self):
        self.draft_ban()
        self.receives()
        ban = self.imposed_ban()
        with self.assertRaisesRegex(UserError, "why"):
            self.lift(ban, reason=" ")
        self.lift(ban)
        self.receives()

    def lift(self, ban, reason="复议撤销", user=None):
        self.env["yichuang.applicant.ban.lift"].with_user(user or self.manager).create(
            {"ban_id": ban.id, "revision": ban.revision, "reason": reason}
        ).action_confirm()

    def test_art78_79_only_in_matters_of_public_safety(self):
        for ground in ("concealed", "deceit"):
            with self.subTest(ground), self.assertRaisesRegex(UserError, "safety"):
                self.imposed_ban(ground=ground, public_safety=False)

    def test_ban_rests_on_a_whole_decision(self):
        for field, words in (
            ("id_number", "Identity Number"),
            ("decision_number", "Decision Number"),
            ("facts", "Facts"),
            ("item_id", "Item"),
        ):
            with self.subTest(field), self.assertRaisesRegex(UserError, words):
                self.imposed_ban(**{field: False})

    def test_second_person_imposes(self):
        ban = self.draft_ban()
        with self.assertRaisesRegex(UserError, "second person"):
            ban.with_user(self.manager).action_impose()
        with self.assertRaises(AccessError):
            ban.with_user(self.clerk).action_impose()
        ban.with_user(self.decider).facts = "改写的事实"
        with self.assertRaisesRegex(UserError, "second person"):
            ban.with_user(self.decider).action_impose()

    def test_imposed_ban_stays_as_it_was(self):
        ban = self.imposed_ban()
        for vals in (
            {"id_number": "110105194912310038"},
            {"applicant_name": "别人"},
            {"from_on": "2020-01-01"},
            {"digest": "0"},
            {"masked_number": "0"},
        ):
            with self.subTest(vals), self.assertRaises(UserError):
                ban.with_user(self.manager).write(vals)

    def test_number_is_kept_as_a_digest_only(self):
        ban = self.imposed_ban()
        self.assertEqual(ban.id_number, citizen_id.mask(PERSON))
        self.env.cr.execute(
            "SELECT to_jsonb(ban)::text FROM yichuang_applicant_ban ban WHERE id = %s",
            (ban.id,),
        )
        self.assertNotIn(PERSON, self.env.cr.fetchone()[0])
        with self.assertRaises(AccessError):
            ban.with_user(self.manager).read(["digest"])
        found = self.env["yichuang.applicant.ban"].with_user(self.manager)
        self.assertEqual(found.search([("id_number", "=", PERSON)]), ban)
        with self.assertRaises(UserError):
            found.search([("id_number", "like", PERSON[:6])])

    def test_mistyped_and_masked_numbers_are_refused(self):
        for number in ("110105194912310021", "110***********002X"):
            with self.subTest(number), self.assertRaises(ValidationError):
                self.draft_ban(id_number=number)

    def test_breach_of_trust_bars_undertakings_until_lifted(self):
        self.service.current_version_id.material_line_ids[-1]._unguarded().write(
            {"necessity": "deferrable"}
        )
        ban = self.imposed_ban(ground="credit", item_id=False, public_safety=False)
        case = self.received_case()
        other = self.received_case(
            applicant_kind="legal",
            id_number=ORGANISATION,
            legal_representative="示例法定代表人",
        )
        self.assertFalse(ban.until_on)
        self.assertEqual((case | other)._barred_from_credit(), case)
        case.material_ids[:1]._take()
        with self.assertRaisesRegex(UserError, "breach of trust"):
            self.confirm(
                "yichuang.case.defer", case, self.clerk, signed_by="示例申请人"
            )
        self.lift(ban, reason="信用修复")
        self.confirm("yichuang.case.defer", case, self.clerk, signed_by="示例申请人")
        self.assertEqual(case.state, "accepted")

    def test_clerks_and_other_organs_see_no_bans(self):
        self.imposed_ban()
        stranger = self.make_user("test_stranger_b", "yichuang_intake.group_decider")
        model = self.env["yichuang.applicant.ban"]
        self.assertFalse(model.with_user(stranger).search([]))
        with self.assertRaises(AccessError):
            model.with_user(self.clerk).search([])
