import base64

from odoo.exceptions import AccessError, UserError, ValidationError
from odoo.tests import tagged

from ...models.exchange.case import EVENTS, UNTOLD
from ...tools import exchange_package
from ..common import PERSON
from .common import ExchangeCase


@tagged("post_install", "-at_install")
class TestExchange(ExchangeCase):
    """Packages out, answers in."""

    def test_package_holds_every_required_column_of_an_accepted_case(self):
        case = self.accepted_case()
        package = self.make()
        tables = self.opened(package).tables
        accept = tables["up_pro_accept"][0]
        self.assertEqual(accept["project_no"], case.number)
        self.assertEqual(accept["applyer_page_code"], PERSON)
        self.assertEqual(accept["cd_operation"], "I")
        self.assertEqual(accept["cd_batch"], "HALL000001")
        self.assertEqual(
            [row["event_name"] for row in tables["up_pro_process"]],
            ["Received", "Accepted"],
        )
        self.assertEqual(len(tables["up_pro_material"]), len(case.material_ids))
        self.assertNotIn("up_pro_result", tables)

    def test_every_move_of_a_case_is_told_or_left_out_for_a_reason(self):
        moves = set(self.env["yichuang.case"]._lifecycle_transitions())
        steps = self.env["yichuang.case"]._exchange_steps()
        self.assertEqual(moves - set(steps) - set(UNTOLD), set())
        self.assertFalse(set(steps) & set(UNTOLD))
        self.assertEqual(set(UNTOLD) - moves, set())
        self.assertTrue(all(UNTOLD.values()))
        self.assertEqual(set(EVENTS) - set(steps), set())

    def test_moves_made_by_law_are_told_by_their_name(self):
        case = self.received_case()
        case._transition("deem_accepted")
        rows = self.opened(self.make()).tables["up_pro_process"]
        told = [(row["process_name"], row["event_name"]) for row in rows]
        self.assertEqual(told[-1], ("受理", "视为受理"))

    def test_art42_45_special_procedures_and_extensions_are_rows(self):
        special = self.running_special()
        self.department.head_id = self.decider
        extension = self.requested_extension(special.case_id)
        extension.with_user(self.decider).action_approve()
        self.planned_special(special.case_id)
        rows = self.opened(self.make()).tables["up_pro_special_procedure"]
        self.assertEqual(
            {(row["special_type"], row["special_name"]) for row in rows},
            {("2", "专家评审"), ("1", "延长审批")},
        )
        by_name = {row["special_name"]: row for row in rows}
        first = by_name["专家评审"]
        self.assertEqual(first["special_time"][:10], str(special.first_on))
        self.assertEqual(first["end_time"][:10], str(special.last_on))
        self.assertEqual(by_name["延长审批"]["special_reason"], extension.reason)
        special.with_user(self.reviewer).action_end()
        rows = self.opened(self.make()).tables["up_pro_special_procedure"]
        # The longer time ends earlier, too, now that less of it is excluded.
        self.assertEqual(len(rows), 2)
        again = next(row for row in rows if row["special_name"] == "专家评审")
        self.assertEqual(
            (again["cd_operation"], again["result"], again["row_guid"]),
            ("U", "已结束", first["row_guid"]),
        )

    def test_acceptance_tells_its_number_and_service_of_the_decision_is_told(self):
        case = self.decided_case()
        tables = self.opened(self.make()).tables
        notice = case.document_ids.filtered(lambda d: d.kind == "acceptance")
        self.assertEqual(tables["up_pro_accept"][0]["accept_doc_no"], notice.number)
        self.assertEqual(tables["up_pro_result"][0]["is_delivery_results"], "0")
        self.made_service(case.document_ids.filtered(lambda d: d.kind == "grant"))
        [row] = self.opened(self.make()).tables["up_pro_result"]
        self.assertEqual(row["is_delivery_results"], "1")

    def test_only_what_changed_is_told_again(self):
        case = self.accepted_case()
        first = self.make()
        with self.assertRaisesRegex(UserError, "Nothing has changed"):
            self.make()
        case.with_user(self.reviewer).action_start_review()
        self.review(case)
        self.decide(case, outcome="denied")
        second = self.opened(self.make())
        self.assertEqual(second.previous, first.digest)
        self.assertEqual(second.number, 2)
        self.assertNotIn("up_pro_accept", second.tables)
        self.assertEqual(
            second.tables["up_pro_result"][0]["result_explain"], case.reasons
        )

    def test_a_changed_record_is_an_update_of_the_same_row(self):
        case = self.accepted_case()
        before = self.opened(self.make()).tables["up_pro_accept"][0]
        case.with_user(self.clerk).phone = "13900000000"
        after = self.opened(self.make()).tables["up_pro_accept"][0]
        self.assertEqual(after["row_guid"], before["row_guid"])
        self.assertEqual(
            (after["cd_operation"], after["contact_mobile"]), ("U", "13900000000")
        )

    def test_cases_are_told_of_from_acceptance_on(self):
        self.received_case()
        with self.assertRaisesRegex(UserError, "Nothing has changed"):
            self.make()

    def test_opinions_stay_inside(self):
        case = self.reviewed_case()
        self.decide(case)
        text = str(self.opened(self.make()).tables)
        self.assertNotIn(case.review_opinion, text)

    def test_what_is_lacking_is_not_sent_but_listed(self):
        case = self.accepted_case()
        self.env.flush_all()
        self.env.cr.execute(
            "UPDATE yichuang_item SET code = NULL WHERE id = %s",
            (self.service.item_id.id,),
        )
        self.env.invalidate_all()
        self.make()
        row = self.partner.package_ids.row_ids.search(
            [("case_id", "=", case.id), ("table_name", "=", "up_pro_accept")]
        )
        self.assertEqual(row.state, "lacking")
        self.assertIn("catalog_code", row.reason)
        self.assertFalse(row.package_id)

    def test_answer_closes_the_books(self):
        self.accepted_case()
        package = self.make()
        package.action_hand_over()
        self.bring(self.answered(package))
        self.assertEqual((package.state, package.open_count), ("answered", 0))
        self.assertEqual(set(package.row_ids.mapped("state")), {"taken"})

    def test_rejected_rows_carry_the_reason(self):
        self.accepted_case()
        package = self.make()
        guid = self.opened(package).tables["up_pro_accept"][0]["row_guid"]
        self.bring(self.answered(package, rejected=[guid]))
        row = package.row_ids.filtered(lambda row: row.guid == guid)
        self.assertEqual((row.state, row.reason), ("rejected", "姓名与证件不符"))

    def test_an_answer_cannot_be_replayed_skipped_or_forged(self):
        self.accepted_case()
        package = self.make()
        content = self.answered(package)
        _other, foreign_key = exchange_package.new_key()
        for name, attack, message in (
            ("skipped", self.answered(package, number=2), "is missing"),
            (
                "other package",
                self.answered(package, answers_to="0" * 64),
                "no package",
            ),
            ("other sender", self.answered(package, sender="XX"), "no package"),
            ("own package", base64.b64decode(package.content), "signature"),
            ("damaged", content[:-40], "damaged"),
            ("no zip", b"=HYPERLINK()", "damaged"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, message):
                self.bring(attack)
        self.assertEqual(package.open_count, package.row_count)
        self.bring(content)
        with self.assertRaisesRegex(UserError, "already"):
            self.bring(content)
        self.partner.public_key = foreign_key
        with self.assertRaisesRegex(UserError, "signature"):
            self.bring(self.answered(package, number=2))

    def test_rows_of_an_older_package_cannot_be_answered_anew(self):
        case = self.accepted_case()
        first = self.make()
        case.with_user(self.clerk).phone = "13900000000"
        second = self.make()
        action = self.bring(self.answered(first))
        self.assertEqual(action["res_id"], first.id)
        answer = self.env["yichuang.exchange.answer"].search([], limit=1)
        self.assertEqual(answer.unknown_count, 1)
        self.assertEqual(second.open_count, 1)

    def test_books_are_written_by_the_system_alone(self):
        self.accepted_case()
        row = self.make().row_ids[0]
        row.reentry_minutes = 12
        for vals in ({"state": "taken"}, {"digest": "x", "reentry_minutes": 1}):
            with (
                self.subTest(vals),
                self.assertRaisesRegex(UserError, "as it happened"),
            ):
                row.write(vals)

    def test_private_keys_and_files_are_out_of_reach(self):
        self.accepted_case()
        package = self.make()
        with self.assertRaises(AccessError):
            self.env(user=self.manager.id)["yichuang.exchange.key"].search([])
        with self.assertRaises(AccessError):
            package.with_user(self.clerk).read(["number"])
        with self.assertRaises(AccessError):
            self.bring(b"", user=self.clerk)

    def test_codes_and_keys_are_checked(self):
        for vals in (
            {"code": "a b"},
            {"recipient": "=X"},
            {"public_key": "not a key"},
        ):
            with self.subTest(vals), self.assertRaises(ValidationError):
                self.partner.write(vals)

    def test_number_of_queries_does_not_grow_with_cases(self):
        def queries(count):
            for _index in range(count):
                self.accepted_case()
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.make()
            return self.env.cr.sql_log_count - before

        queries(1)
        few, many = queries(2), queries(8)
        self.assertLessEqual(many, few + 6)
