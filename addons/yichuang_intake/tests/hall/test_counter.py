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
