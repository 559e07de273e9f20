from datetime import timedelta

from odoo import fields
from odoo.tests import Form, tagged

from ..common import ORGANISATION, IntakeCase
from ..desk_builders import SOMEBODY_ELSE


@tagged("post_install", "-at_install")
class TestDuplicate(IntakeCase):
    """The same matter twice is shown, and forms that were begun are found again."""

    def shown(self, case, user=None):
        self.env.invalidate_all()
        return case.with_user(user or self.clerk).duplicate_ids.sudo()

    def test_open_case_of_same_applicant_and_service_is_shown(self):
        first = self.accepted_case()
        for second in (self.draft_case(), self.received_case()):
            with self.subTest(second.state):
                self.assertIn(first, self.shown(second))
                self.assertNotIn(second, self.shown(second))

    def test_other_applicants_and_services_are_not_shown(self):
        first = self.received_case()
        other = self.published_service(item_name="另一许可")
        for values in (
            {"id_number": SOMEBODY_ELSE},
            {"id_number": False},
            {"service_id": other.id},
            {"applicant_kind": "legal", "id_number": ORGANISATION},
        ):
            with self.subTest(values):
                self.assertNotIn(first, self.shown(self.draft_case(**values)))

    def test_what_ended_aside_is_not_shown(self):
        first = self.received_case()
        self.end(first, "withdraw")
        self.assertFalse(self.shown(self.draft_case()))

    def test_decided_case_is_shown_for_as_long_as_the_hall_settled(self):
        self.assertEqual(self.env.company.duplicate_days, 30)
        first = self.decided_case()
        second = self.draft_case()
        for days, setting, shown in (
            (29, 30, True),
            (31, 30, False),
            (31, 60, True),
            (1, 0, False),
        ):
            self.department.company_id.duplicate_days = setting
            first._write_guarded(
                {"decided_on": fields.Datetime.now() - timedelta(days=days)}
            )
            with self.subTest(days=days, setting=setting):
                self.assertEqual(first in self.shown(second), shown)

    def test_it_warns_and_does_not_block(self):
        self.received_case()
        second = self.received_case()
        self.assertTrue(self.shown(second))
        self.assertEqual(second.state, "received")

    def test_number_typed_and_not_saved_yet_counts(self):
        first = self.received_case()
        with Form(self.env["yichuang.case"].with_user(self.clerk)) as form:
            form.service_id = self.service
            form.applicant_name = "示例申请人"
            self.assertFalse(form.duplicate_ids[:])
            form.id_number = self.case_vals()["id_number"]
            self.assertIn(first.id, form.duplicate_ids.ids)

    def test_applicants_unsubmitted_draft_is_not_shown(self):
        online = self.draft_case()
        second = self.draft_case()
        self.assertIn(online, self.shown(second))
        online._write_guarded({"channel": "online"})
        self.assertNotIn(online, self.shown(second))

    def test_looking_for_duplicates_asks_as_often_for_many_as_for_one(self):
        cases = self.draft_case()
        counts = []
        cases.with_user(self.clerk).mapped("duplicate_ids")
        for _round in range(2):
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            cases.with_user(self.clerk).mapped("duplicate_ids")
            counts.append(self.env.cr.sql_log_count - before)
            cases |= self.draft_case() | self.draft_case()
        self.assertEqual(counts[1], counts[0])

    def test_unfinished_forms_are_told_to_their_author_on_a_new_form(self):
        mine = self.draft_case()
        self.draft_case(clerk=self.second_clerk)
        cases = self.env["yichuang.case"].with_user(self.clerk)
        own = cases.search(cases._unfinished())
        self.assertEqual(own.sudo(), mine)
        new = Form(cases)
        self.assertEqual(new.unfinished_count, 1)
        self.assertEqual(mine.with_user(self.clerk).unfinished_count, 0)
        action = self.env.ref("yichuang_intake.case_action_unfinished")
        self.assertEqual(action.path, "intake-unfinished")
