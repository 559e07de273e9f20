from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestCounter(IntakeCase):
    """What the clerk's counter screen shows and does."""

    def state(self, user=None):
        shifts = self.env["yichuang.window.shift"].with_user(user or self.clerk)
        return shifts.counter_state()

    def test_windows_to_open(self):
        window = self.window("901")
        offered = [row["id"] for row in self.state()["windows"]]
        self.assertIn(window.id, offered)
        self.open_shift(window, self.second_clerk)
        offered = [row["id"] for row in self.state()["windows"]]
        self.assertNotIn(window.id, offered)

    def test_windows_to_open_stand_in_the_order_of_the_hall(self):
        names = ("910", "92", "9101")
        windows = {name: self.window(name).id for name in names}
        offered = [row["id"] for row in self.state()["windows"]]
        own = [window for window in offered if window in windows.values()]
        self.assertEqual(own, [windows[name] for name in ("92", "910", "9101")])

    def test_who_is_no_clerk_is_offered_no_window(self):
        self.window("901")
        state = self.state(self.manager)
        self.assertFalse(state["clerk"] or state["windows"])

    def test_number_passed_on_to_a_window_is_next_there(self):
        first = self.open_shift(self.window("901"))
        organ = self.open_shift(
            self.window("902", kind="department", department_id=self.department.id),
            self.second_clerk,
        )
        ticket = self.called_ticket(first)
        ticket.with_user(self.clerk)._transition(
            "transfer",
            {"zone_id": organ.zone_id.id, "for_window_id": organ.window_id.id},
        )
        state = self.state(self.second_clerk)
        self.assertEqual(state["waiting"], 1)
        self.assertEqual([row["number"] for row in state["next"]], [ticket.number])

    def test_one_key_from_call_to_done(self):
        shift = self.open_shift(self.window("901"))
        mine = shift.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "Nobody waits"):
            mine.action_call_next()
        first = self.waiting_ticket()
        self.waiting_ticket()
        self.assertEqual(self.state()["waiting"], 2)
        mine.action_call_next()
        state = self.state()
        self.assertEqual(
            (state["ticket"]["number"], state["ticket"]["state"], state["waiting"]),
            (first.number, "called", 1),
        )
        first.with_user(self.clerk).action_start()
        action = first.with_user(self.clerk).action_new_case()
        self.assertEqual(action["context"]["default_ticket_id"], first.id)
        case = self.received_case(ticket_id=first.id)
        self.assertEqual(self.state()["ticket"]["cases"][0]["id"], case.id)
        first.with_user(self.clerk).action_finish()
        state = self.state()
        self.assertEqual((state["ticket"], state["done"]), (False, 1))

    def test_only_at_ones_own_window(self):
        shift = self.open_shift(self.window("901"))
        self.waiting_ticket()
        with self.assertRaisesRegex(UserError, "from an open window"):
            shift.with_user(self.second_clerk).action_call_next()
        with self.assertRaises(AccessError):
            shift.with_user(self.reviewer).action_call_next()

    def test_paused_window_calls_nobody(self):
        shift = self.open_shift(self.window("901")).with_user(self.clerk)
        self.waiting_ticket()
        shift.action_pause()
        with self.assertRaisesRegex(UserError, "Open it before"):
            shift.action_call_next()
        shift.action_resume()
        shift.action_call_next()
        with self.assertRaisesRegex(UserError, "is at the window still"):
            shift.action_close()
