from odoo.exceptions import UserError
from odoo.tests import Form, tagged

from ..common import IntakeCase


@tagged("post_install", "-at_install")
class TestHandover(IntakeCase):
    """Papers go by a list, and somebody always has them (部门交接清单)."""

    def signed(self, handover, user=None):
        mine = handover.with_user(user or self.reviewer)
        mine.line_ids.arrived = True
        mine.action_sign()
        return handover

    def held(self, case):
        return (case.held_by, case.held_department_id, case.held_user_id)

    def test_who_has_the_papers_at_every_step(self):
        handover = self.draft_handover()
        case = handover.line_ids.case_id
        nobody = self.env["yichuang.department"]
        self.assertEqual(self.held(case), ("hall", nobody, self.clerk))
        handover.with_user(self.clerk).action_send()
        self.assertEqual(self.held(case), ("way", nobody, self.clerk))
        self.assertRegex(handover.number, r"^测审批交〔\d{4}〕\d{4}号$")
        self.signed(handover)
        self.assertEqual(self.held(case), ("organ", self.department, self.reviewer))
        self.assertEqual(case.handover_id, handover)
        found = self.env["yichuang.case"].search(
            [("receipt_number", "=", case.receipt_number), ("held_by", "=", "organ")]
        )
        self.assertEqual(found, case)

    def test_back_to_the_hall(self):
        handover = self.signed(self.sent_handover())
        case = handover.line_ids.case_id
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case)
        back = (
            self.env["yichuang.handover"]
            .with_user(self.reviewer)
            .create({"department_id": self.department.id, "direction": "to_hall"})
        )
        back.action_fill()
        self.assertIn(case, back.line_ids.case_id)
        back.action_send()
        with self.assertRaisesRegex(UserError, "by the other side"):
            back.with_user(self.decider).action_sign()
        self.signed(back, self.clerk)
        self.assertEqual(case.held_by, "hall")

    def test_every_bag_is_scanned_or_said_to_be_missing(self):
        handover = self.draft_handover()
        second = self.accepted_case()
        handover.with_user(self.clerk).line_ids = [(0, 0, {"case_id": second.id})]
        handover.with_user(self.clerk).action_send()
        mine = handover.with_user(self.reviewer)
        first = handover.line_ids[0]
        with Form(mine) as form:
            form.scan = "HALL-NOT-THERE"
            self.assertIn("not on this list", form.scan_problem)
            form.scan = first.barcode.lower()
            self.assertFalse(form.scan_problem)
            self.assertEqual(form.came_words, "1 / 2")
        self.assertTrue(first.arrived)
        with self.assertRaisesRegex(UserError, "neither scanned nor said"):
            mine.action_sign()
        mine.line_ids[1].discrepancy = "缺第二袋"
        mine.action_sign()
        self.assertEqual(first.case_id.held_by, "organ")
        self.assertEqual(second.held_by, "hall")

    def test_the_two_sides_are_two_people_of_two_sides(self):
        handover = self.draft_handover()
        with self.assertRaisesRegex(UserError, "sent by the side"):
            handover.with_user(self.reviewer).action_send()
        handover.with_user(self.clerk).action_send()
        for user in (self.clerk, self.second_clerk):
            with self.subTest(user.name), self.assertRaises(UserError):
                handover.with_user(user).action_sign()
            with self.assertRaisesRegex(UserError, "ticked by the side"):
                handover.with_user(user).line_ids.arrived = True

    def test_a_list_that_was_sent_stays_as_it_is(self):
        handover = self.sent_handover()
        with self.assertRaisesRegex(UserError, "what is on it stays"):
            handover.with_user(self.clerk).line_ids.unlink()
        with self.assertRaisesRegex(UserError, "what is on it stays"):
            handover.with_user(self.clerk).line_ids.case_id = self.accepted_case()

    def test_papers_that_are_not_here_are_not_handed_over(self):
        case = self.sent_handover().line_ids.case_id
        again = (
            self.env["yichuang.handover"]
            .with_user(self.clerk)
            .create(
                {
                    "department_id": self.department.id,
                    "line_ids": [(0, 0, {"case_id": case.id})],
                }
            )
        )
        with self.assertRaisesRegex(UserError, "are not here"):
            again.action_send()
        empty = again.copy({"line_ids": False})
        with self.assertRaisesRegex(UserError, "nothing on the list"):
            empty.action_send()

    def test_other_organs_matters_are_not_listed(self):
        other = self.env["yichuang.department"].create({"name": "测试县林业局"})
        with self.assertRaisesRegex(UserError, "is no matter of"):
            self.draft_handover(department_id=other.id)

    def test_printed_list_names_every_bag(self):
        handover = self.sent_handover()
        html = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intake.handover_document", handover.ids
        )[0]
        self.assertIn(handover.line_ids.barcode, html.decode())
        given = handover.line_ids.case_id._hall_time(handover.sent_on)
        self.assertIn(given, html.decode())

    def test_papers_of_a_point_are_with_the_hall_once_they_arrive(self):
        bundle = self.sent_bundle()
        case = bundle.case_ids
        self.assertFalse(case.held_by)
        bundle.with_user(self.clerk).action_arrive()
        self.assertEqual(case.held_by, "hall")
