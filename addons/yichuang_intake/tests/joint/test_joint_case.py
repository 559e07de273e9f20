from odoo.exceptions import AccessError, UserError
from odoo.tests import tagged

from odoo.addons.yichuang_catalog.tools.workdays import hall_date

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestJointCase(IntakeCase):
    """One intake, one form, one set of materials; a case for each matter."""

    def test_art31_one_set_names_each_material_once(self):
        joint = self.draft_joint()
        names = joint.material_ids.mapped("name")
        self.assertEqual(sorted(names), sorted(set(names)))
        form = joint.material_ids.filtered(lambda line: line.name == "示例申请书")
        self.assertEqual(form.used_by.count("、"), 2)

    def test_art31_what_a_matter_produces_is_not_asked_where_it_is_passed_on(self):
        joint = self.received_joint()
        food = self.parts(joint)[2]
        licence = food.material_ids.filtered("passed_on")
        self.assertEqual(licence.name, "示例营业执照")
        self.assertFalse(licence._lacking())
        self.assertEqual(licence.status, "optional")

    def test_receipt_makes_a_case_for_each_matter_and_its_organ(self):
        joint = self.received_joint()
        self.assertEqual(len(self.parts(joint)), 3)
        self.assertEqual(set(self.parts(joint).mapped("state")), {"received"})
        self.assertEqual(
            self.parts(joint).department_id, self.department | self.other_organ
        )
        self.assertEqual(self.parts(joint)[2].predecessor_ids, self.parts(joint)[0])
        self.assertFalse(self.parts(joint).material_ids._lacking())
        self.assertEqual(set(self.parts(joint)._identity_numbers().values()), {PERSON})

    def test_one_receipt_lists_the_matters(self):
        joint = self.received_joint()
        receipt = joint.document_ids
        self.assertEqual(receipt.kind, "receipt")
        matters = dict(receipt.facts)["事项清单"]
        self.assertEqual(
            [row["事项"] for row in matters],
            self.parts(joint).mapped("service_id.name"),
        )
        self.assertFalse(self.parts(joint).document_ids)

    def test_matters_that_do_not_apply_are_left_out(self):
        joint = self.draft_joint()
        mine = joint.with_user(self.clerk)
        mine.theme_line_ids = joint.theme_line_ids[1:]
        self.assertNotIn("营业执照登记", "".join(joint.material_ids.mapped("used_by")))
        mine.action_take_all_materials()
        mine.action_receive()
        self.assertEqual(len(self.parts(joint)), 2)
        self.assertFalse(self.parts(joint).predecessor_ids)

    def test_matters_not_open_to_the_applicant_are_left_out(self):
        everybody = self.entered_service(item_name="示例皆可")
        others = [
            self.entered_service(item_name=f"示例{kind}", applicant_kind=kind)
            for kind in ("natural", "legal")
        ]
        joint = self.draft_joint(
            self.published_theme(everybody, *others, promise_days=40)
        )
        self.assertEqual(
            joint.theme_line_ids.mapped("service_id.name"), ["示例皆可", "示例natural"]
        )
        mine = joint.with_user(self.clerk)
        mine.write({"id_number": False})
        mine.applicant_kind = "legal"
        self.assertEqual(
            joint.theme_line_ids.mapped("service_id.name"), ["示例皆可", "示例legal"]
        )

    def test_art26_a_single_matter_is_no_joint_case(self):
        joint = self.draft_joint()
        mine = joint.with_user(self.clerk)
        mine.theme_line_ids = joint.theme_line_ids[0]
        with self.assertRaisesRegex(UserError, "at least two"):
            mine.action_receive()

    def test_art30_theme_that_changed_is_not_received(self):
        joint = self.draft_joint()
        service = joint.theme_line_ids[0].service_id
        self.published_version(service=service.with_user(self.editor))
        self.assertTrue(joint.theme_id.outdated)
        with self.assertRaisesRegex(UserError, "no longer offered"):
            joint.with_user(self.clerk).action_receive()

    def test_same_question_is_put_once(self):
        first = self.asking_version(item_name="示例问一").service_id
        second = self.asking_version(item_name="示例问二").service_id
        for service in first | second:
            service.with_user(self.approver).write(
                {"entry": "entered", "entry_reason": "应进必进"}
            )
        joint = self.draft_joint(self.published_theme(first, second))
        mine = joint.with_user(self.clerk)
        with self.assertRaisesRegex(UserError, "not answered"):
            mine.action_receive()
        question = joint._next_question(joint.situation_answer_ids)
        mine._answer_situation(question.answer_ids[0])
        self.assertEqual(len(joint.situation_answer_ids), 2)
        self.assertNotIn("示例授权委托书", joint.material_ids.mapped("name"))
        mine.action_take_all_materials()
        mine.action_receive()
        self.assertEqual(
            self.parts(joint).mapped("situation_answer_ids.name"), ["本人亲自办理"] * 2
        )

    def test_art29_form_is_filled_in_before_the_receipt(self):
        service = self.entered_service(
            item_name="示例填表",
            form_field_ids=[
                (0, 0, {"name": "经营面积", "kind": "number", "basis": "示例法 第十条"})
            ],
        )
        joint = self.draft_joint(self.published_theme(service, self.entered_service()))
        mine = joint.with_user(self.clerk)
        mine.action_take_all_materials()
        for wrong in (False, "很大"):
            mine.datum_ids.value = wrong
            with self.subTest(wrong), self.assertRaisesRegex(UserError, "经营面积"):
                mine.action_receive()
        mine.datum_ids.value = "80"
        mine.action_receive()
        self.assertEqual(joint.state, "received")

    def test_parts_move_together_up_to_acceptance(self):
        child = self.parts(self.received_joint())[0].with_user(self.clerk)
        moves = (
            child.action_accept,
            lambda: self.end(child, "void", user=self.second_clerk),
            lambda: child._notify_supplement(
                [
                    {
                        "material_id": child.material_ids[0].id,
                        "problem": "缺页",
                        "correction": "补齐",
                    }
                ],
                child.revision,
            ),
        )
        child.material_ids[0].defect = "缺页"
        for move in moves:
            with self.subTest(move), self.assertRaises(UserError):
                move()

    def test_parent_is_never_set_by_hand(self):
        joint = self.received_joint()
        with self.assertRaises(UserError):
            self.draft_case(parent_id=joint.id)
        with self.assertRaises(UserError):
            self.draft_case().with_user(self.clerk).predecessor_ids = self.parts(joint)

    def test_lead_organ_reads_all_matters_and_writes_its_own(self):
        joint = self.received_joint()
        fire = self.parts(joint)[1].with_user(self.reviewer)
        self.assertEqual(fire.state, "received")
        with self.assertRaises(AccessError):
            fire.check_access("write")
        with self.assertRaises(AccessError):
            self.parts(joint)[0].with_user(self.other_reviewer).check_access("read")
        self.assertTrue(joint.with_user(self.other_reviewer).receipt_number)
        stranger = self.make_user(
            "test_reviewer_three", "yichuang_intake.group_reviewer"
        )
        with self.assertRaises(AccessError):
            joint.with_user(stranger).check_access("read")

    def test_void_takes_a_second_person_and_all_matters(self):
        joint = self.received_joint()
        with self.assertRaisesRegex(UserError, "yourself"):
            self.end_joint(joint, "void")
        self.end_joint(joint, "void", user=self.second_clerk)
        self.assertEqual(set(self.parts(joint).mapped("state")), {"void"})
        self.assertEqual(joint.state, "void")

    def test_art32_silence_accepts_the_whole_from_receipt(self):
        joint = self.received_joint()
        self.set_back(joint)
        with self.assertRaisesRegex(UserError, "counts as accepted"):
            joint.with_user(self.clerk)._transition("notify_supplement")
        joint._transition("deem_accepted")
        self.assertEqual(
            self.parts(joint).mapped("state"), ["accepted", "accepted", "waiting"]
        )
        self.assertTrue(joint.deemed_accepted)
        self.assertEqual(joint.accepted_on, joint.received_on)

    def test_silence_of_a_part_is_not_swept_alone(self):
        joint = self.received_joint()
        self.set_back(joint)
        silent = self.env["yichuang.case"].search(
            self.env["yichuang.case"]._silent_domain()
        )
        self.assertFalse(silent & self.parts(joint))

    def test_art42_whole_has_the_shortest_limit(self):
        joint = self.accepted_joint()
        clocks = {clock.kind: clock for clock in joint.clock_ids}
        self.assertEqual(clocks["joint_legal"].days, 45)
        # The longest path, licence then food, is shorter than the promise of 40.
        self.assertEqual(clocks["joint"].days, joint.theme_id.least_days)
        self.assertEqual(joint.limit_days, 20)
        self.assertEqual(clocks["joint"].start_on, hall_date(joint.accepted_on))
        self.assertEqual(joint.due_on, clocks["joint"].due_on)
        rows = clocks["joint"]._derivation_rows()
        self.assertEqual(rows[-1]["number"], 20)
        html = self.env["ir.actions.report"]._render_qweb_html(
            "yichuang_intake.deadline_document", clocks["joint"].ids
        )[0]
        self.assertIn(joint.receipt_number, html.decode())

    def test_art31_what_is_asked_for_is_not_typed(self):
        joint = self.draft_joint()
        mine = joint.with_user(self.clerk)
        line = mine.material_ids[0]
        for vals in ({"passed_on": True}, {"necessity": "optional"}):
            with self.subTest(vals), self.assertRaisesRegex(UserError, "Art. 31"):
                line.write(vals)
        with self.assertRaises(AccessError):
            line.unlink()
        with self.assertRaises(AccessError):
            line.create({"joint_id": joint.id, "material_id": line.material_id.id})
