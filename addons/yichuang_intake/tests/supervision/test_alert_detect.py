from datetime import date, timedelta

from odoo.tests import freeze_time, tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ...tools.alert_queries import DETECTORS
from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestAlertDetect(IntakeCase):
    """Each breach is planted where the guards do not let it happen; the sweep finds it
    once, and finds nothing in a case that went as it should."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.sweep_in_the_test()

    def found_once(self, code, case):
        """The card of this breach, which a second sweep does not raise again."""
        card = self.sweep(code).filtered(lambda card: card.case_id == case)
        self.assertEqual(len(card), 1, code)
        self.assertFalse(self.sweep(code), code)
        self.assertEqual(
            (card.state, card.department_id, card.company_id),
            ("raised", self.department, self.env.company),
        )
        self.assertTrue(card.number and card.article and card.facts_words)
        return card

    def test_every_subject_has_a_detector_and_a_rule_of_all_halls(self):
        subjects = dict(self.env["yichuang.alert.rule"]._fields["code"].selection)
        self.assertEqual(set(subjects), set(DETECTORS))
        for code in DETECTORS:
            self.assertTrue(self.alert_rule(code), code)

    def test_case_that_went_as_it_should_has_no_card(self):
        cases = self.decided_case() | self.decided_case("denied") | self.draft_case()
        cases |= self.held_check().case_id | self.running_special().case_id
        refused = self.received_case()
        self.refuse(refused)
        cases |= refused
        for code, detector in DETECTORS.items():
            if detector.kind != "pattern":
                found = self.sweep(code).filtered(lambda card: card.case_id in cases)
                self.assertFalse(found, code)

    # Time
    def test_promise_of_which_little_is_left_is_yellow(self):
        case = self.accepted_case()
        clock = case._clock("promise")
        self.assertFalse(self.sweep("promise_near").filtered("case_id"))
        workdays = self.env["yichuang.calendar.day"]._workdays()
        with freeze_time(workdays.previous(clock.due_on)):
            card = self.found_once("promise_near", case)
        self.assertEqual(card.level, "yellow")

    def test_share_of_a_long_promise_is_counted_in_working_days(self):
        workdays = self.env["yichuang.calendar.day"]._workdays()
        today = hall_date()
        case = self.accepted_case()
        clock = case._clock("promise")
        for left, level in ((5, 0), (4, 1)):
            with self.subTest(left=left):
                # A fifth of twenty is four.
                self.plant(clock, days=20, due_on=workdays.add(today, left).date)
                self.assertEqual(len(self.sweep("promise_near")), level)

    def test_exceeded_limits_are_red_and_deep_red(self):
        for kind, code, level in (
            ("promise", "promise_exceeded", "red"),
            ("legal", "legal_exceeded", "deep_red"),
        ):
            with self.subTest(kind):
                card = self.found_once(code, self.overdue_case(kind))
                self.assertEqual(card.level, level)
                self.assertEqual(
                    card.occurred_on,
                    card.case_id._clock(kind).due_on + timedelta(days=1),
                )

    def test_limit_that_a_late_decision_ended_is_found_afterwards(self):
        case = self.overdue_case("promise")
        clock = case._clock("promise")
        self.plant(clock, state="stopped", stopped_on="=due_on + 1")
        self.found_once("promise_exceeded", case)

    def test_extension_of_a_warned_case_warns_anew(self):
        case = self.accepted_case()
        clock = case._clock("promise")
        workdays = self.env["yichuang.calendar.day"]._workdays()
        self.plant(clock, due_on=workdays.next(hall_date()))
        self.assertEqual(len(self.sweep("promise_near")), 1)
        self.plant(clock, due_on=workdays.add(hall_date(), 1).date + timedelta(30))
        self.assertFalse(self.sweep("promise_near"))
        self.plant(clock, due_on=hall_date())
        self.assertEqual(len(self.sweep("promise_near")), 1)

    def test_step_overdue_is_on_the_organ_of_the_step(self):
        task = self.signed_task()
        self.plant(task.clock_id, due_on="=due_on - 90")
        found = self.sweep("step_overdue")
        card = found.filtered(lambda card: card.case_id == task.case_id)
        self.assertEqual(len(card), 1)
        self.assertEqual(
            (card.department_id, card.user_id), (task.organ_id, task.assignee_id)
        )
        self.assertIn(task.name, card.facts_words)

    def test_art43_hop_overdue_is_on_the_organ_on_the_way(self):
        hop = self.accepted_hop()
        self.plant(hop, due_on="=due_on - 90")
        card = self.sweep("hop_overdue").filtered(lambda c: c.case_id == hop.case_id)
        self.assertEqual(card.department_id, hop.organ_id)

    def test_art32_silence_and_late_telling(self):
        silent = self.received_case()
        self.plant(silent, due_on=hall_date() - timedelta(days=60))
        self.env["yichuang.case"]._cron_deem_accepted()
        self.plant(silent._clock("notice"), due_on="=due_on - 60")
        card = self.found_once("deemed_accepted", silent)
        self.assertEqual(card.user_id, self.clerk)
        self.assertFalse(
            self.sweep("accepted_late").filtered(lambda c: c.case_id == silent)
        )
        late = self.accepted_case()
        self.plant(late._clock("notice"), due_on="=due_on - 60")
        self.found_once("accepted_late", late)

    def test_art32_not_refused_at_once(self):
        case = self.received_case()
        self.refuse(case)
        self.plant(case, refused_late=True)
        self.found_once("refused_late", case)

    def test_art44_delivery_too_late(self):
        case = self.decided_case()
        clocks = self.env["yichuang.clock"].sudo()
        clocks._start([(case, "delivery", 10, "workday")], date(2026, 1, 5))
        self.found_once("delivered_late", case)

    def test_bad_rating_is_contacted_and_put_right_in_time(self):
        named, hidden = self.bad_rating_task(), self.bad_rating_task(anonymous=True)
        # Of the demo some may be overdue.
        self.assertNotIn(named.matter_id, self.sweep("rating_overdue").case_id)
        self.plant(named | hidden, contact_due_on=hall_date() - timedelta(days=1))
        card = self.found_once("rating_overdue", named.matter_id)
        self.assertEqual(card.user_id, self.clerk)
        self.plant(hidden, fix_due_on=hall_date() - timedelta(days=1))
        card = self.sweep("rating_overdue")
        self.assertEqual((len(card), card.case_id.ids), (1, []), "it has no name")

    # Procedure
    def test_art32_acceptance_before_receipt(self):
        case = self.accepted_case()
        self.plant(case, accepted_on="=received_on - interval '1 day'")
        self.found_once("accepted_backdated", case)

    def test_art32_refused_and_then_accepted_with_the_same_materials(self):
        refused, less, silent = (self.received_case() for _one in range(3))
        for case in (refused, silent):
            case.with_user(self.clerk).action_take_all_materials()
        silent.material_ids[:1].with_user(self.clerk).defect = "照片模糊。"
        for case in (refused, less, silent):
            self.refuse(case)
        self.plant(refused | less | silent, ended_on="=ended_on - interval '10 days'")
        self.assertFalse(self.sweep("refused_unduly"), "nobody was accepted later")
        later = self.accepted_case()
        self.plant(later, deemed_accepted=True)
        self.assertFalse(self.sweep("refused_unduly"), "silence judges no merits")
        self.plant(later, deemed_accepted=False)
        self.alert_rule("refused_unduly").days = 9
        self.assertFalse(self.sweep("refused_unduly"), "out of the days")
        self.alert_rule("refused_unduly").days = 30
        card = self.found_once("refused_unduly", refused)
        self.assertIn(later.receipt_number, card.facts_words)

    def test_papers_not_received_without_a_reason(self):
        request = self.recorded_request()
        boss = request.with_user(self.manager)
        boss.judgement = "应当收件，已当日收件。"
        self.assertFalse(self.sweep("refused_unduly"))
        boss.action_put_right()
        card = self.sweep("refused_unduly")
        self.assertEqual((card.user_id, card.case_id.ids), (self.clerk, []))
        self.assertFalse(self.sweep("refused_unduly"))

    def test_art32_second_supplement_notice(self):
        case = self.accepted_case()
        self.plant(case.document_ids[:1], kind="supplement")
        self.assertFalse(self.sweep("second_supplement"))
        case._issue_document("receipt", {case.id: {"告知截止日": "x", "收件人": "x"}})
        self.plant(case.document_ids, kind="supplement")
        card = self.found_once("second_supplement", case)
        self.assertIn(case.document_ids[0].number, card.facts_words)

    def test_art45_pause_needs_a_ground_of_the_law_and_a_notice(self):
        special = self.running_special()
        pauses = special.case_id._clock("legal").segment_ids.filtered(
            lambda line: line.kind == "pause"
        )
        self.plant(pauses, ground="site")
        self.found_once("pause_ground", special.case_id)
        self.plant(pauses, ground="review", document_id=None)
        self.found_once("pause_untold", special.case_id)

    def test_art47_decision_while_a_hearing_may_be_requested(self):
        case = self.decided_case()
        hearing = self.draft_hearing(self.reviewed_case())
        self.plant(hearing, case_id=case.id, state="told", request_until=hall_date())
        card = self.found_once("hearing_open", case)
        self.assertEqual(card.user_id, self.decider)

    def test_art34_one_inspector_is_too_few(self):
        check = self.held_check()
        self.env.cr.execute(
            "DELETE FROM yichuang_site_check_officer WHERE id = %s",
            [check.officer_ids[0].id],
        )
        self.env.invalidate_all()
        self.found_once("few_inspectors", check.case_id)

    def test_art38_refusal_without_reasons_or_remedies(self):
        for column in ("reasons", "legal_basis", "remedies"):
            with self.subTest(column):
                case = self.decided_case("denied")
                self.plant(case, **{column: None})
                self.found_once("unreasoned", case)
        refused = self.received_case()
        self.refuse(refused)
        self.plant(refused, remedies="")
        self.found_once("unreasoned", refused)

    def test_same_person_took_in_and_decided(self):
        case = self.decided_case()
        self.plant(case, one_person=True, decided_by_id=case.accepted_by_id.id)
        card = self.found_once("same_person", case)
        self.assertEqual((card.level, card.user_id), ("deep_red", self.clerk))

    def test_art57_granted_out_of_turn(self):
        version = self.service.current_version_id
        first, second = self.accepted_case(), self.decided_case()
        self.plant(first, accepted_on="=accepted_on - interval '1 day'")
        self.assertFalse(self.sweep("quota_order"))
        self.plant(version, quota=3)
        card = self.found_once("quota_order", second)
        self.assertIn(first.receipt_number, card.facts_words)
        self.assertNotIn(first, card.case_id)

    def test_document_changed_after_issue(self):
        document = self.issued_document()
        self.assertFalse(self.sweep("document_changed"))
        self.plant(document, words="改过的正文")
        card = self.found_once("document_changed", document.case_id)
        self.assertIn(document.number, card.facts_words)

    def test_deletion_is_told_by_the_log(self):
        document = self.issued_document()
        number = document.number
        self.assertFalse(self.sweep("deleted"))
        self.env.flush_all()
        for table, column in (
            ("yichuang_document_file", "document_id"),
            ("yichuang_document", "id"),
        ):
            self.env.cr.execute(
                f"DELETE FROM {table} WHERE {column} = %s",  # pylint: disable=sql-injection
                [document.id],
            )
        self.env.invalidate_all()
        card = self.sweep("deleted")
        self.assertIn(number, card.facts_words)
        self.assertFalse(self.sweep("deleted"))

    def test_art58_fee_that_no_law_sets(self):
        case = self.accepted_case()
        self.assertFalse(self.sweep("fee_unfounded"))
        self.plant(case.version_id, fee_charged=True)
        card = self.sweep("fee_unfounded")
        self.assertEqual(card.department_id, self.department)
        self.assertEqual(card.facts["finished"], 1)
        self.assertFalse(self.sweep("fee_unfounded"))

    # Rules as data
    def test_hall_has_a_rule_of_its_own_or_none(self):
        case = self.overdue_case()
        common = self.alert_rule("promise_exceeded")
        own = common.copy(
            {"company_id": self.env.company.id, "level": "yellow", "active": False}
        )
        self.assertFalse(self.sweep("promise_exceeded"), "its own rule is off")
        own.active = True
        own._sweep()
        card = self.env["yichuang.alert"].search([("case_id", "=", case.id)])
        self.assertEqual((card.level, card.rule_id), ("yellow", own))

    def test_what_happened_before_the_rule_began_is_let_be(self):
        self.overdue_case()
        self.alert_rule("promise_exceeded").from_on = hall_date()
        self.assertFalse(self.sweep("promise_exceeded"))

    def test_whole_sweep_raises_settles_and_runs_twice(self):
        case = self.decided_case()
        overdue = self.overdue_case()
        clock = case._clock("promise")
        self.plant(clock, state="running", due_on=hall_date())
        self.plant(case, state="reviewing", decided_on=None)
        rules = self.env["yichuang.alert.rule"]
        rules._cron_sweep()
        warned = case.alert_ids
        self.assertEqual(warned.mapped("code"), ["promise_near"])
        self.assertIn("promise_exceeded", overdue.alert_ids.mapped("code"))
        self.plant(case, state="decided", decided_on="=now()")
        rules._cron_sweep()
        self.assertEqual((case.alert_ids, warned.state), (warned, "closed"))
