"""The 12345 hotline hands over its orders and is told what became of them."""

import base64
import json
from dataclasses import replace
from datetime import date
from unittest.mock import patch

from odoo.exceptions import AccessError, UserError
from odoo.tests import freeze_time, tagged

from ...tools import exchange_package
from .common import ExchangeCase

ORDERS, RESULTS = "hotline_order", "hotline_result"
OTHER_ORGAN = "11379902MB9000013Y"


@tagged("post_install", "-at_install")
class TestHotline(ExchangeCase):
    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.partner.write({"name": "示例市12345热线", "with_orders": True})
        cls.referrals = cls.env["yichuang.referral"]
        cls.number, cls.last = 0, ""

    @classmethod
    def order(cls, number, **values):
        """A row as the hotline writes it."""
        return {
            "row_guid": f"guid-{number}",
            "order_no": number,
            "came_on": "2026-03-02 09:30:00",
            "kind": "投诉",
            "content": "窗口让改天再来，未说明原因。",
            "caller_name": "钱某",
            "caller_phone": "13800000001",
            **values,
        }

    def package(self, *rows, tables=None, **changes):
        """The hotline's next package, as the file that is carried over."""
        package = exchange_package.Package(
            kind="package",
            sender=self.partner.recipient,
            recipient=self.partner.code,
            number=self.number + 1,
            made_at="2026-03-02T02:00:00Z",
            previous=self.last,
            tables=tables or {ORDERS: list(rows)},
        )
        return exchange_package.write(replace(package, **changes), self.partner_key)

    def hand_over(self, *rows, **changes):
        """Bring in the hotline's next package.

        :return: what the hall keeps of it, and reason by order of what it rejected
        """
        content, digest = self.package(*rows, **changes)
        action = self.bring(content)
        self.number, self.last = self.number + 1, digest
        incoming = self.env(user=self.manager.id)["yichuang.exchange.incoming"].browse(
            action["res_id"]
        )
        answer = exchange_package.read(
            base64.b64decode(incoming.answer), self.partner.own_public_key
        )
        self.assertEqual(
            (answer.kind, answer.answers_to, answer.number, answer.recipient),
            ("answer", digest, self.number, self.partner.recipient),
        )
        lines = answer.tables["answers"]
        self.assertEqual(len(lines), incoming.taken_count + incoming.rejected_count)
        return incoming, {
            line["row_guid"].removeprefix("guid-"): line["reason"]
            for line in lines
            if line["result"] == "rejected"
        }

    def known(self, *numbers):
        return self.referrals.search([("number", "in", numbers)], order="number")

    def test_orders_wait_as_drafts_with_what_they_name(self):
        case = self.received_case()
        window = self.env["yichuang.window"].search(
            [("company_id", "=", self.env.company.id), ("department_id", "=", False)],
            limit=1,
        )
        incoming, rejected = self.hand_over(
            self.order(
                "T1", project_no=case.number, window_no=window.number, kind="求助"
            ),
            self.order("T2", org_code=self.department.uscc, caller_phone=""),
            self.order("T3", task_code=self.service.code, reply_by="2026-03-04"),
        )
        self.assertEqual((incoming.taken_count, rejected), (3, {}))
        first, second, third = self.known("T1", "T2", "T3")
        self.assertEqual(
            (first.case_id, first.service_id, first.department_id, first.window_id),
            (case, self.service, self.department, window),
        )
        self.assertEqual(
            (first.state, first.kind, str(first.came_on), first.phone),
            ("draft", "help", "2026-03-02 01:30:00", "13800000001"),
        )
        self.assertEqual((second.anonymous, first.anonymous), (True, False))
        self.assertEqual(second.department_id, self.department)
        with freeze_time("2026-03-03 02:00:00"):
            (first | third).with_user(self.manager).action_take_on()
        self.assertEqual(
            (first.fix_due_on, third.fix_due_on), (date(2026, 3, 9), date(2026, 3, 4))
        )

    def test_each_row_is_taken_or_rejected_for_its_own_reason(self):
        other = self.env["res.company"].create({"name": "另一大厅"})
        organ = self.department.copy(
            {"name": "另一部门", "uscc": OTHER_ORGAN, "company_id": other.id}
        )
        foreign = self.received_case()
        self.plant(foreign, company_id=other.id)
        case = self.received_case()
        cases = (
            ({"content": " "}, "content is empty"),
            ({"order_no": ""}, "order_no is empty"),
            ({"order_no": "9" * 51}, "order_no is too long"),
            ({"content": "长" * 5001}, "content is too long"),
            ({"content": {"a": 1}}, "content is no text"),
            ({"content": "a\0b"}, "content is no text"),
            ({"state": "closed"}, "state is no column"),
            ({"a\0b": "c"}, "is no column"),
            ({"came_on": "昨天"}, "came_on is no time"),
            ({"came_on": "2099-01-01 00:00:00"}, "later than now"),
            ({"kind": "表态"}, "kind is no kind"),
            ({"reply_by": "九日"}, "reply_by is no day"),
            ({"reply_by": "2026-03-01"}, "before the day on which it came"),
            ({"project_no": "无此办件"}, "has no project_no"),
            ({"project_no": foreign.number}, "has no project_no"),
            ({"org_code": organ.uscc}, "has no org_code"),
            ({"task_code": "%"}, "has no task_code"),
            ({"window_no": "=1"}, "has no window_no"),
            ({"order_no": "S0"}, "another row"),
        )
        rows = [self.order("S0", project_no=case.number)]
        rows += [
            {**self.order(f"S{index}"), **values}
            for index, (values, _words) in enumerate(cases, 1)
        ]
        incoming, rejected = self.hand_over(*rows)
        self.assertEqual(
            (incoming.taken_count, incoming.rejected_count), (1, len(cases))
        )
        for index, (values, words) in enumerate(cases, 1):
            with self.subTest(values):
                self.assertIn(words, rejected[f"S{index}"])
                self.assertIn(words, incoming.rejections)
        self.assertEqual(len(self.referrals.search([("number", "=like", "S%")])), 1)

    def test_a_hotline_of_one_organ_names_nothing_of_another(self):
        second = self.department.copy({"name": "另一部门", "uscc": OTHER_ORGAN})
        case = self.received_case()
        rows = (
            self.order("A1", project_no=case.number, org_code=second.uscc),
            self.order("A2", org_code=second.uscc),
        )
        self.partner.department_ids = False
        _incoming, rejected = self.hand_over(*rows)
        self.assertEqual(list(rejected), ["A1"])
        self.assertIn("another organ's", rejected["A1"])
        self.partner.department_ids = second
        rows = (
            self.order("A3", project_no=case.number),
            self.order("A4", task_code=self.service.code),
            self.order("A5", org_code=self.department.uscc),
            self.order("A6", org_code=second.uscc),
        )
        _incoming, rejected = self.hand_over(*rows)
        self.assertEqual(list(rejected), ["A3", "A4", "A5"])
        for words in rejected.values():
            self.assertIn("The hall has no", words)

    def test_an_order_is_entered_once_however_often_it_comes(self):
        self.hand_over(self.order("D1"))
        [referral] = self.known("D1")
        # The same again, under a name of its own, and one that says something else.
        _incoming, rejected = self.hand_over(self.order("D1", row_guid="guid-again"))
        self.assertEqual(rejected, {})
        _incoming, rejected = self.hand_over(self.order("D1", content="改了"))
        self.assertIn("says something else", rejected["D1"])
        self.assertEqual(self.known("D1"), referral)

    def test_what_was_entered_by_hand_is_taken_for_it_when_the_caller_is_the_same(self):
        mine = self.open_referral(number="H1")
        other = self.open_referral(number="H2", phone="13900000000")
        _incoming, rejected = self.hand_over(self.order("H1"), self.order("H2"))
        self.assertEqual(list(rejected), ["H2"])
        self.assertEqual((mine.partner_id, mine.state), (self.partner, "open"))
        self.assertFalse(other.partner_id)

    def test_packages_cannot_be_replayed_skipped_forged_or_left_out(self):
        content, digest = self.package(self.order("P1"))
        twin = self.order("P2", row_guid="guid-P1")
        nameless = self.order("P2", row_guid="")
        for name, attack, words in (
            ("damaged", content[:-40], "damaged"),
            ("changed", self.tampered(content), "changed"),
            ("half a character", self.halved(), "damaged"),
            ("skipped", self.package(number=2)[0], "is missing"),
            ("number", self.package(number="1")[0], "already"),
            ("chain", self.package(previous="0" * 64)[0], "does not follow"),
            ("other sender", self.package(sender="XX")[0], "not written by"),
            ("other hall", self.package(recipient="XX")[0], "not written by"),
            ("twins", self.package(self.order("P1"), twin)[0], "both called"),
            ("nameless", self.package(nameless)[0], "no row_guid"),
            ("huge", self.package(*[twin] * 2001)[0], "at most 2000"),
        ):
            with self.subTest(name), self.assertRaisesRegex(UserError, words):
                self.bring(attack)
        self.assertFalse(self.known("P1", "P2"))
        self.bring(content)
        with self.assertRaisesRegex(UserError, "already"):
            self.bring(content)
        self.assertEqual(len(self.known("P1")), 1)
        self.number, self.last = 1, digest
        self.partner_key = exchange_package.new_key()[0]
        with self.assertRaisesRegex(UserError, "signature"):
            self.bring(self.package(self.order("P3"))[0])

    @staticmethod
    def tampered(content):
        """The same file with one row that says something else, its manifest as it
        was signed."""
        members = exchange_package._members(content)
        members[f"{ORDERS}.jsonl"] = members[f"{ORDERS}.jsonl"].replace(b"P1", b"P9")
        return exchange_package._packed(members)

    def halved(self):
        """A package whose manifest is right and whose row holds half a character."""

        def escaped(value):
            return json.dumps(value, sort_keys=True).encode()

        with patch.object(exchange_package, "_canonical", escaped):
            return self.package(self.order("P1", content="\ud800"))[0]

    def test_only_a_hotline_hands_orders_over_and_only_orders(self):
        _incoming, rejected = self.hand_over(
            tables={"up_pro_accept": [self.order("O1")]}
        )
        self.assertIn("no rows of up_pro_accept", rejected["O1"])
        self.partner.with_orders = False
        _incoming, rejected = self.hand_over(self.order("O2"))
        self.assertIn("no rows of hotline_order", rejected["O2"])
        self.assertFalse(self.known("O1", "O2"))
        with self.assertRaises(AccessError):
            self.bring(self.package(self.order("O3"))[0], user=self.clerk)

    def test_what_became_of_it_is_told_and_nothing_of_cases(self):
        self.accepted_case()
        self.hand_over(*(self.order(f"R{index}") for index in range(4)))
        closed, returned, longer, _open = orders = self.known("R0", "R1", "R2", "R3")
        # Now, so that hours and days run from the test's own moment.
        orders._write_guarded({"came_on": self.env.cr.now()})
        orders.with_user(self.manager).department_id = self.department
        orders.with_user(self.manager).action_take_on()
        with self.assertRaisesRegex(UserError, "Nothing has changed"):
            self.make()
        for order in closed | longer:
            self.referral_step(order, self.reviewer, "contact", "已电话联系。")
        self.referral_step(closed, self.reviewer, "fix", "已收件并致歉。")
        self.referral_step(closed, self.supervisor, "close", "满意。")
        self.referral_step(returned, self.manager, "hand_back", "属交通局。")
        self.referral_step(longer, self.manager, "extend", "需现场核实，已告知。")
        package = self.make()
        tables = self.opened(package).tables
        self.assertEqual(list(tables), [RESULTS])
        told = {row["order_no"]: row for row in tables[RESULTS]}
        self.assertEqual(
            {number: row["result"] for number, row in told.items()},
            {"R0": "已办结", "R1": "已退回", "R2": "已延期"},
        )
        self.assertEqual(
            (told["R0"]["answer"], told["R0"]["call_back"], told["R0"]["org_code"]),
            ("已收件并致歉。", "满意。", self.department.uscc),
        )
        self.assertEqual(told["R1"]["reason"], "属交通局。")
        self.assertEqual(told["R2"]["extended_to"], str(longer.fix_due_on))
        self.assertNotIn("13800000001", str(tables))
        self.bring(self.answered(package))
        self.assertEqual(package.state, "answered")
        self.assertEqual(package.row_ids.referral_id, closed | returned | longer)
        self.referral_step(longer, self.reviewer, "fix", "已核实。")
        self.referral_step(longer, self.supervisor, "close", "满意。")
        [row] = self.opened(self.make()).tables[RESULTS]
        self.assertEqual((row["cd_operation"], row["result"]), ("U", "已办结"))

    def test_what_came_stands_as_it_came(self):
        self.hand_over(self.order("K1"))
        mine = self.known("K1").with_user(self.manager)
        for values in ({"number": "K9"}, {"phone": ""}, {"content": "x"}):
            with self.subTest(values), self.assertRaisesRegex(UserError, "as it came"):
                mine.write(values)
        for values in ({"partner_id": False}, {"order_digest": "x"}):
            with self.subTest(values), self.assertRaises(UserError):
                mine.write(values)
        mine.subject = "窗口服务"
        with self.assertRaisesRegex(UserError, "hall has this order"):
            mine.unlink()

    def test_number_of_queries_does_not_grow_with_orders(self):
        def queries(letter, count):
            rows = [self.order(f"{letter}{index}") for index in range(count)]
            content, digest = self.package(*rows)
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            self.bring(content)
            self.number, self.last = self.number + 1, digest
            return self.env.cr.sql_log_count - before

        queries("X", 1)
        few, many = queries("Y", 2), queries("Z", 20)
        self.assertLessEqual(many, few + 6)
