from datetime import date

from freezegun import freeze_time

from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from .common import IssuanceCase


@tagged("post_install", "-at_install")
class TestCase(IssuanceCase):
    def clocks(self, case):
        return {clock.kind: clock for clock in case.clock_ids}

    def test_granted_case_goes_all_the_way(self):
        case = self.granted_case()
        states = [case.state]
        case.with_user(self.exit_clerk).action_certify()
        states.append(case.state)
        certificate = case.certificate_ids.with_user(self.exit_clerk)
        certificate.action_issue()
        certificate.action_render_now()
        self.arrive(case.delivery_ids)
        states.append(case.state)
        self.hand_over(case.delivery_ids)
        states.append(case.state)
        self.assertEqual(states, ["decided", "certifying", "at_exit", "closed"])
        actions = self.env["yichuang.event"].search(
            [("res_model", "=", case._name), ("res_id", "=", case.id)],
            order="id",
        )
        self.assertEqual(
            actions.mapped("action")[-4:],
            ["certify", "place_at_exit", "deliver", "close"],
        )

    def test_denied_case_closes_without_delivery(self):
        case = self.decided_case(outcome="denied")
        case.with_user(self.decider).action_close()
        self.assertEqual(case.state, "closed")

    def test_denial_may_leave_through_the_exit(self):
        case = self.decided_case(outcome="denied")
        case.with_user(self.exit_clerk).action_send_decision()
        self.assertFalse(case.delivery_ids.certificate_id)
        with self.assertRaisesRegex(UserError, "not been delivered"):
            case.with_user(self.decider).action_close()
        self.arrive(case.delivery_ids)
        self.hand_over(case.delivery_ids)
        self.assertEqual(case.state, "closed")

    def test_service_without_document_closes_at_once(self):
        service = self.published_service(
            item_name="备案", result_kind="none", result_name=False
        )
        case = self.decided_case(service_id=service.id)
        self.assertFalse(case.result_due)
        with self.assertRaisesRegex(UserError, "without a certificate"):
            case.with_user(self.exit_clerk).action_certify()
        case.with_user(self.decider).action_close()
        self.assertEqual(case.state, "closed")

    def test_art44_granted_case_does_not_close_undelivered(self):
        case = self.granted_case()
        with self.assertRaisesRegex(UserError, "Art. 44"):
            case.with_user(self.decider).action_close()

    def test_art39_granted_case_is_not_sent_out_without_certificate(self):
        case = self.granted_case()
        with self.assertRaises(UserError):
            case.with_user(self.exit_clerk).action_send_decision()
        self.env["yichuang.delivery"]._prepare_for(case)
        with self.assertRaisesRegex(UserError, "Art. 39"):
            self.arrive(case.delivery_ids)

    def test_service_without_certificate_type_is_told(self):
        self.certificate_type.service_ids = False
        case = self.granted_case()
        with self.assertRaisesRegex(UserError, "No certificate type"):
            case.with_user(self.exit_clerk).action_certify()

    def test_separation_who_received_does_not_certify(self):
        case = self.granted_case()
        self.clerk.group_ids += self.env.ref("yichuang_issuance.group_exit_clerk")
        with self.assertRaisesRegex(UserError, "somebody else"):
            case.with_user(self.clerk).action_certify()

    def test_only_the_exit_clerk_certifies_and_sends(self):
        granted, denied = self.granted_case(), self.decided_case(outcome="denied")
        for user in (self.clerk, self.reviewer, self.decider, self.manager):
            with self.subTest(user=user.login):
                with self.assertRaises(AccessError):
                    granted.with_user(user).action_certify()
                with self.assertRaises(UserError):
                    denied.with_user(user).action_send_decision()

    def test_case_is_delivered_only_by_its_delivery(self):
        case = self.arrived_delivery().case_id
        with self.assertRaisesRegex(UserError, "has not reached the applicant"):
            case.with_user(self.exit_clerk).sudo()._transition("deliver")

    def test_art44_vector_ten_working_days_from_the_decision(self):
        with freeze_time("2026-09-24 02:00:00"):
            case = self.granted_case()
        clock = self.clocks(case)["delivery"]
        self.assertEqual(clock.start_on, date(2026, 9, 24))
        self.assertEqual(clock.due_on, date(2026, 10, 15))
        self.assertEqual(case.due_on, date(2026, 10, 15))

    def test_art44_clock_stops_with_the_hand_over(self):
        with freeze_time("2026-09-24 02:00:00"):
            delivery = self.arrived_delivery()
        self.assertEqual(delivery.due_on, date(2026, 10, 15))
        with freeze_time("2026-10-16 02:00:00"):
            delivery.invalidate_recordset()
            self.assertEqual(delivery.time_level, "late")
            self.hand_over(delivery)
        clock = self.clocks(delivery.case_id)["delivery"]
        self.assertEqual(
            (clock.state, clock.stopped_on), ("stopped", date(2026, 10, 16))
        )

    def test_denial_starts_no_delivery_clock(self):
        case = self.decided_case(outcome="denied")
        self.assertNotIn("delivery", self.clocks(case))
        self.assertFalse(case.due_on)

    def test_calendar_change_moves_the_delivery_date(self):
        with freeze_time("2026-09-24 02:00:00"):
            delivery = self.waiting_delivery()
        clock = self.clocks(delivery.case_id)["delivery"]
        clock.write({"due_on": "2026-10-14"})
        self.env["yichuang.clock"]._rederive_running(date(2026, 9, 1))
        self.assertEqual(delivery.case_id.due_on, date(2026, 10, 15))
        self.assertEqual(delivery.due_on, date(2026, 10, 15))

    def test_case_decided_before_installation_gets_its_time(self):
        with freeze_time("2026-09-24 02:00:00"):
            case = self.granted_case()
        self.clocks(case)["delivery"].unlink()
        self.env["yichuang.case"]._start_time_of_decided()
        self.assertEqual(self.clocks(case)["delivery"].due_on, date(2026, 10, 15))

    def test_progress_shows_certificate_and_exit(self):
        case = self.arrived_delivery().case_id
        progress = case._progress()
        current = [step for step in progress if step["current"]]
        self.assertEqual([step["label"] for step in current], ["At the Exit"])
        self.assertEqual(len(progress), 7)
        denied = self.decided_case(outcome="denied")
        labels = [step["label"] for step in denied._progress()]
        self.assertNotIn("Certificate in Preparation", labels)

    def test_several_cases_are_certified_in_one_step(self):
        cases = self.granted_case() | self.granted_case()
        cases.with_user(self.exit_clerk).action_certify()
        self.assertEqual(cases.mapped("state"), ["certifying"] * 2)
        self.assertEqual(len(cases.certificate_ids), 2)
