from freezegun import freeze_time

from odoo.exceptions import UserError
from odoo.tests import tagged

from ..common import PERSON, IntakeCase


@tagged("post_install", "-at_install")
class TestPromise(IntakeCase):
    """What was promised is looked at by two officers, and has consequences."""

    def revoke(self, promise, user=None, **values):
        return self.promise_step(
            promise,
            "revoke",
            user or self.decider,
            **{"text": "虚假承诺取得许可。", "heard": "未提出申辩。", **values},
        )

    def test_kept(self):
        promise = self.kept_promise()
        self.assertEqual((promise.state, promise.kept_by_id), ("kept", self.reviewer))
        self.assertEqual(promise.case_id._clock("inspection").state, "stopped")
        self.assertIn("site_record", promise.case_id.document_ids.mapped("kind"))

    def test_art34_3_nothing_is_found_without_an_inspection_by_two(self):
        promise = self.granted_promise()
        with self.assertRaisesRegex(UserError, "without having been looked at"):
            promise.with_user(self.reviewer).action_keep()
        with self.assertRaisesRegex(UserError, r"Art. 34\(3\)"):
            self.inspect(promise, officers=self.reviewer)
        with self.assertRaisesRegex(UserError, "at the window"):
            self.inspect(promise, officers=self.reviewer | self.clerk)
        self.inspect(promise)
        promise.with_user(self.reviewer).action_keep()

    def test_inspection_before_the_decision_does_not_count(self):
        promise = self.signed_promise()
        check = self.planned_check(case=promise.case_id)
        check.with_user(self.reviewer).action_hold()
        self.decide(promise.case_id, on_the_spot=True)
        with self.assertRaisesRegex(UserError, "after the decision"):
            promise.with_user(self.reviewer).action_keep()

    def test_undecided_promise_is_not_judged(self):
        promise = self.signed_promise()
        check = self.planned_check(case=promise.case_id)
        check.with_user(self.reviewer).action_hold()
        for step in ("order", "find_broken"):
            with self.subTest(step), self.assertRaisesRegex(UserError, "looked at"):
                self.promise_step(promise, step, text="不符", breach_kind="false")

    def test_only_the_organ_judges(self):
        promise = self.granted_promise()
        self.inspect(promise)
        stranger = self.make_user("test_stranger_p", "yichuang_intake.group_reviewer")
        for user in (stranger, self.clerk, self.manager):
            with self.subTest(user.login), self.assertRaises(UserError):
                promise.with_user(user).action_keep()
        self.assertFalse(
            self.env["yichuang.case.promise"].with_user(stranger).search([])
        )

    def test_zhejiang14_order_to_correct_then_kept(self):
        with freeze_time("2026-03-02 02:00:00") as clock:
            promise = self.granted_promise()
            self.inspect(promise, findings="面积不足")
            self.promise_step(promise, "order", text="面积不足")
            self.assertEqual(
                (promise.state, str(promise.correct_by)), ("ordered", "2026-03-23")
            )
            self.assertIn("promise_order", promise.case_id.document_ids.mapped("kind"))
            with self.assertRaisesRegex(UserError, "looked at"):
                clock.move_to("2026-03-03 02:00:00")
                promise.with_user(self.reviewer).action_keep()
            self.inspect(promise)
            promise.with_user(self.reviewer).action_keep()
        self.assertEqual(promise.state, "kept")

    def test_zhejiang14_what_is_not_corrected_in_time_is_broken(self):
        with freeze_time("2026-03-02 02:00:00") as clock:
            promise = self.granted_promise()
            self.inspect(promise)
            self.promise_step(
                promise, "order", text="面积不足", correct_by="2026-03-10"
            )
            clock.move_to("2026-03-10 02:00:00")
            self.inspect(promise)
            vals = {"text": "面积仍不足", "breach_kind": "uncorrected"}
            with self.assertRaisesRegex(UserError, "has not run out"):
                self.promise_step(promise, "find_broken", **vals)
            clock.move_to("2026-03-11 02:00:00")
            self.promise_step(promise, "find_broken", **vals)
        self.assertEqual(promise.state, "broken")

    def test_order_leaves_time(self):
        promise = self.granted_promise()
        self.inspect(promise)
        for values in ({"text": " "}, {"text": "不符", "correct_by": "2020-01-01"}):
            with self.subTest(values), self.assertRaises(UserError):
                self.promise_step(promise, "order", **values)

    def test_art69_false_promise_costs_the_permission_and_trust(self):
        promise = self.broken_promise()
        self.revoke(promise)
        case = promise.case_id
        self.assertEqual(promise.state, "revoked")
        paper = case.document_ids.filtered(lambda one: one.kind == "promise_revocation")
        self.assertTrue(paper.remedies)
        ban = promise.ban_id
        self.assertEqual(
            (ban.state, ban.ground, ban.decision_number, ban.imposed_by_id),
            ("imposed", "credit", paper.number, self.decider),
        )
        self.assertEqual(ban.create_uid, self.reviewer)
        self.assertNotIn(PERSON, ban.masked_number)
        with self.assertRaisesRegex(UserError, "breach of trust"):
            self.sign_promise(self.promisable_case(case.service_id))
        log = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.case"),
                ("res_id", "=", case.id),
                ("action", "=", "decision_revoked"),
            ]
        )
        self.assertEqual(len(log), 1)

    def test_art7_holder_is_heard_and_told_why(self):
        promise = self.broken_promise()
        for field in ("text", "heard", "legal_basis"):
            with self.subTest(field), self.assertRaisesRegex(UserError, "Art. 7, 69"):
                self.revoke(promise, **{field: " "})

    def test_who_found_it_broken_does_not_revoke(self):
        promise = self.granted_promise()
        self.inspect(promise)
        self.promise_step(
            promise, "find_broken", self.decider, breach_kind="false", text="不符"
        )
        for step in ("revoke", "clear"):
            with self.subTest(step), self.assertRaisesRegex(UserError, "yourself"):
                self.promise_step(promise, step, self.decider, text="不符", heard="无")

    def test_decider_may_find_that_it_was_not_broken(self):
        promise = self.broken_promise()
        self.promise_step(promise, "clear", self.decider, text="复核面积符合。")
        self.assertEqual((promise.state, promise.kept_by_id), ("kept", self.decider))
        self.assertFalse(promise.ban_id)

    def test_nothing_of_a_promise_is_edited(self):
        promise = self.granted_promise()
        for vals in (
            {"conditions": "没有条件"},
            {"signed_by": "别人"},
            {"check_due_on": "2099-01-01"},
            {"overdue": False},
            {"breach": "捏造"},
        ):
            for user in (self.clerk, self.reviewer, self.decider):
                with self.subTest(vals), self.assertRaises(UserError):
                    promise.with_user(user).write(vals)

    def overdue(self):
        cron = self.env.ref("yichuang_intake.promise_overdue_cron")
        with self.enter_registry_test_mode():
            cron.method_direct_trigger()

    def test_overdue_inspections_and_corrections_are_listed(self):
        with freeze_time("2026-03-02 02:00:00") as clock:
            late, ordered, kept = (self.granted_promise() for _ in range(3))
            for promise in (ordered, kept):
                self.inspect(promise)
            self.promise_step(ordered, "order", text="不符", correct_by="2026-03-10")
            kept.with_user(self.reviewer).action_keep()
            clock.move_to("2026-03-11 02:00:00")
            self.env["yichuang.case.promise"]._cron_overdue()
            self.assertEqual(
                (late.overdue, ordered.overdue, kept.overdue), (False, True, False)
            )
            clock.move_to("2026-07-01 02:00:00")
            self.env["yichuang.case.promise"]._cron_overdue()
            self.env["yichuang.case.promise"]._cron_overdue()
            self.assertEqual(
                (late.overdue, ordered.overdue, kept.overdue), (True, True, False)
            )
        log = self.env["yichuang.event"].search(
            [
                ("res_model", "=", "yichuang.case.promise"),
                ("res_id", "in", (late | ordered | kept).ids),
                ("action", "=", "overdue"),
            ]
        )
        self.assertEqual(sorted(log.mapped("res_id")), sorted((late | ordered).ids))

    def test_scheduled_job_marks_them_all(self):
        with freeze_time("2026-03-02 02:00:00"):
            promises = [self.granted_promise() for _ in range(3)]
        with freeze_time("2027-03-02 02:00:00"):
            self.overdue()
        for promise in promises:
            promise.invalidate_recordset()
            self.assertTrue(promise.overdue)

    def test_due_date_follows_the_calendar(self):
        promise = self.granted_promise()
        clock = promise.case_id._clock("inspection")
        clock.write({"due_on": "2030-01-02"})
        self.assertEqual(str(promise.check_due_on), "2030-01-02")
