from datetime import date, datetime
from functools import partial

from freezegun import freeze_time
from psycopg2 import IntegrityError

from odoo import SUPERUSER_ID
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import IntakeCase

# The vectors of the 2026 calendar: receipt, last day to tell (five working days).
NOTICE_VECTORS = (
    ("2026-02-12", "2026-02-26"),
    ("2026-02-14", "2026-02-28"),
    ("2026-03-01", "2026-03-06"),
)


@tagged("post_install", "-at_install")
class TestAcceptance(IntakeCase):
    """Receipt, one notice, acceptance, and what silence means."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()
        cls.hall = cls.department.company_id

    def notify(self, case, drop=(), user=None, revision=None):
        """Give the notice as the dialog does, without the named materials."""
        env = self.env(user=(user or self.clerk).id)
        wizard = env["yichuang.case.notify"].create(
            {
                "case_id": case.id,
                "revision": case.revision if revision is None else revision,
            }
        )
        wizard.line_ids.filtered(lambda line: line.material_id.name in drop).unlink()
        wizard.action_confirm()

    def at(self, day):
        return freeze_time(f"{day} 02:00:00")  # ten in the morning in the hall

    def sweep(self, job):
        """Run a scheduled job as the system does."""
        getattr(self.env["yichuang.case"].with_user(SUPERUSER_ID), job)()

    def kinds(self, case):
        return case.document_ids.sorted("id").mapped("kind")

    # Art. 32(4): one notice, whole, in time

    def test_art32_notice_names_all_that_is_missing(self):
        case = self.received_case()
        with self.assertRaisesRegex(UserError, "示例营业执照"):
            self.notify(case, drop=("示例营业执照",))
        self.assertEqual(case.state, "received")
        self.notify(case)
        self.assertEqual(case.state, "supplement")
        self.assertEqual(
            case.supplement_ids.mapped("name"), ["示例申请书", "示例营业执照"]
        )

    def test_art32_second_supplement_notice_is_refused(self):
        case = self.received_case()
        self.notify(case)
        with self.assertRaisesRegex(UserError, "not possible now"):
            case.with_user(self.clerk)._notify_supplement(
                [
                    {"material_id": line.id, "problem": "x", "correction": "y"}
                    for line in case.material_ids
                ],
                case.revision,
            )
        self.assertEqual(len(case.supplement_ids), 2)
        with self.assertRaisesRegex(UserError, "second one is unlawful"):
            case._guard_first_notice({})

    def test_art31_notice_asks_for_nothing_beyond_the_list(self):
        case, other = self.received_case(), self.received_case()
        lines = [
            {"material_id": line.id, "problem": "x", "correction": "y"}
            for line in case.material_ids | other.material_ids[:1]
        ]
        with self.assertRaisesRegex(UserError, "published list"):
            case.with_user(self.clerk)._notify_supplement(lines, case.revision)

    def test_art32_notice_says_what_is_wrong_and_how_to_correct_it(self):
        case = self.received_case()
        env = self.env(user=self.clerk.id)
        wizard = env["yichuang.case.notify"].create(
            {"case_id": case.id, "revision": case.revision}
        )
        wizard.line_ids[0].problem = "  "
        with self.assertRaisesRegex(UserError, "what is wrong"):
            wizard.action_confirm()

    def test_art32_late_notice_is_refused(self):
        with self.at("2026-03-02"):
            case = self.received_case()
        with self.at("2026-03-10"), self.assertRaisesRegex(UserError, "counts as"):
            self.notify(case)

    def test_art32_notice_on_an_outdated_screen_is_refused(self):
        case = self.received_case()
        with self.assertRaisesRegex(UserError, "changed by somebody else"):
            self.notify(case, revision=0)

    # Art. 32(5): complete after the notice

    def test_art32_5_accepted_as_of_the_day_all_supplements_came(self):
        with self.at("2026-03-02"):
            case = self.received_case()
            self.notify(case)
        with self.at("2026-03-04"):
            case.supplement_ids[0].with_user(self.clerk).action_hand_in()
            with self.assertRaisesRegex(UserError, "still waits|cannot be accepted"):
                case.with_user(self.clerk).action_accept()
        with self.at("2026-03-06"):
            case.with_user(self.clerk).action_take_supplements()
        with self.at("2026-03-10"):
            case.with_user(self.clerk).action_accept()
        self.assertEqual(case.accepted_on.date(), date(2026, 3, 6))
        self.assertEqual(case._clock("legal").start_on, date(2026, 3, 6))
        self.assertEqual(self.kinds(case), ["receipt", "supplement", "acceptance"])

    def test_art32_5_complete_supplements_cannot_be_refused(self):
        case = self.received_case()
        self.notify(case)
        case.with_user(self.clerk).action_take_supplements()
        with self.assertRaisesRegex(UserError, "must be accepted"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)

    def test_art32_refusal_for_missing_papers_needs_the_notice_first(self):
        case = self.received_case()
        with self.assertRaisesRegex(UserError, "no supplement notice"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)
        with self.at("2026-03-02"):
            case = self.received_case()
            self.notify(case)
        with self.at("2026-03-23"), self.assertRaisesRegex(UserError, "gives the appl"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)
        with self.at("2026-03-24"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)
        self.assertEqual(case.state, "refused")
        self.assertEqual(self.kinds(case)[-1], "unsupplemented")

    def test_art32_supplements_not_in_order_are_refused_as_the_hall_settled(self):
        for allowed in (True, False):
            with self.subTest(allowed=allowed):
                self.hall.refuse_defective_supplements = allowed
                with self.at("2026-03-02"):
                    case = self.received_case()
                    self.notify(case)
                    case.with_user(self.clerk).action_take_supplements()
                    line = case.material_ids[0].with_user(self.clerk)
                    line.defect = "签名不符"
                    with self.assertRaisesRegex(UserError, "cannot be accepted"):
                        case.with_user(self.clerk).action_accept()
                    refuse = partial(
                        self.refuse,
                        case,
                        refusal_kind="not_supplemented",
                        competent_organ=False,
                    )
                    if allowed:
                        refuse()
                        self.assertEqual(case.state, "refused")
                        continue
                    with self.assertRaisesRegex(UserError, "lets the applicant"):
                        refuse()
                with self.at("2026-03-24"):
                    self.sweep("_cron_lapse")
                self.assertEqual(case.state, "withdrawn")

    def test_art32_supplements_corrected_after_all_are_accepted(self):
        with self.at("2026-03-02"):
            case = self.received_case()
            self.notify(case)
            case.with_user(self.clerk).action_take_supplements()
            case.material_ids[0].with_user(self.clerk).defect = "签名不符"
        self.assertEqual(case.supplements_open, 1)
        with self.at("2026-03-05"):
            case.with_user(self.clerk).action_take_supplements()
            case.with_user(self.clerk).action_accept()
        self.assertEqual(case.accepted_on.date(), date(2026, 3, 5))

    def test_art72_what_the_notice_did_not_name_keeps_nobody_from_acceptance(self):
        case = self.received_case()
        case.material_ids[0].with_user(self.clerk)._take()
        self.notify(case)
        case.with_user(self.clerk).action_take_supplements()
        case.material_ids[0].with_user(self.clerk).defect = "缺页"
        with self.assertRaisesRegex(UserError, "must be accepted"):
            self.refuse(case, refusal_kind="not_supplemented", competent_organ=False)
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")

    def test_art32_after_silence_people_accept_from_receipt_and_refuse_no_more(self):
        with self.at("2026-03-02"):
            case = self.received_case()
        with self.at("2026-03-10"):
            with self.assertRaisesRegex(UserError, "counts as accepted"):
                self.refuse(case)
            case.with_user(self.clerk).action_take_all_materials()
            case.with_user(self.clerk).action_accept()
        self.assertEqual(case.accepted_on, case.received_on)
        self.assertEqual(str(case._clock("legal").start_on), "2026-03-02")

    def test_lines_of_a_notice_cannot_be_written(self):
        case = self.received_case()
        self.notify(case)
        line = case.supplement_ids[0].with_user(self.clerk)
        for call in (
            lambda: line.write({"problem": "x"}),
            lambda: line.write({"handed_in_on": "2026-01-01 00:00:00"}),
            line.unlink,
            line.copy,
        ):
            with self.assertRaises(AccessError):
                call()

    # Art. 32(4): silence

    def test_art32_silence_accepts_from_the_day_of_receipt(self):
        for receipt, last in NOTICE_VECTORS:
            with self.subTest(receipt):
                with self.at(receipt):
                    case = self.received_case()
                self.assertEqual(str(case.due_on), last)
                with self.at(last):
                    self.sweep("_cron_deem_accepted")
                    self.assertEqual(case.state, "received")
                with self.at("2026-04-20"):
                    self.sweep("_cron_deem_accepted")
                self.assertEqual((case.state, case.deemed_accepted), ("accepted", True))
                self.assertEqual(case.accepted_on, case.received_on)
                self.assertEqual(str(case._clock("legal").start_on), receipt)
                self.assertFalse(case.accepted_by_id)
                self.assertEqual(self.kinds(case)[-1], "deemed_acceptance")

    def test_art32_sweep_is_safe_twice_and_leaves_what_was_told_alone(self):
        with self.at("2026-03-02"):
            silent, told, accepted = (self.received_case() for _index in range(3))
            self.notify(told)
            accepted.with_user(self.clerk).action_take_all_materials()
            accepted.with_user(self.clerk).action_accept()
        with self.at("2026-03-20"):
            self.sweep("_cron_deem_accepted")
            revision = silent.revision
            self.sweep("_cron_deem_accepted")
        self.assertEqual(silent.revision, revision)
        self.assertEqual((told.state, accepted.deemed_accepted), ("supplement", False))

    def test_only_the_system_deems_accepted(self):
        case = self.received_case()
        with self.assertRaises(AccessError):
            case.with_user(self.clerk)._transition("deem_accepted")

    def test_hall_may_promise_a_shorter_time_to_tell_but_no_longer_one(self):
        self.hall.notice_days = 0
        with self.at("2026-03-02"):
            self.assertEqual(str(self.received_case().due_on), "2026-03-02")
        with self.assertRaises(IntegrityError), mute_logger("odoo.sql_db"):
            self.hall.notice_days = 6
            self.env.flush_all()

    # Overdue supplements and materials to follow

    def test_overdue_supplements_end_the_case_as_the_hall_settled(self):
        for policy, state, kind in (
            ("withdrawn", "withdrawn", "deemed_withdrawal"),
            ("terminated", "terminated", "termination"),
            ("refused", "refused", "unsupplemented"),
        ):
            with self.subTest(policy):
                self.hall.supplement_overdue = policy
                with self.at("2026-03-02"):
                    case = self.received_case()
                    self.notify(case)
                self.assertEqual(str(case.supplement_due_on), "2026-03-23")
                with self.at("2026-03-23"):
                    self.sweep("_cron_lapse")
                    self.assertEqual(case.state, "supplement")
                with self.at("2026-03-24"):
                    self.sweep("_cron_lapse")
                self.assertEqual((case.state, self.kinds(case)[-1]), (state, kind))

    def test_supplements_handed_in_keep_the_case_alive(self):
        with self.at("2026-03-02"):
            case = self.received_case()
            self.notify(case)
            case.with_user(self.clerk).action_take_supplements()
        with self.at("2026-06-01"):
            self.sweep("_cron_lapse")
        self.assertEqual(case.state, "supplement")

    def deferrable_case(self, **values):
        """A received case whose second material may follow later."""
        self.service.current_version_id.material_line_ids[-1]._unguarded().write(
            {"necessity": "deferrable", "defer_days": 3}
        )
        case = self.received_case(**values)
        case.material_ids[0].with_user(self.clerk)._take()
        return case

    def defer(self, case, signed_by="示例申请人"):
        return self.confirm(
            "yichuang.case.defer", case, self.clerk, signed_by=signed_by
        )

    def test_deferral_needs_a_signed_undertaking_and_a_material_marked_so(self):
        case = self.deferrable_case()
        with self.assertRaisesRegex(UserError, "signed undertaking"):
            self.defer(case, signed_by=" ")
        strict = self.received_case()
        with self.assertRaisesRegex(UserError, "may not follow later"):
            self.defer(strict)
        self.defer(case)
        self.assertEqual(case.state, "accepted")
        self.assertEqual(self.kinds(case)[-1], "deferral")

    def test_nothing_is_decided_before_deferred_materials_are_in(self):
        case = self.deferrable_case()
        self.defer(case)
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        with self.assertRaisesRegex(UserError, "before they are in"):
            self.decide(case)
        case.with_user(self.clerk).action_make_good()
        self.decide(case)
        self.assertEqual(case.outcome, "granted")
        self.assertFalse(case.deferral_due_on)

    def test_overdue_deferral_ends_the_case_as_the_hall_settled(self):
        for policy, kind in (
            ("revoked", "revocation"),
            ("withdrawn", "deemed_withdrawal"),
            ("terminated", "termination"),
        ):
            with self.subTest(policy):
                self.hall.deferral_overdue = policy
                with self.at("2026-03-02"):
                    case = self.deferrable_case()
                    self.defer(case)
                self.assertEqual(str(case.deferral_due_on), "2026-03-05")
                with self.at("2026-03-06"):
                    self.sweep("_cron_lapse")
                self.assertEqual((case.state, self.kinds(case)[-1]), (policy, kind))

    def test_deferral_cannot_be_written_on_the_list(self):
        case = self.received_case()
        line = case.material_ids[0].with_user(self.clerk)
        for vals in ({"deferred": True}, {"made_good_on": datetime(2026, 1, 1)}):
            with self.assertRaisesRegex(UserError, "by a step|when the case"):
                line.write(vals)

    # Ended by the organ

    def test_revocation_and_termination_state_their_reason(self):
        for kind, state in (("revoke", "revoked"), ("terminate", "terminated")):
            with self.subTest(kind):
                case = self.accepted_case()
                with self.assertRaisesRegex(UserError, "say why"):
                    self.end(case, kind, user=self.decider, reason=" ")
                with self.assertRaises(AccessError):
                    self.end(case, kind, user=self.clerk)
                self.end(case, kind, user=self.decider)
                self.assertEqual(case.state, state)
                self.assertEqual(
                    case.clock_ids.filtered(lambda clock: clock.state == "running"),
                    case.clock_ids.browse(),
                )
