import gc
from functools import partial
from unittest.mock import patch

from freezegun import freeze_time

from odoo import SUPERUSER_ID
from odoo.tests import tagged

from ..common import IntakeCase
from ..web_client import Inbox, read_form

INBOXES = (
    ("case_action_window", "clerk"),
    ("case_action_review", "reviewer"),
    ("case_action_decide", "decider"),
)


@tagged("post_install", "-at_install")
class TestCaseQueries(IntakeCase):
    """What a case costs depends neither on its size nor on how many there are."""

    def queries(self, work):
        """How many queries ``work`` sends with cold records, when what the server
        keeps for all requests (rights, rules, views) is warm. An environment knows its
        user until it is collected as garbage: that happens before and not within."""
        for _round in range(3):
            self.env.flush_all()
            self.env.invalidate_all()
            gc.collect()
            gc.disable()
            try:
                before = self.env.cr.sql_log_count
                work()
                self.env.flush_all()
            finally:
                gc.enable()
        return self.env.cr.sql_log_count - before

    def case_of(self, size):
        """An accepted case with so many materials and documents."""
        names = [f"示例材料{number}" for number in range(size)]
        service = self.published_service(
            item_name=f"示例许可{size}", materials=tuple(names)
        )
        case = self.accepted_case(service_id=service.id)
        notice = case.document_ids[:1]
        draft = {
            "case": case,
            "addressee": notice.addressee,
            "words": notice.words,
            "facts": notice.facts,
        }
        missing = size - len(case.document_ids)
        self.env["yichuang.document"]._issue(notice.kind, [draft] * missing)
        self.assertEqual(len(case.material_ids), size)
        self.assertEqual(case.document_count, size)
        return case

    def test_opening_does_not_depend_on_how_much_the_case_holds(self):
        small, large = self.case_of(5), self.case_of(435)
        for person in (self.clerk, self.reviewer, self.decider, self.manager):
            views = small.with_user(person).get_views([(False, "form")])["views"]
            counts = [
                self.queries(
                    partial(read_form, case.with_user(person), views["form"]["arch"])
                )
                for case in (small, large)
            ]
            self.assertEqual(*counts, f"opened by {person.login}")

    def test_a_batch_of_cases_takes_as_many_queries_as_a_few(self):
        env = self.env(user=self.clerk.id)

        def create(count):
            env["yichuang.case"].create([self.case_vals() for _number in range(count)])

        self.assertEqual(
            self.queries(lambda: create(5)), self.queries(lambda: create(50))
        )

    def test_an_inbox_takes_no_query_for_each_row(self):
        self.reviewed_case()
        self.accepted_case()
        self.received_case()
        boxes = [
            Inbox(self.env(user=getattr(self, person).id), f"yichuang_intake.{action}")
            for action, person in INBOXES
        ]
        few = [self.queries(box.look) for box in boxes]
        for _number in range(10):
            self.reviewed_case()
            self.accepted_case()
            self.received_case()
        many = [self.queries(box.look) for box in boxes]
        self.assertEqual(few, many)

    def test_art32_a_sweep_takes_as_many_queries_for_many_as_for_a_few(self):
        cases = self.env["yichuang.case"].with_user(SUPERUSER_ID)
        # A batch of a sweep is a transaction; the test is one itself.
        self.startPatcher(
            patch.object(
                type(self.env["ir.cron"]),
                "_commit_progress",
                lambda self, *args, **kwargs: True,
            )
        )

        def silent(count):
            with freeze_time("2026-03-02 02:00:00"):
                mine = self.env["yichuang.case"].union(
                    *(self.received_case() for _number in range(count))
                )
            self.env.flush_all()
            self.env.invalidate_all()
            before = self.env.cr.sql_log_count
            with freeze_time("2026-04-01 02:00:00"):
                cases._cron_deem_accepted()
                self.env.flush_all()
            queries = self.env.cr.sql_log_count - before
            self.assertEqual(set(mine.mapped("state")), {"accepted"})
            return queries

        silent(2)  # warms up what the server keeps for all requests
        self.assertEqual(silent(4), silent(20))
