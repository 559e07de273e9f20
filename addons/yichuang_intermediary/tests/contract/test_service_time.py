from datetime import timedelta

from odoo.exceptions import UserError
from odoo.tests import tagged

from ...tools import service_clock
from ..common import MarketCase


@tagged("post_install", "-at_install")
class TestServiceTime(MarketCase):
    """Whom the contract waits for, and when the agency's time is over."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.contract = cls.signed_contract()

    def test_owner_is_waited_for_until_the_base_data_are_there(self):
        contract = self.contract
        self.assertEqual(contract.waits_for, "owner")
        self.assertFalse(contract.start_on)
        self.assertEqual(
            contract.data_by, contract._workdays().add(contract._today(), 3).date
        )

    def test_time_begins_with_the_hand_over_and_that_day_does_not_count(self):
        contract, today = self.contract, self.contract._today()
        self.side(contract, "owner")._transition("hand_over", {"data_note": "平面图"})
        self.assertEqual(contract.start_on, today)
        self.assertEqual(contract.due_on, contract._workdays().add(today, 20).date)
        self.assertEqual((contract.waits_for, contract.days_left), ("agency", 20))
        self.assertEqual(contract.time_state, "ample")

    def test_agency_may_begin_without_data(self):
        self.side(self.contract, "agency")._transition("waive_data")
        self.assertEqual(self.contract.waits_for, "agency")

    def test_hand_over_says_what_is_handed_over(self):
        with self.assertRaisesRegex(UserError, "List what you hand over"):
            self.side(self.contract, "owner")._transition("hand_over", {})

    def test_nobody_hands_over_or_begins_for_the_other(self):
        for side, step, vals in (
            ("agency", "hand_over", {"data_note": "x"}),
            ("owner", "waive_data", {}),
            ("owner", "list_missing", {"data_missing": "x"}),
        ):
            with self.subTest(step=step), self.assertRaises(UserError):
                self.side(self.contract, side)._transition(step, vals)

    def test_missing_data_are_listed_once_and_stop_the_time(self):
        contract = self.contract
        self.side(contract, "owner")._transition("hand_over", {"data_note": "平面图"})
        agency = self.side(contract, "agency")
        agency._transition("list_missing", {"data_missing": "水文资料"})
        self.assertEqual(contract.waits_for, "owner")
        self.side(contract, "owner")._transition("hand_over", {"data_note": "水文"})
        self.assertEqual(contract.data_note, "平面图\n水文")
        with self.assertRaisesRegex(UserError, "once only"):
            agency._transition("list_missing", {"data_missing": "地质资料"})
        self.assertEqual(contract.waits_for, "agency")

    def test_missing_data_are_listed_within_two_working_days(self):
        contract = self.contract
        self.side(contract, "owner")._transition("hand_over", {"data_note": "平面图"})
        last = contract._workdays().previous(contract._today())
        for _count in range(2):
            last = contract._workdays().previous(last)
        contract._write_guarded({"data_handed_on": last})
        with self.assertRaisesRegex(UserError, "clock runs on"):
            self.side(contract, "agency")._transition(
                "list_missing", {"data_missing": "水文资料"}
            )

    def test_stretches_are_what_the_pure_rules_make_of_the_facts(self):
        contract, today = self.delivered_contract(), self.contract._today()
        self.judge(contract, "return_work", unmet={1})
        self.deliver(contract)
        self.judge(contract)
        facts = (
            "publish",
            "draw_up",
            "begin",
            "hand_over",
            "deliver",
            "return",
            "deliver",
        )
        expected = service_clock.stretches(
            service_clock.Fact(kind, today) for kind in (*facts, "accept")
        )
        self.assertEqual(contract.segment_ids._stretches(), expected)
        self.assertFalse(contract.open_segment_id)

    def test_each_level_is_told_once(self):
        contract = self.active_contract()
        limit, told = contract._time_limit(), []
        workdays = contract._workdays()
        for level in service_clock.LEVELS:
            segment = contract.open_segment_id
            today = day = contract._today()
            while workdays.count(day, today) * 100 < limit * level:
                day -= timedelta(days=1)
            segment.write({"start_on": day})
            contract._derive_due()
            for _twice in range(2):
                self._sweep()
            told.append(contract.told_level)
        self.assertEqual(told, list(service_clock.LEVELS))
        events = self.env["yichuang.event"].search(
            [("res_id", "=", contract.id), ("res_model", "=", contract._name)]
        )
        self.assertEqual(events.mapped("action").count("warn"), 3)
        self.assertFalse(contract.tell_on)

    def test_change_of_the_calendar_moves_the_due_date(self):
        contract = self.active_contract()
        workdays, due = contract._workdays(), contract.due_on
        worked = workdays.next(contract.start_on)
        days = self.env["yichuang.calendar.day"]
        day = days.search([("date", "=", worked)]) or days.create(
            {
                "date": worked,
                "is_worked": True,
                "announced": True,
                "notice_id": self.env["yichuang.calendar.notice"]
                .search([], limit=1)
                .id,
            }
        )
        day.write({"is_worked": False, "reason": "测试停电"})
        self.assertEqual(contract.due_on, workdays.next(due))

    def test_art36_overrun_needs_a_reason(self):
        contract = self.active_contract()
        self.age(contract, 60)
        late = contract._days_late()
        self.assertGreater(late, 0)
        with self.assertRaisesRegex(UserError, "Give the reason"):
            self.deliver(contract)
        self.deliver(contract, overrun_reason="汛期无法进场")
        self.assertEqual(contract.late_days, late)
        self.assertEqual(contract.overrun_reason, "汛期无法进场")

    def test_due_date_in_words_and_colour(self):
        contract = self.active_contract()
        today, workdays = contract._today(), contract._workdays()
        for due, state in (
            (workdays.add(today, 4).date, "ample"),
            (workdays.add(today, 3).date, "pressing"),
            (today, "pressing"),
            (today - timedelta(days=1), "over"),
        ):
            contract._write_guarded({"due_on": due})
            with self.subTest(due=due):
                self.assertEqual(contract.time_state, state)
                self.assertTrue(contract.time_left)

    def _sweep(self):
        """As the scheduled job does, within the test's one transaction."""
        contracts = self.env["yichuang.market.contract"]
        for contract in contracts.search(
            [("state", "=", "active"), ("tell_on", "<=", contracts._today())]
        ):
            contract._warn()
