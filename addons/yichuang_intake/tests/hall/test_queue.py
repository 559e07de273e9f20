from datetime import datetime, timedelta

from freezegun import freeze_time

from odoo import fields
from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestQueue(IntakeCase):
    """Taking numbers, calling them, and what is measured (叫号)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.queue = cls.zone()
        cls.seat = cls.open_shift(cls.window("901"))

    def called(self):
        return self.call_next(self.seat).number

    def test_numbers_run_per_zone_and_day(self):
        other = self.zone("QB")
        with freeze_time("2031-03-03 01:00:00"):
            numbers = [self.waiting_ticket().number for _index in range(2)]
            numbers.append(self.waiting_ticket(other).number)
        with freeze_time("2031-03-04 01:00:00"):
            numbers.append(self.waiting_ticket().number)
        self.assertEqual(numbers, ["Q001", "Q002", "QB001", "Q001"])

    def test_called_in_turn_and_priority_with_a_reason_first(self):
        first, second, third = (self.waiting_ticket() for _index in range(3))
        mine = third.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "for a reason"):
            mine._transition("prioritise", {})
        with self.assertRaisesRegex(UserError, "for a reason"):
            mine._transition("prioritise", {"priority_reason": "other"})
        wizard = mine.env["yichuang.ticket.prioritise"].create(
            {"ticket_id": third.id, "revision": third.revision, "reason": "elderly"}
        )
        wizard.action_confirm()
        order = []
        for _index in range(3):
            ticket = self.call_next(self.seat)
            order.append(ticket)
            ticket.with_user(self.clerk).action_start()
            ticket.with_user(self.clerk).action_finish()
        self.assertEqual(order, [third, first, second])
        self.assertFalse(self.call_next(self.seat))

    def test_one_number_at_a_time(self):
        first = self.called_ticket(self.seat)
        second = self.waiting_ticket()
        with self.assertRaisesRegex(UserError, f"{first.number} is at your window"):
            self.call_next(self.seat)
        self.assertEqual(second.state, "waiting")

    def test_waiting_and_handling_are_measured(self):
        with freeze_time("2031-03-03 01:00:00"):
            shift = self.open_shift(self.window("902"), self.second_clerk)
            ticket = self.waiting_ticket()
        for moment, step in (
            ("01:12:00", lambda: self.call_next(shift)),
            ("01:13:00", ticket.with_user(self.second_clerk).action_recall),
            ("01:14:00", ticket.with_user(self.second_clerk).action_start),
            ("01:44:00", ticket.with_user(self.second_clerk).action_finish),
            ("01:50:00", shift.with_user(self.second_clerk).action_pause),
            ("01:56:00", shift.with_user(self.second_clerk).action_resume),
            ("02:00:00", shift.with_user(self.second_clerk).action_close),
        ):
            with freeze_time(f"2031-03-03 {moment}"):
                step()
        self.assertEqual((ticket.wait_minutes, ticket.handle_minutes), (12, 30))
        self.assertEqual((ticket.calls, ticket.state), (2, "done"))
        self.assertEqual(
            (shift.open_minutes, shift.paused_minutes, shift.busy_minutes), (54, 6, 30)
        )

    def test_passed_over_after_the_calls_the_hall_decides(self):
        ticket = self.called_ticket(self.seat)
        mine = ticket.with_user(self.clerk)
        self.env.company.queue_calls = 2
        with self.assertRaisesRegex(UserError, "after 2 calls"):
            mine.action_miss()
        mine.action_recall()
        mine.action_miss()
        self.assertEqual(ticket.state, "no_show")
        behind = self.waiting_ticket()
        with freeze_time(fields.Datetime.now() + timedelta(seconds=9)):
            mine.action_requeue()
        self.assertEqual(ticket.calls, 0)
        self.assertEqual(self.call_next(self.seat), behind)

    def pass_on(self, ticket, **where):
        wizards = self.env["yichuang.ticket.transfer"].with_user(self.clerk)
        wizard = wizards.create(
            {
                "ticket_id": ticket.id,
                "revision": ticket.revision,
                **{name: record.id for name, record in where.items()},
            }
        )
        return wizard.action_confirm()

    def test_passed_on_to_a_window_that_alone_calls_it(self):
        ticket = self.serving_ticket(self.seat)
        target = self.open_shift(self.window("903"), self.second_clerk)
        self.pass_on(ticket, window_id=target.window_id)
        self.assertEqual((ticket.state, ticket.transfers), ("waiting", 1))
        self.assertFalse(self.call_next(self.seat))
        self.assertEqual(self.call_next(target), ticket)

    def test_passed_on_to_where_somebody_calls_it(self):
        organ = self.open_shift(
            self.window("904", kind="department", department_id=self.department.id),
            self.second_clerk,
        )
        ticket = self.serving_ticket(self.seat)
        shut = self.window("905")
        with self.assertRaisesRegex(UserError, "is closed: nobody calls"):
            self.pass_on(ticket, window_id=shut)
        alone = self.env["yichuang.zone"].create({"name": "不动产区", "code": "QB"})
        self.window("906", alone, kind="department", department_id=self.department.id)
        with self.assertRaisesRegex(UserError, "Choose the window that"):
            self.pass_on(ticket, zone_id=alone)
        # What was passed on to a window is its own, in the zone where it is today.
        elsewhere = self.zone(code="QC", name="另一服务区")
        organ._write_guarded({"zone_id": elsewhere.id})
        self.pass_on(ticket, window_id=organ.window_id)
        self.assertEqual(ticket.zone_id, elsewhere)
        self.assertEqual(self.call_next(organ), ticket)

    def test_organ_of_the_kiosk_is_forgotten_where_it_has_no_window(self):
        ticket = self.called_ticket(self.seat)
        ticket._write_guarded({"department_id": self.department.id})
        other = self.open_shift(
            self.window("907", self.zone(code="QD", name="综合区")), self.second_clerk
        )
        self.pass_on(ticket, zone_id=other.zone_id)
        self.assertFalse(ticket.department_id)
        self.assertEqual(self.call_next(other), ticket)

    def test_department_windows_call_what_chose_their_organ(self):
        organ = self.open_shift(
            self.window("904", kind="department", department_id=self.department.id),
            self.second_clerk,
        )
        anybody = self.waiting_ticket()
        theirs = self.waiting_ticket(department_id=self.department.id)
        self.assertEqual(self.call_next(organ), theirs)
        self.assertEqual(self.call_next(self.seat), anybody)

    def test_several_cases_of_one_number(self):
        ticket = self.serving_ticket(self.seat)
        cases = self.received_case() | self.received_case(ticket_id=ticket.id)
        self.assertEqual(ticket.case_ids, cases)
        self.assertEqual(cases.window_id, self.seat.window_id)
        self.assertFalse(self.received_case(clerk=self.second_clerk).ticket_id)

    def test_a_number_is_not_borrowed(self):
        ticket = self.serving_ticket(self.seat)
        case = self.draft_case(clerk=self.second_clerk, ticket_id=ticket.id)
        with self.assertRaisesRegex(UserError, "is not at your window"):
            case.with_user(self.second_clerk).action_receive()
        with self.assertRaisesRegex(UserError, "was called by"):
            ticket.with_user(self.second_clerk).action_finish()

    def test_numbers_are_made_by_the_queue_alone(self):
        tickets = self.env["yichuang.ticket"].with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            tickets.create({"zone_id": self.queue.id, "number": "Q999"})
        action = self.queue.with_user(self.clerk).action_take_ticket()
        taken = tickets.browse(action["res_id"])
        self.assertEqual((taken.channel, taken.state), ("desk", "waiting"))
        with self.assertRaises(AccessError):
            self.queue.with_user(self.supervisor).action_take_ticket()
        with self.assertRaisesRegex(UserError, "cannot be set directly"):
            taken.taken_on = datetime(2020, 1, 1)

    def test_what_is_left_of_yesterday_ends(self):
        with freeze_time("2031-03-03 01:00:00"):
            shift = self.open_shift(self.window("905"), self.second_clerk)
            waiting = self.waiting_ticket()
            self.call_next(shift)
            served = self.waiting_ticket()
        waiting.with_user(self.second_clerk).action_start()
        with freeze_time("2031-03-03 15:00:00"):
            self.env["yichuang.window.shift"]._cron_close_forgotten()
            self.assertEqual(shift.state, "open")
        with freeze_time("2031-03-04 01:00:00"):
            for _twice in range(2):
                self.env["yichuang.ticket"]._cron_expire()
                self.env["yichuang.window.shift"]._cron_close_forgotten()
        self.assertEqual((shift.state, shift.forgotten), ("closed", True))
        self.assertEqual((served.state, waiting.state), ("left", "done"))
        self.assertEqual((waiting.forgotten, waiting.handle_minutes), (True, 0))

    def test_screens_hear_of_every_call(self):
        self.env["bus.bus"].search([]).unlink()
        self.env.cr.precommit.run()
        ticket = self.called_ticket(self.seat)
        self.env.cr.precommit.run()
        channels = self.env["bus.bus"].search([]).mapped("channel")
        for channel in (self.queue._channel(), self.seat.window_id._channel()):
            self.assertTrue(any(channel in name for name in channels), channel)
        state = self.queue._screen_state()
        self.assertEqual(state["calls"][0]["number"], ticket.number)
        self.assertIn("9 0 1", state["calls"][0]["spoken"])
        self.assertNotIn("user", str(state))

    def test_screens_are_told_once_in_a_transaction_and_as_it_ends(self):
        self.env.cr.precommit.run()
        self.env["bus.bus"].search([]).unlink()
        ticket = self.called_ticket(self.seat)
        ticket.with_user(self.seat.user_id).action_start()
        self.env.cr.precommit.run()
        messages = self.env["bus.bus"].search([])
        for screen in (self.queue, self.seat.window_id):
            told = messages.filtered_domain([("channel", "like", screen._channel())])
            with self.subTest(screen=screen._name):
                self.assertEqual(len(told), 1)
                self.assertIn('"state":"serving"', told.message)

    def test_today_only(self):
        with freeze_time("2031-03-03 01:00:00"):
            self.waiting_ticket()
        with freeze_time("2031-03-04 01:00:00"):
            self.assertFalse(self.call_next(self.seat))
