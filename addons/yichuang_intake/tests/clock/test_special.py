from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...tools.deadline import ART45_GROUNDS, LOCAL_GROUNDS
from ..common import IntakeCase


def at(day):
    return freeze_time(f"{day} 02:00:00")  # ten in the morning in the hall


@tagged("post_install", "-at_install")
class TestTime(IntakeCase):
    """What stops the clock and what makes it longer (行政许可法 Art. 42, 45)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.head = cls.make_user("test_head", "yichuang_intake.group_decider")
        cls.department.write({"head_id": cls.head.id, "member_ids": [(4, cls.head.id)]})
        cls.hall = cls.department.company_id

    def accepted(self, day="2026-03-02"):
        with at(day):
            return self.accepted_case()

    def special(self, case, ground="review", first="2026-03-09", last="2026-03-20"):
        special = self.planned_special(
            case, ground=ground, first_on=first, last_on=last
        )
        return special.with_user(self.reviewer)

    def started(self, case, day="2026-03-05", **values):
        special = self.special(case, **values)
        with at(day):
            special.action_start()
        return special

    def extension(self, case, user=None, **values):
        extension = self.requested_extension(case, **values)
        if user:
            extension._write_guarded({"requested_by_id": user.id})
        return extension

    def due(self, case, kind="legal"):
        return str(case._clock(kind).due_on)

    # Art. 45

    def test_art45_expert_review_is_excluded_from_both_clocks(self):
        case = self.accepted()
        promise = self.due(case, "promise")
        self.assertEqual(self.due(case), "2026-03-30")
        special = self.started(case)
        self.assertEqual(self.due(case), "2026-04-14")
        self.assertEqual(str(case.legal_due_on), "2026-04-14")
        self.assertGreater(self.due(case, "promise"), promise)
        self.assertEqual(special.document_id.kind, "special")
        pause = case._clock("legal").segment_ids[-1]
        self.assertEqual(
            (pause.document_id, pause.approver_id, pause.ground),
            (special.document_id, self.reviewer, "review"),
        )

    def test_art45_overlapping_procedures_count_once(self):
        case = self.accepted()
        self.started(case, last="2026-03-13")
        self.started(case, ground="testing", first="2026-03-12", last="2026-03-18")
        self.assertEqual(self.due(case), "2026-04-10")

    def test_art45_only_the_eight_grounds_stop_the_time_of_the_law(self):
        for ground in (*ART45_GROUNDS, *LOCAL_GROUNDS):
            with self.subTest(ground):
                case = self.accepted()
                before = self.due(case)
                special = self.special(case, ground=ground)
                with at("2026-03-05"):
                    if ground in ART45_GROUNDS:
                        special.action_start()
                        self.assertNotEqual(self.due(case), before)
                        continue
                    with self.assertRaisesRegex(UserError, "Its time counts"):
                        special.action_start()
                self.assertEqual(self.due(case), before)

    def test_hall_lets_publicity_stop_its_own_promise_only(self):
        self.hall.pause_publicity = True
        case = self.accepted()
        legal, promise = self.due(case), self.due(case, "promise")
        self.started(case, ground="publicity", first="2026-03-06", last="2026-03-10")
        self.assertEqual(self.due(case), legal)
        self.assertNotEqual(self.due(case, "promise"), promise)
        self.assertEqual(str(case.due_on), self.due(case, "promise"))

    def test_art45_without_basis_or_after_the_fact_nothing_is_excluded(self):
        case = self.accepted()
        special = self.special(case)
        special.basis = " "
        with at("2026-03-05"), self.assertRaisesRegex(UserError, "law and article"):
            special.action_start()
        special.basis = "示例条例 第十条"
        with (
            at("2026-03-10"),
            self.assertRaisesRegex(UserError, "before the applicant"),
        ):
            special.action_start()
        self.assertEqual(self.due(case), "2026-03-30")

    def test_art45_procedure_that_ends_early_excludes_the_days_it_took(self):
        case = self.accepted()
        special = self.started(case)
        with at("2026-03-13"):
            special.action_end()
        self.assertEqual(str(special.ended_on), "2026-03-13")
        self.assertEqual(self.due(case), "2026-04-07")
        self.assertEqual(len(case._clock("legal").segment_ids), 3)

    def test_art45_procedure_that_ends_late_excludes_no_more_than_was_told(self):
        case = self.accepted()
        special = self.started(case)
        with at("2026-03-25"):
            special.action_end()
        self.assertEqual(self.due(case), "2026-04-14")

    def test_before_acceptance_and_after_the_time_nothing_is_paused(self):
        received = self.received_case()
        special = self.special(received)
        with at("2026-03-05"), self.assertRaisesRegex(UserError, "not being handled"):
            special.action_start()
        case = self.accepted()
        late = self.special(case, first="2026-05-06", last="2026-05-08")
        with at("2026-05-06"), self.assertRaisesRegex(UserError, "run out"):
            late.action_start()

    def test_days_are_in_order_and_strangers_start_nothing(self):
        case = self.accepted()
        with self.assertRaises(ValidationError):
            self.special(case, first="2026-03-09", last="2026-03-08")
        special = self.special(case)
        with at("2026-03-05"), self.assertRaises(AccessError):
            special.with_user(self.clerk).action_start()

    def test_sheet_as_of_a_past_day_knows_only_what_was_entered_by_then(self):
        case = self.accepted()
        self.started(case)
        clock = case._clock("legal")
        early = clock._derivation(as_of=clock.start_on)
        self.assertEqual(str(early.due), "2026-03-30")
        self.assertEqual(str(clock._derivation().due), "2026-04-14")
        self.assertEqual(clock._derivation_rows(clock.start_on)[-1]["number"], 20)

    # Art. 42

    def test_art42_extension_by_the_head_of_the_organ_with_reason(self):
        case = self.accepted()
        extension = self.extension(case)
        with at("2026-03-20"):
            for user in (self.decider, self.manager):
                with self.assertRaisesRegex(UserError, "head of the organ"):
                    extension.with_user(user).action_approve()
            extension.with_user(self.head).action_approve()
        self.assertEqual(self.due(case), "2026-04-14")
        self.assertEqual(str(extension.old_due_on), "2026-03-30")
        self.assertEqual(extension.document_id.kind, "extension")
        facts = dict(extension.document_id.facts)
        self.assertEqual(facts["理由"], extension.reason)
        self.assertEqual(facts["新届满日期"], "2026年4月14日")

    def test_art42_second_extension_is_refused(self):
        case = self.accepted()
        with at("2026-03-20"):
            self.extension(case).with_user(self.head).action_approve()
            with self.assertRaisesRegex(UserError, "allows it once"):
                self.extension(case).with_user(self.head).action_approve()

    def test_art42_extension_needs_time_reason_and_measure(self):
        case = self.accepted()
        for day, values, message in (
            ("2026-03-20", {"days": 11}, "1 to 10"),
            ("2026-03-20", {"days": 0}, "1 to 10"),
            ("2026-03-20", {"reason": " "}, "told why"),
            ("2026-03-31", {}, "before that"),
        ):
            with self.subTest(message), at(day):
                extension = self.extension(case, **values)
                with self.assertRaisesRegex(UserError, message):
                    extension.with_user(self.head).action_approve()
        self.assertEqual(self.due(case), "2026-03-30")

    def test_art42_who_asks_does_not_approve(self):
        case = self.accepted()
        extension = self.extension(case, user=self.head)
        with at("2026-03-20"), self.assertRaisesRegex(UserError, "somebody else"):
            extension.with_user(self.head).action_approve()

    def test_art42_2_joint_case_is_extended_by_the_head_of_government(self):
        self.service.current_version_id._write_guarded({"case_type": "joint"})
        case = self.accepted()
        extension = self.extension(case, days=15)
        with at("2026-03-20"):
            with self.assertRaisesRegex(UserError, "head of government"):
                extension.with_user(self.head).action_approve()
            self.hall.government_head_id = self.manager
            extension.with_user(self.manager).action_approve()
        self.assertEqual(self.due(case), "2026-04-21")

    def test_extension_in_force_cannot_be_rewritten(self):
        case = self.accepted()
        extension = self.extension(case)
        with at("2026-03-20"):
            extension.with_user(self.head).action_approve()
        for vals in ({"days": 30}, {"reason": "x"}, {"approver_id": self.clerk.id}):
            with self.subTest(vals), self.assertRaises(UserError):
                extension.with_user(self.head).write(vals)
