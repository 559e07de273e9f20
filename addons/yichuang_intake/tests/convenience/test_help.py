from psycopg2 import IntegrityError

from odoo.exceptions import AccessError
from odoo.tests import tagged
from odoo.tools import mute_logger

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestHelp(IntakeCase):
    """Help is free, and what it cost the hall is known (帮办代办)."""

    def help(self, case=None, user=None, **values):
        model = self.env["yichuang.case.help"].with_user(user or self.clerk)
        vals = {"case_id": (case or self.accepted_case()).id, "minutes": 25}
        return model.create({**vals, **values}).with_env(self.env)

    def test_officer_notes_what_was_done(self):
        case = self.accepted_case()
        case.with_user(self.clerk).write(
            {"help_ids": [(0, 0, {"task": "form", "minutes": 15})]}
        )
        line = case.help_ids
        self.assertEqual((line.officer_id, line.minutes), (self.clerk, 15))
        self.assertEqual(line.department_id, case.department_id)

    def test_help_is_given_at_any_step(self):
        for case in (self.draft_case(), self.decided_case()):
            self.help(case)
            self.assertEqual(sum(case.help_ids.mapped("minutes")), 25)

    def test_nobody_writes_the_work_of_another(self):
        line = self.help()
        with self.assertRaises(AccessError):
            line.with_user(self.second_clerk).minutes = 5
        with self.assertRaises(AccessError):
            self.help(officer_id=self.second_clerk.id)
        with self.assertRaises(AccessError):
            self.help(user=self.reviewer)
        line.with_user(self.clerk).minutes = 30

    @mute_logger("odoo.sql_db")
    def test_minutes_are_of_this_world(self):
        case = self.accepted_case()
        for minutes in (0, -5, 1441):
            with (
                self.subTest(minutes),
                self.assertRaises(IntegrityError),
                self.env.cr.savepoint(),
            ):
                self.help(case, minutes=minutes)

    def test_managers_and_the_organ_read_it(self):
        line = self.help()
        for user in (self.manager, self.supervisor, self.reviewer, self.decider):
            with self.subTest(user.login):
                self.assertEqual(line.with_user(user).minutes, 25)
        stranger = self.make_user("test_stranger_h", "yichuang_intake.group_reviewer")
        self.assertFalse(self.env["yichuang.case.help"].with_user(stranger).search([]))
