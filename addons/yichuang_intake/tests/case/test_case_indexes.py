from odoo.fields import Domain
from odoo.tests import tagged
from odoo.tools import SQL

from ..common import IntakeCase
from ..web_client import PAGE, Inbox

ENDED, RECEIVED, ACCEPTED = 20_000, 2_000, 300
GIVEN = "伟芳娜敏静丽强磊军洋"


@tagged("post_install", "-at_install")
class TestCaseIndexes(IntakeCase):
    """Where most cases have ended, the lists that people work from are read from an
    index, not by looking through all cases."""

    @classmethod
    def setUpClass(cls):
        super().setUpClass()
        cls.open_case = cls.reviewed_case()
        ended = cls.received_case()
        cls.end(ended, "withdraw")
        cls.env.flush_all()
        cls.multiply(ended, ENDED)
        cls.multiply(cls.received_case(), RECEIVED)
        cls.multiply(cls.accepted_case(), ACCEPTED)
        cls.multiply(cls.open_case, ACCEPTED)
        # What the database would do by itself within minutes.
        cls.env.cr.execute("ANALYZE yichuang_case")
        for name in ("applicant_name", "receipt_number"):
            index = f"yichuang_case__{name}_index"
            cls.env.cr.execute("SELECT gin_clean_pending_list(%s)", (index,))

    @classmethod
    def multiply(cls, case, count):
        """Copies in the database: nobody can take twenty thousand cases through the
        steps in a test."""
        cls.env.flush_all()
        names = [
            name
            for name, field in case._fields.items()
            if field.store and field.column_type
        ]
        changed = {
            "id": SQL("nextval('yichuang_case_id_seq')"),
            "number": SQL("NULL"),
            "receipt_number": SQL("'X' || md5(%s || nr::text)", case.receipt_number),
            "applicant_name": SQL("translate(md5(nr::text), '0123456789', %s)", GIVEN),
            "due_on": SQL("due_on + nr %% 20"),
        }
        cls.env.cr.execute(
            SQL(
                "INSERT INTO yichuang_case (%s) SELECT %s "
                "FROM yichuang_case, generate_series(1, %s) AS nr WHERE id = %s",
                SQL(", ").join(SQL.identifier(name) for name in names),
                SQL(", ").join(
                    changed.get(name, SQL.identifier(name)) for name in names
                ),
                count,
                case.id,
            )
        )

    def plan(self, model, domain, order=None, limit=None):
        query = model._search(domain, order=order or model._order, limit=limit)
        rows = self.env.execute_query(SQL("EXPLAIN %s", query.select()))
        return "\n".join(line for (line,) in rows)

    def inbox(self, action, person):
        return Inbox(self.env(user=person.id), f"yichuang_intake.{action}")

    def test_inboxes_are_read_from_an_index_of_what_is_in_hand(self):
        # An organ with little in hand is read by state and sorted, one with much in
        # the order of its list.
        organ = "yichuang_case_(due|state)_idx"
        for action, person, index in (
            ("case_action_window", self.clerk, "yichuang_case_in_hand_idx"),
            ("case_action", self.clerk, "yichuang_case_in_hand_idx"),
            ("case_action_review", self.reviewer, organ),
            ("case_action_decide", self.decider, organ),
        ):
            with self.subTest(action):
                box = self.inbox(action, person)
                plan = self.plan(box.model, box.domain, box.order, PAGE)
                self.assertRegex(plan, index)
                self.assertNotRegex(plan, r"Seq Scan on yichuang_case\b(?!_)")

    def test_filters_over_all_cases_are_read_from_an_index(self):
        cases = self.env(user=self.clerk.id)["yichuang.case"]
        for domain, index in (
            ([("time_level", "=", "late")], "yichuang_case_overdue_idx"),
            ([("received_on", ">", "2999-01-01")], "yichuang_case__received_on_index"),
            ([("accepted_by_id", "=", 1)], "yichuang_case__accepted_by_id_index"),
            ([("reviewed_by_id", "=", 1)], "yichuang_case__reviewed_by_id_index"),
            ([("decided_by_id", "=", 1)], "yichuang_case__decided_by_id_index"),
        ):
            with self.subTest(index):
                self.assertIn(index, self.plan(cases, domain))

    def test_art32_sweeps_find_what_is_overdue_by_an_index(self):
        cases = self.env["yichuang.case"].sudo()
        domain = [("state", "=", "received"), ("due_on", "<", "2020-01-01")]
        self.assertIn("yichuang_case_overdue_idx", self.plan(cases, domain))

    def test_clocks_and_materials_stand_in_the_order_of_an_index(self):
        """Ordering by a case would join the cases to sort by theirs."""
        for model in ("clock", "clock.segment", "case.material"):
            with self.subTest(model):
                lines = self.env[f"yichuang.{model}"]
                plan = self.plan(lines, [], limit=PAGE)
                self.assertNotIn("Join", plan)
                self.assertNotIn("yichuang_case_pkey", plan)

    def test_search_uses_the_trigrams_from_two_characters_on(self):
        cases = self.env(user=self.clerk.id)["yichuang.case"]
        for text, index in (
            ("示例申请人", "yichuang_case__applicant_name_index"),
            ("示例", "yichuang_case__applicant_name_index"),
            (self.open_case.receipt_number, "yichuang_case__receipt_number_index"),
        ):
            with self.subTest(text):
                domain = Domain("lookup", "ilike", text)
                self.assertIn(index, self.plan(cases, domain))
                self.assertIn(self.open_case, cases.search(domain))
