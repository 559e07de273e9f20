from datetime import timedelta

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged
from odoo.tools import mute_logger

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestWindow(IntakeCase):
    """Windows, layouts, shifts, training, and what a window can take (窗口)."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        # Those of the demo are over; shifts and numbers hold on to them.
        for year, layout in enumerate(cls.env["yichuang.hall.layout"].search([]), 2000):
            layout.line_ids.unlink()
            layout.write({"date_from": f"{year}-01-01", "date_to": f"{year}-12-31"})
        cls.env["yichuang.service.group"].search([]).qualified_only = False
        cls.service.entry = "entered"
        cls.group = cls.env["yichuang.service.group"].create(
            {"name": "测试经营类", "service_ids": cls.service.ids}
        )

    def train(self, user=None, **values):
        return self.env["yichuang.clerk.qualification"].create(
            {
                "user_id": (user or self.clerk).id,
                "group_id": self.group.id,
                "training": "岗前培训〔2025〕1号",
                "from_on": hall_date() - timedelta(days=30),
                "until_on": hall_date() + timedelta(days=30),
                **values,
            }
        )

    def layout(self, first, last=False, **values):
        return self.env["yichuang.hall.layout"].create(
            {"name": "测试布局", "date_from": first, "date_to": last, **values}
        )

    def test_one_layout_a_day(self):
        self.layout("2031-01-01", "2031-01-31")
        self.layout("2031-02-01")
        for first, last in (("2031-01-31", "2031-01-31"), ("2031-03-01", False)):
            with self.subTest(first), self.assertRaisesRegex(ValidationError, "in for"):
                self.layout(first, last)
        with self.assertRaises(ValidationError):
            self.layout("2032-01-02", "2032-01-01")

    def test_window_takes_what_the_layout_of_the_day_says(self):
        window = self.window("911", kind="department", department_id=self.department.id)
        old = self.layout("2031-01-01", "2031-01-31")
        old.line_ids = [(0, 0, {"window_id": window.id})]
        new = old.copy({"name": "新布局"})
        self.assertEqual(str(new.date_from), "2031-02-01")
        new.line_ids.write({"kind": "comprehensive", "department_id": False})
        place = window._place(old.date_from)
        self.assertEqual(
            (place["kind"], place["department_id"]),
            ("department", self.department.id),
        )
        for reception, zone_reception, expected in (
            ("by_class", False, "by_class"),
            ("undifferentiated", False, "undifferentiated"),
            ("undifferentiated", "by_class", "by_class"),
        ):
            with self.subTest(expected):
                new.reception = reception
                window.zone_id.reception = zone_reception
                self.assertEqual(window._place(new.date_from)["kind"], expected)

    def test_window_outside_the_layout_stays_shut(self):
        window = self.window("912")
        self.layout(hall_date())
        with self.assertRaisesRegex(UserError, "not part of the layout"):
            window.with_user(self.clerk).action_open()

    def test_department_window_names_its_organ(self):
        with self.assertRaisesRegex(ValidationError, "names its organ"):
            self.window("913", kind="department")
        with self.assertRaisesRegex(ValidationError, "names none"):
            self.window("914", department_id=self.department.id)

    def test_one_clerk_one_window(self):
        first, second = self.window("915"), self.window("916")
        shift = self.open_shift(first)
        with self.assertRaisesRegex(UserError, "You are at 915"):
            second.with_user(self.clerk).action_open()
        with mute_logger("odoo.sql_db"), self.assertRaises(Exception) as caught:
            first.with_user(self.second_clerk).action_open()
        self.assertIn("already", str(caught.exception))
        with self.assertRaises(AccessError):
            second.with_user(self.reviewer).action_open()
        with self.assertRaisesRegex(UserError, "somebody else's"):
            shift.with_user(self.second_clerk).action_close()
        shift.with_user(self.manager).action_close()

    def test_window_by_class_is_opened_by_the_trained(self):
        zone = self.zone(reception="by_class", group_ids=self.group.ids)
        window = self.window("917", zone)
        with self.assertRaisesRegex(UserError, "no qualification in force"):
            window.with_user(self.clerk).action_open()
        row = self.train()
        shift = self.open_shift(window)
        shift.with_user(self.clerk).action_pause()
        row.until_on = hall_date() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "no qualification in force"):
            shift.with_user(self.clerk).action_resume()
        self.assertEqual(shift.state, "paused")

    def test_expired_training_neither_receives_nor_accepts(self):
        case = self.draft_case()
        with self.assertRaisesRegex(UserError, "trained for 测试经营类"):
            case.with_user(self.clerk).action_receive()
        row = self.train()
        case.with_user(self.clerk).action_receive()
        case.with_user(self.clerk).action_take_all_materials()
        row.until_on = hall_date() - timedelta(days=1)
        with self.assertRaisesRegex(UserError, "missing or has expired"):
            case.with_user(self.clerk).action_accept()
        row.until_on = hall_date()
        case.with_user(self.clerk).action_accept()
        self.assertEqual(case.state, "accepted")

    def test_clerks_see_their_own_training(self):
        mine, other = self.train(), self.train(self.second_clerk)
        rows = self.env["yichuang.clerk.qualification"].search([])
        self.assertLessEqual({mine.id, other.id}, set(rows.ids))
        self.assertEqual(rows.with_user(self.clerk).search([]), mine)

    def test_window_receives_only_what_belongs_there(self):
        self.group.qualified_only = False
        organ = self.env["yichuang.department"].create({"name": "测试县林业局"})
        self.open_shift(self.window("918", kind="department", department_id=organ.id))
        case = self.draft_case()
        with self.assertRaisesRegex(UserError, "918 .* does not take"):
            case.with_user(self.clerk).action_receive()

    def capability(self, window=None):
        self.env.flush_all()
        rows = self.env["yichuang.window.capability"].search(
            [
                ("service_id", "=", self.service.id),
                ("window_id", "=", window.id if window else False),
            ]
        )
        self.env.invalidate_all()
        return rows

    def test_capability_of_a_window(self):
        self.group.qualified_only = False
        self.env["yichuang.window"].search([]).active = False
        row = self.capability()
        self.assertEqual((row.level, row.nowhere_open), ("a_none", True))
        window = self.window("919")
        self.assertEqual(self.capability(window).level, "b_closed")
        shift = self.open_shift(window)
        row = self.capability(window)
        self.assertEqual((row.level, row.user_id), ("e_delegation", self.clerk))
        self.assertEqual((row.open_for_it, row.nowhere_open), (True, False))
        self.group.qualified_only = True
        row = self.capability(window)
        self.assertEqual((row.level, row.nowhere_open), ("c_untrained", True))
        self.train()
        self.assertEqual(self.capability(window).level, "e_delegation")
        self.mandate.with_user(self.decider)._transition(
            "end", {"end_reason": "协议期满"}
        )
        self.assertEqual(self.capability(window).level, "d_receive")
        self.given_mandate(kind="staff", announced_on=False)
        self.assertEqual(self.capability(window).level, "f_staff")
        shift.with_user(self.clerk).action_close()
        self.assertEqual(self.capability(window).level, "b_closed")

    def test_capability_follows_the_reception(self):
        self.group.qualified_only = False
        other = self.env["yichuang.service.group"].create({"name": "测试公民类"})
        zone = self.zone(reception="by_class", group_ids=other.ids)
        window = self.window("920", zone)
        self.assertFalse(self.capability(window))
        zone.group_ids = self.group
        self.assertTrue(self.capability(window))
        zone.group_ids = other
        zone.reception = "undifferentiated"
        self.assertTrue(self.capability(window))
        self.service.dedicated_system = True
        self.assertFalse(self.capability(window))
        own = self.window("921", kind="department", department_id=self.department.id)
        self.assertTrue(self.capability(own))
